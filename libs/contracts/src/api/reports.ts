import { z } from 'zod';
import { instant } from '../scalars.ts';

/** M.1: how often residential water was turned off for a debt in a calendar year. */
const yearlyCount = z.object({
  year: z.int(),
  count: z.int(),
  accounts: z.int(),
  restoredWithinADay: z.int(),
});

/** `GET /api/reports/discontinuations/:year`, for everyone; `:year.csv` answers CSV. */
export const publishedCount = yearlyCount.extend({
  madeAt: instant,
  /** The year was over when it was made. */
  whole: z.boolean(),
});
export type PublishedCount = z.output<typeof publishedCount>;

/** `GET /api/reports/discontinuations`, for everyone: the latest that was published of each year, newest year first. */
export const publishedCounts = z.object({ reports: z.array(publishedCount) });

/** `GET /api/reports/discontinuations/:year/count`: as the journal has it now, for the desk. */
export const countNow = yearlyCount;
export type CountNow = z.output<typeof countNow>;
