import { APPEAL_OUTCOMES, APPEAL_TOPICS, ARRANGEMENT_KINDS } from '@curbstop/policy';
import { z } from 'zod';
import { cents, day, id, instant } from '../scalars.ts';

const account = z.object({ accountId: id, number: z.string(), customer: z.string(), address: z.string() });
/** The next page's number; null on the last. */
const next = z.int().nullable();

/** `GET /api/cases/appeals?page=0`: appeals without a final decision; those whose window closes first, first. */
export const openAppeals = z.object({
  cases: z.array(
    z.object({
      appealId: id,
      account,
      /** The bill or charge, as people call it. */
      about: z.string(),
      topic: z.enum(APPEAL_TOPICS),
      level: z.union([z.literal(1), z.literal(2)]),
      /** `decided`: lost at level 1, and may still go further (H.4.a). */
      state: z.enum(['open', 'decided']),
      overLimit: z.boolean(),
      filedAt: instant,
      outcome: z.enum([...APPEAL_OUTCOMES, 'not-heard']).nullable(),
      /** When the letter of the last decision was made (H.3.c); null before there is one. */
      letterAt: instant.nullable(),
      /** H.4.a: the last moment to go further; null while it is open. */
      windowEndsAt: instant.nullable(),
    }),
  ),
  next,
});
export type OpenAppeals = z.output<typeof openAppeals>;

/** `GET /api/cases/arrangements?page=0`: failed ones first, then by what falls due next. */
export const openArrangements = z.object({
  cases: z.array(
    z.object({
      arrangementId: id,
      account,
      kind: z.enum(ARRANGEMENT_KINDS),
      state: z.enum(['offered', 'in-force', 'defaulted']),
      signedAt: instant.nullable(),
      /** Reading 95: the last moment of the offer; null once signed. */
      offerEndsAt: instant.nullable(),
      /** What is to be paid today to be in step. */
      dueNow: cents,
      unpaid: cents,
      /** The first instalment that is still to come and not paid. */
      nextRow: z.object({ due: day, amount: cents }).nullable(),
      lastOn: day.nullable(),
    }),
  ),
  next,
});
export type OpenArrangements = z.output<typeof openArrangements>;

/** `GET /api/cases/reviews?page=0`: G.2: whose turn it is, and until when; the shortest first. */
export const openReviews = z.object({
  cases: z.array(
    z.object({
      reviewId: id,
      account,
      openedAt: instant,
      stage: z.enum(['reply', 'supply', 'decide']),
      dueAt: instant,
    }),
  ),
  next,
});
export type OpenReviews = z.output<typeof openReviews>;
