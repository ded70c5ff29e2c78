import { CARD_BRANDS, PURPOSES, TENDERS } from '@curbstop/policy';
import { z } from 'zod';
import { boundedDay, boundedInstant } from '../bounds.ts';
import { cents, clauseId, day, id, instant } from '../scalars.ts';
import { PAY_CHANNELS, takePayment } from './accounts.ts';

const text = z.string().trim();

/** `POST /api/accounts/:accountId/payments`: the plain payment, with what some ways to pay need besides. */
export const paymentTaken = takePayment.extend({
  channel: z.enum([...PAY_CHANNELS, 'other-department']),
  brand: z.enum(CARD_BRANDS).optional(),
  /** What the payer says it is for; left out, the policy's order. */
  purpose: z.enum(PURPOSES).optional(),
  /** J.3: when the money reaches the bank. */
  valueDate: boundedDay('the value date').optional(),
  /** J.2.a: when Finance has it. */
  forwardedOn: boundedDay('the day on which Finance had it').optional(),
  /** J.2.a: dated back, by a supervisor. */
  datedBack: z
    .object({ on: boundedDay('the day that it is dated back to'), why: text.min(1, 'Say why.').max(200) })
    .optional(),
  /** J.5.a: when the drop box was emptied; left out, now. */
  collectedAt: boundedInstant('when the drop box was emptied').optional(),
  /** J.5: who counted the cash of the drop box with you. */
  countedBy: text.max(80).optional(),
  /** J.1: the amount once more, where it is far above what is owed. */
  amountAgain: cents.optional(),
  /** Cash that was handed over at the counter; the rest goes back as change. */
  tendered: cents.optional(),
  trace: z
    .string()
    .regex(/^\d{15}$/, 'Give the fifteen digits of the trace number.')
    .optional(),
});
export type PaymentTaken = z.output<typeof paymentTaken>;

const asked = z.object({ granted: z.boolean(), clauses: z.array(clauseId), says: z.string() });

/** `GET /api/accounts/:accountId/paying`: how the account may be paid, what came back, and what each form would answer. */
export const paying = z.object({
  cashOnly: z.object({ setAt: instant, until: instant.nullable() }).nullable(),
  debit: z.enum(['none', 'pending', 'active', 'removed']),
  tenders: z.array(asked.extend({ tender: z.enum(TENDERS) })),
  /** Returned payments that are not made good. */
  returns: z.array(z.object({ returnId: id, returnedAt: instant, dueAt: instant, clause: clauseId, owed: cents })),
  payments: z.array(
    z.object({
      paymentId: id,
      amount: cents,
      method: z.string(),
      channel: z.string(),
      reference: z.string(),
      receivedAt: instant,
      effective: day,
      /** False while its day is still to come. */
      credited: z.boolean(),
      returnedAt: instant.nullable(),
      returnCode: z.string().nullable(),
      /** K.7: given while the water was off, or toward a reconnection. */
      toReconnect: z.boolean(),
      /** Why a person checks it before it is credited; null when nothing is in doubt, or no longer. */
      doubt: z.string().nullable(),
      /** A person found that it is none of this account. */
      setAside: z.boolean(),
    }),
  ),
  asks: z.array(asked.extend({ request: z.string() })),
});
export type Paying = z.output<typeof paying>;

export type PastPayment = Paying['payments'][number];

/** `POST /api/payments/:paymentId/doubt`, with an `idempotency-key` header: what a person decides about a payment in doubt. */
export const decideDoubt = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('credit'),
    on: boundedDay('the day from which it counts'),
    why: text.min(1, 'Say why.').max(200),
  }),
  z.object({ decision: z.literal('set-aside'), why: text.min(1, 'Say why.').max(200) }),
]);
export type DecideDoubt = z.output<typeof decideDoubt>;

/** `POST /api/payments/:paymentId/return`, with an `idempotency-key` header. */
export const returnPayment = z.object({
  code: z
    .string()
    .trim()
    .regex(/^(NSF|bank-error|R\d{2})$/, 'Give NSF, bank-error, or the code of the bank such as R01.'),
});
export const returned = z.object({
  returnId: id,
  accountId: id,
  kind: z.enum(['funds', 'account-closed', 'review', 'bank-error']),
  fee: cents,
  owed: cents.nullable(),
  dueAt: instant.nullable(),
  says: z.string(),
});

/** `GET /api/returns?page=0`: returned payments that are not made good, by their deadline (K.4). */
export const openReturns = z.object({
  returns: z.array(
    z.object({
      returnId: id,
      account: z.object({ accountId: id, number: z.string(), customer: z.string(), address: z.string() }),
      /** The payment, without its fee. */
      amount: cents,
      method: z.string(),
      code: z.string(),
      returnedAt: instant,
      dueAt: instant,
      clause: clauseId,
      owed: cents,
      /** K.7: it had bought the water back. */
      toReconnect: z.boolean(),
    }),
  ),
  next: z.int().nullable(),
});
export type OpenReturns = z.output<typeof openReturns>;

/** `POST /api/accounts/:accountId/cash-only/release` (J.7.a). */
export const releaseCashOnly = z.object({ why: text.min(1, 'Say why.').max(200) });
/** `POST /api/accounts/:accountId/bank-debit` and `/bank-debit/stop` (J.6). */
export const bankDebit = z.object({ written: z.boolean() });
/** `POST /api/accounts/:accountId/bank-debit/concern` (J.6). */
export const bankDebitConcern = z.object({ concern: text.min(1, 'Say what the concern is.').max(500) });
export const bankDebitAnswer = z.object({ state: z.enum(['none', 'pending', 'active', 'removed']), says: z.string() });
export const saidSo = z.object({ says: z.string() });

/** `POST /api/website-windows` and `/preview` (J.4.a). */
export const websiteWindow = z.object({
  from: boundedInstant('the beginning'),
  to: boundedInstant('the end'),
  reason: text.min(1, 'Say why.').max(200),
});
export type WebsiteWindowBody = z.output<typeof websiteWindow>;
const affected = z.object({
  accountId: id,
  number: z.string(),
  customer: z.string(),
  lost: z.array(z.object({ billId: id, what: z.enum(['due-date', 'day-60']), on: day })),
  says: z.string(),
});
export const websitePreview = z.object({ affected: z.array(affected) });
export type WebsitePreview = z.output<typeof websitePreview>;
export const websitePlanned = websitePreview.extend({ windowId: id });
export const websiteWindows = z.object({
  windows: z.array(z.object({ windowId: id, from: instant, to: instant, reason: z.string() })),
});
export type WebsiteWindows = z.output<typeof websiteWindows>;
/** `POST /api/accounts/:accountId/lost-evening` (J.4.a). */
export const lostEvening = z.object({ taskId: id });
export const eveningGiven = z.object({ until: instant, says: z.string() });

/** `POST /api/payment-files` and `/preview`: a bank's file of returns, or a file of payments (K.9, J.3). */
export const paymentFile = z.object({
  kind: z.enum(['nacha-returns', 'payments']),
  name: text.min(1, 'Give the name of the file.').max(200),
  content: z.string(),
  /** base64: the bytes of the file as they are, in whatever encoding the bank wrote it. */
  encoding: z.enum(['text', 'base64']).default('text'),
});
export const fileLine = z.object({
  line: z.int(),
  account: z.string(),
  accountId: id.nullable(),
  customer: z.string(),
  amount: cents,
  outcome: z.enum(['posted', 'task', 'refused', 'unknown', 'done-before']),
  clauses: z.array(clauseId),
  says: z.string(),
});
export type FileLine = z.output<typeof fileLine>;
export const filePreview = z.object({
  kind: z.enum(['nacha-returns', 'payments']),
  hash: z.string(),
  problems: z.array(z.object({ line: z.int(), says: z.string() })),
  mayPost: z.boolean(),
  lines: z.array(fileLine),
});
export type FilePreview = z.output<typeof filePreview>;
/** `GET /api/payment-files`: the files that were posted, the latest first; at most a hundred. */
export const postedFiles = z.object({
  files: z.array(
    z.object({
      fileId: id,
      kind: z.enum(['nacha-returns', 'payments']),
      name: z.string(),
      hash: z.string(),
      postedAt: instant,
      postedBy: z.string(),
      /** Lines that were posted for good. */
      posted: z.int(),
    }),
  ),
});
export type PostedFiles = z.output<typeof postedFiles>;
export const filePosted = z.object({
  fileId: id,
  posted: z.int(),
  left: z.int(),
  says: z.string(),
  lines: z.array(fileLine),
});
export type FilePosted = z.output<typeof filePosted>;
