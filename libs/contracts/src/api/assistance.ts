import { ARRANGEMENT_KINDS, REVIEW_OUTCOMES } from '@curbstop/policy';
import type { BasisPoints } from '@curbstop/policy';
import { z } from 'zod';
import { boundedDay } from '../bounds.ts';
import { cents, clauseId, day, id, instant } from '../scalars.ts';

/** What the policy says to a request before it is made. */
export const grantAnswer = z.object({
  granted: z.boolean(),
  clauses: z.array(clauseId),
  says: z.string(),
});

const instalmentRow = z.object({ due: day, amount: cents, unpaid: cents });

/** `GET /api/accounts/:accountId/assistance`: G.1, the review of papers, and arrangements. */
export const assistance = z.object({
  /** G.1: the three conditions; nothing of an illness is kept. */
  conditions: z.object({
    medical: z.boolean(),
    financial: z.boolean(),
    agreement: z.boolean(),
    all: z.boolean(),
    until: instant.nullable(),
  }),
  /** G.2: the review that runs, whose turn it is, and until when. */
  review: z
    .object({ reviewId: id, openedAt: instant, stage: z.enum(['reply', 'supply', 'decide']), dueAt: instant })
    .nullable(),
  arrangements: z.array(
    z.object({
      arrangementId: id,
      kind: z.enum(ARRANGEMENT_KINDS),
      state: z.enum(['offered', 'in-force', 'defaulted']),
      billIds: z.array(id),
      signedAt: instant.nullable(),
      offerEndsAt: instant.nullable(),
      rows: z.array(instalmentRow),
      /** What is to be paid today to be in step. */
      dueNow: cents,
      /** I.5: what is forgiven, the fund that bears it, and the City Council's action; empty where there is none. */
      reduction: cents,
      fund: z.string(),
      councilAction: z.string(),
      /** I.3.b: a supervisor let it run longer, or begin with less. */
      hardship: z.boolean(),
    }),
  ),
  /** What is over, newest first: how each arrangement and each review ended, and when. */
  earlier: z.object({
    arrangements: z.array(
      z.object({
        arrangementId: id,
        kind: z.enum(ARRANGEMENT_KINDS),
        state: z.enum(['kept', 'lapsed', 'replaced', 'settled']),
        since: instant,
        signedAt: instant.nullable(),
        total: cents,
      }),
    ),
    reviews: z.array(
      z.object({
        reviewId: id,
        openedAt: instant,
        closedAt: instant,
        outcome: z.enum(['offer', 'not-eligible', 'signed', 'lapsed']),
      }),
    ),
  }),
  /** Each form of the page: whether it would be granted now, and why not. */
  requests: z.object({
    'submit-certificate': grantAnswer,
    'submit-assistance': grantAnswer,
    'supply-information': grantAnswer,
    'request-arrangement': grantAnswer,
    'sign-arrangement': grantAnswer,
    'pay-instalment': grantAnswer,
  }),
});
export type Assistance = z.output<typeof assistance>;

/** `POST /api/accounts/:accountId/certificates`, with an `idempotency-key` header. */
export const submitCertificate = z.object({ dated: boundedDay('the date of the certificate') });

/** `POST /api/accounts/:accountId/assistance`, with an `idempotency-key` header. */
export const submitAssistance = z.object({ complete: z.boolean() });

/** `POST /api/accounts/:accountId/assistance/answer`, with an `idempotency-key` header. */
export const answerAssistance = z.object({
  outcome: z.enum(REVIEW_OUTCOMES),
  /** How more is asked for: a letter takes its days. */
  by: z.enum(['portal', 'mail']).default('portal'),
});

const amount = cents.refine((value) => value >= 0, 'Give an amount of zero or more, in cents.');
const share = z
  .int()
  .min(0)
  .max(10_000, 'Give hundredths of a per cent, 0 to 10,000.')
  .transform((value) => value as BasisPoints);
const words = z.string().trim().max(200);

/** `POST /api/accounts/:accountId/arrangements`, and its preview. What is left out is as usual. */
export const arrangementWish = z.object({
  kind: z.enum(ARRANGEMENT_KINDS),
  /** Bills it covers; null: every unpaid one. */
  billIds: z.array(id).min(1).max(100).nullable().default(null),
  months: z.int().min(1).max(120).nullable().default(null),
  start: boundedDay('the first instalment').nullable().default(null),
  down: amount.nullable().default(null),
  rows: z
    .array(z.object({ on: boundedDay('the day of the instalment'), amount }))
    .min(1)
    .max(120)
    .nullable()
    .default(null),
  fee: amount.nullable().default(null),
  forgiven: share.nullable().default(null),
  fund: words.nullable().default(null),
  councilAction: words.nullable().default(null),
  until: boundedDay('the last day').nullable().default(null),
  /** A supervisor lets it run longer. */
  hardship: z.boolean().default(false),
  /** The paper is signed, or the customer has signed on the screen. */
  signed: z.boolean().default(false),
});

/** `POST /api/accounts/:accountId/arrangements/preview` */
export const arrangementPreview = grantAnswer.extend({
  billIds: z.array(id),
  plan: z
    .object({
      balance: cents,
      fee: cents,
      reduction: cents,
      total: cents,
      lastOn: day,
      rows: z.array(z.object({ due: day, amount: cents, clause: clauseId })),
    })
    .nullable(),
});
export type ArrangementPreview = z.output<typeof arrangementPreview>;

/** Answer of `POST /api/accounts/:accountId/arrangements` */
export const signedArrangement = z.object({ arrangementId: id, total: cents, says: z.string() });
export type SignedArrangement = z.output<typeof signedArrangement>;

/** `POST /api/accounts/:accountId/instalments`, with an `idempotency-key` header: cash at the counter. */
export const payInstalment = z.object({
  amount: cents
    .refine((value) => value > 0, 'Give an amount above $0.00.')
    .refine((value) => value <= 10_000_000, 'Give at most $100,000.00.'),
  /** J.1: the amount once more, where it is far above what is owed. */
  amountAgain: cents.optional(),
});
