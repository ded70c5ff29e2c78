import { APPEAL_OUTCOMES, APPEAL_TOPICS } from '@curbstop/policy';
import { z } from 'zod';
import { cents, day, id, instant } from '../scalars.ts';
import { grantAnswer } from './assistance.ts';

const words = z.string().trim().max(2_000);

/** H.3: a bill or charge that may be appealed. */
export const appealMatter = z.object({
  /** As people call it. */
  about: z.string(),
  billId: id.nullable(),
  entryId: id.nullable(),
  dated: day,
  /** Z.1: the version of the policy that the bill is judged by; null for a charge without one. */
  policyVersion: day.nullable(),
  amount: cents,
  paid: cents,
});
export type AppealMatterView = z.output<typeof appealMatter>;

/** `GET /api/accounts/:accountId/appeals`: appeals, newest first, and what could be appealed now. */
export const appeals = z.object({
  appeals: z.array(
    z.object({
      appealId: id,
      /** The bill or charge, as people call it. */
      about: z.string(),
      billId: id.nullable(),
      entryId: id.nullable(),
      topic: z.enum(APPEAL_TOPICS),
      says: z.string(),
      lateReason: z.string().nullable(),
      /** H.1: a person may leave it unheard. */
      overLimit: z.boolean(),
      level: z.union([z.literal(1), z.literal(2)]),
      state: z.enum(['open', 'decided', 'final']),
      filedAt: instant,
      outcome: z.enum([...APPEAL_OUTCOMES, 'not-heard']).nullable(),
      reason: z.string().nullable(),
      decidedAt: instant.nullable(),
      /** H.4.a: the last moment to go further. */
      windowEndsAt: instant.nullable(),
      correctedBillId: id.nullable(),
      /** H.3.c, H.4.a: the letters of its decisions, oldest first. */
      letters: z.array(z.object({ noticeId: id, level: z.union([z.literal(1), z.literal(2)]), mailedOn: day })),
      /** Who decided it last. */
      decidedBy: z.string().nullable(),
      /** H.7: what became of money that was paid too much. */
      remedy: z.enum(['credit', 'refund']).nullable(),
      /** The forms that go on with it: whether they would be granted now, and why not. */
      requests: z.object({
        'decide-appeal': grantAnswer,
        'file-further-appeal': grantAnswer,
        'decide-further-appeal': grantAnswer,
        'decline-appeal': grantAnswer,
      }),
    }),
  ),
  /** Bills and charges that are not settled by an appeal yet, newest first. */
  matters: z.array(
    appealMatter.extend({
      /** H.3.a: the last moment to appeal it. */
      until: instant,
      'file-appeal': grantAnswer,
    }),
  ),
});
export type Appeals = z.output<typeof appeals>;

/** `POST /api/accounts/:accountId/appeals`: a bill or a charge, not both. */
export const fileAppeal = z
  .object({
    billId: id.nullable().default(null),
    entryId: id.nullable().default(null),
    topic: z.enum(APPEAL_TOPICS).default('billing'),
    says: words.min(1, 'Say what the customer finds wrong.'),
    written: z.boolean(),
    lateReason: words.min(1, 'Say why it is taken though it is late.').nullable().default(null),
  })
  .refine((each) => (each.billId === null) !== (each.entryId === null), {
    path: ['billId'],
    message: 'Name a bill or a charge, not both.',
  });

/** `POST /api/accounts/:accountId/appeals/:appealId/further` */
export const fileFurtherAppeal = z.object({ written: z.boolean() });

/** `POST /api/accounts/:accountId/appeals/:appealId/decision` and `.../further-decision` */
export const decideAppeal = z.object({
  outcome: z.enum(APPEAL_OUTCOMES),
  /** What would have been right; null where a charge falls whole. */
  corrected: cents
    .refine((value) => value >= 0, 'Give an amount of zero or more, in cents.')
    .nullable()
    .default(null),
  /** H.3.c: the letter is written. */
  letter: z.boolean(),
  remedy: z.enum(['credit', 'refund']).default('credit'),
  reason: words.min(1, 'Say why it is so decided.'),
});

/** `POST /api/accounts/:accountId/appeals/:appealId/unheard` */
export const declineAppeal = z.object({ reason: words.min(1, 'Say why it is not heard.') });

/** Answer of a filing or a decision. */
export const appealAnswer = z.object({ appealId: id, says: z.string() });
export type AppealAnswer = z.output<typeof appealAnswer>;
