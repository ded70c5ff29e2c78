import type { Day, Instant } from '@curbstop/policy';
import { z } from 'zod';

/** Nothing that is asked for lies before or after these: a year mistyped, or a device whose clock never was set. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2099;
const FIRST_DAY = `${FIRST_YEAR}-01-01`;
const LAST_DAY = `${LAST_YEAR}-12-31`;
/** A device without a clock begins at 1970; what it did is not lost for that. */
const FIRST_DEVICE_MOMENT_MS = 0;

/** `x-bounded` marks a date or a moment in the description of the API: a spec looks over every route for one without. */
const mark = (from: number | string, to: number | string) => ({ 'x-bounded': { from, to } });

/** A civil date in a request, `YYYY-MM-DD`. `what` names it in the sentence for one that is not taken. */
export function boundedDay(what: string) {
  const message = `Give ${what} as a date, YYYY-MM-DD, from ${FIRST_DAY} to ${LAST_DAY}.`;
  return z.iso
    .date(message)
    .refine((value) => value >= FIRST_DAY && value <= LAST_DAY, message)
    .transform((value) => value as Day)
    .meta(mark(FIRST_DAY, LAST_DAY));
}

function momentBetween(what: string, from: number, to: number) {
  const years = `${new Date(from).getUTCFullYear()} to ${new Date(to).getUTCFullYear()}`;
  const message = `Give ${what} as a moment of the years ${years}, in whole milliseconds since 1970-01-01T00:00Z.`;
  return z
    .int(message)
    .min(from, message)
    .max(to, message)
    .transform((value) => value as Instant)
    .meta(mark(from, to));
}

/** A moment in a request: whole milliseconds since 1970-01-01T00:00Z. */
export function boundedInstant(what: string) {
  return momentBetween(what, Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(LAST_YEAR + 1, 0, 1) - 1);
}

/** A moment by a device's own clock, which may be wrong; it is kept beside the city's. */
export function deviceInstant(what: string) {
  return momentBetween(what, FIRST_DEVICE_MOMENT_MS, Date.UTC(LAST_YEAR + 1, 0, 1) - 1);
}

const YEAR = `Give a year from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2026.`;

const isBounded = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** A year in an address: four digits. */
export const boundedYear = z
  .string()
  .regex(/^\d{4}$/, YEAR)
  .transform(Number)
  .refine(isBounded, YEAR)
  .meta(mark(FIRST_YEAR, LAST_YEAR));

/** A year in an address, with or without `.csv` after it. */
export const boundedYearOrFile = z
  .string()
  .regex(/^\d{4}(\.csv)?$/, YEAR)
  .transform((text) => ({ year: Number(text.slice(0, 4)), csv: text.length > 4 }))
  .refine(({ year }) => isBounded(year), YEAR)
  .meta(mark(FIRST_YEAR, LAST_YEAR));
