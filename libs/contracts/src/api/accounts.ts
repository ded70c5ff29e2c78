import { AHEAD_CODES, METRIC_DIAL, OFFICE_REQUESTS, PURPOSES } from '@curbstop/policy';
import { z } from 'zod';
import { orderKind, orderState, valveState } from '../orders.ts';
import { cents, clauseId, day, dial, id, instant } from '../scalars.ts';
import { accountFacts } from './account-facts.ts';
import { appealMatter } from './appeals.ts';
import { thirdParty } from './disconnection.ts';
import { reason } from './dispatch.ts';
import { landlordTrust } from './tenures.ts';

/** `GET /api/accounts?q=`: words of names and addresses, telephones, e-mails, and the numbers of accounts, bills, orders and meters. */
export const accountHit = z.object({
  accountId: id,
  number: z.string(),
  customer: z.string(),
  address: z.string(),
  meterSerial: z.string().nullable(),
  balance: cents,
  pastDue: cents,
  /** What presses most, in a sentence; empty where nothing is asked for. */
  toPay: z.string().default(''),
  service: z.enum(['on', 'off']),
});
export type AccountHit = z.infer<typeof accountHit>;
export const accountHits = z.object({ hits: z.array(accountHit), more: z.boolean() });

export const moment = z.object({
  /** When, to the minute where the policy gives an hour; else noon of the day is meaningless and `day` counts. */
  day: day,
  at: instant.nullable(),
  /** What kind of step it is, so that a drawing can leave out what matters least. */
  code: z.enum(AHEAD_CODES),
  clause: clauseId,
  says: z.string(),
  happened: z.boolean(),
  /** From here on the water can be lost. */
  waterAtRisk: z.boolean(),
});
export type Moment = z.infer<typeof moment>;

/** Whether a request would be granted now; tried, and nothing done. */
const requestView = z.object({
  request: z.enum(OFFICE_REQUESTS),
  title: z.string(),
  /** The clause it is asked under. */
  clause: clauseId,
  granted: z.boolean(),
  /** All that refuse it, or the one that grants it. */
  clauses: z.array(clauseId),
  /** To be read to the customer. */
  says: z.string(),
  detail: z.string(),
  /** False where the account gives no occasion for it. */
  applies: z.boolean(),
});
export type RequestView = z.output<typeof requestView>;

const toPay = z.object({
  amount: cents,
  /** The last moment at which it is enough; null: at any time before the valve closes, or before the water comes on. */
  by: instant.nullable(),
  clause: clauseId,
  purpose: z.enum(PURPOSES).nullable(),
  /** C.1, I.3.c: what it is at `by` when a late charge or an instalment comes before; null where it stays what it is. */
  later: z.object({ amount: cents, from: instant }).nullable().default(null),
});

/** What is to be paid now, by when and for what: the one source of these amounts for every screen. */
export const amountsToPay = z.object({
  keepOn: toPay.nullable(),
  turnOn: toPay.extend({ owed: cents, fee: cents, afterHoursFee: cents }).nullable(),
  clearReturn: toPay.nullable(),
  /** I.3.c: for an arrangement in force to be kept. */
  keepPlan: toPay.nullable().default(null),
});
export type AmountsToPay = z.infer<typeof amountsToPay>;

/** `GET /api/accounts/:accountId` */
export const accountPage = z.object({
  accountId: id,
  number: z.string(),
  status: z.enum(['pending', 'active', 'closed']),
  openedOn: day,
  customerClass: z.string(),
  customerRole: z.string(),
  customer: z.object({
    name: z.string(),
    phone: z.string(),
    email: z.string(),
    language: z.string(),
    mailingAddress: z.string(),
  }),
  premise: z.object({
    address: z.string(),
    routeGroup: z.int(),
    dwelling: z.string(),
    lon: z.number(),
    lat: z.number(),
  }),
  meter: z
    .object({
      serial: z.string(),
      sizeInches: z.string(),
      dial: dial.default(METRIC_DIAL),
      /** What the dial showed when it was last read. */
      register: z.string().nullable(),
      readAt: instant.nullable(),
    })
    .nullable(),
  valve: z.object({ kind: z.enum(['curb-stop', 'remote']), state: valveState, reportedAt: instant.nullable() }),
  service: z.enum(['on', 'off']),
  balance: cents,
  pastDue: cents,
  /** Fees that stand between the customer and the water (F.1). */
  feesDue: cents,
  toPay: amountsToPay,
  nextBill: z.object({ day: day, routeGroup: z.int() }).nullable(),
  /** The gate's answer now. */
  gate: z.object({
    mayClose: z.boolean(),
    earliest: instant.nullable(),
    because: z.array(clauseId),
    terms: z.array(reason.extend({ code: z.string(), binds: z.boolean() })),
  }),
  /** The oldest unpaid bill's story, past and ahead; empty when nothing is owed. */
  story: z.object({ billNumber: z.string(), billDate: day, moments: z.array(moment) }).nullable(),
  /** What stops the turn-off, and what still could. */
  stops: z.array(
    z.object({
      code: z.string(),
      clause: clauseId,
      says: z.string(),
      /** How and by when; empty where nothing is to be added. */
      detail: z.string(),
      stands: z.boolean(),
    }),
  ),
  /** Every request that the office can take, tried on the terms best for it. */
  requests: z.array(requestView),
  /** H.3: what could be appealed, newest first. */
  matters: z.array(appealMatter),
  landlordTrust: landlordTrust.nullable(),
  /** Reading 12: who else is told of every notice. */
  thirdParty: thirdParty.nullable(),
  /** A.2.b: what is held of a deposit. */
  depositHeld: cents,
  facts: accountFacts,
  /** The rules that the facts are judged by, so that a form can ask them: a shipped profile and what was adopted since (Z.1). */
  policy: z.object({
    profile: z.string(),
    adopted: z.array(z.object({ from: day, switches: z.record(z.string(), z.string()) })),
  }),
  nextActAt: instant.nullable(),
  orders: z.array(
    z.object({
      orderId: id,
      number: z.string(),
      kind: orderKind,
      state: orderState,
      clause: clauseId,
      dueOn: day,
      since: instant,
    }),
  ),
});
export type AccountPage = z.infer<typeof accountPage>;

export const billView = z.object({
  billId: id,
  number: z.string(),
  kind: z.enum(['regular', 'final', 'corrected']),
  billDate: day,
  due: day,
  periodFrom: day,
  periodTo: day,
  /** The dial of its meter; null where it speaks for none. */
  dial: dial.nullable().default(null),
  /** Another one where the meter was exchanged in the period. */
  startDial: dial.nullable().default(null),
  startRegister: z.string().nullable(),
  endRegister: z.string().nullable(),
  units: z.int(),
  estimated: z.boolean(),
  amount: cents,
  unpaid: cents,
  penalty: cents,
  /** Credited whole because its reading is void; another one is made from a good reading. */
  takenBack: z.boolean().default(false),
  /** Its reading is void, and nothing goes on from it: finance takes it back. */
  mayTakeBack: z.boolean().default(false),
  lines: z.array(z.object({ says: z.string(), quantity: z.string(), amount: cents })),
});
export type BillView = z.infer<typeof billView>;
export const bills = z.object({ bills: z.array(billView) });

/** One line of the ledger, newest first, with the balance after it. */
export const ledgerLine = z.object({
  entryId: id,
  day: day,
  at: instant,
  kind: z.string(),
  says: z.string(),
  clause: clauseId,
  amount: cents,
  balance: cents,
});
export type LedgerLine = z.infer<typeof ledgerLine>;
export const ledger = z.object({ lines: z.array(ledgerLine), balance: cents });

export const journalLine = z.object({
  seq: z.int(),
  at: instant,
  event: z.string(),
  clause: clauseId.nullable(),
  actor: z.string(),
  says: z.string(),
  facts: z.record(z.string(), z.unknown()),
});
export type JournalLine = z.infer<typeof journalLine>;
/** `GET /api/accounts/:accountId/journal?before=SEQ` newest first. */
export const journalPage = z.object({ lines: z.array(journalLine), before: z.int().nullable() });

export const PAY_METHODS = ['cash', 'check', 'money-order', 'cashiers-check', 'card', 'eft', 'ach'] as const;
export const PAY_CHANNELS = ['counter', 'dropbox', 'website', 'bank-bill-pay', 'mail', 'ach'] as const;

/** `POST /api/accounts/:accountId/payments`, with an `idempotency-key` header (a UUID). */
export const takePayment = z.object({
  amount: cents
    .refine((value) => value > 0, 'Give an amount above $0.00.')
    .refine((value) => value <= 10_000_000, 'Give at most $100,000.00.'),
  method: z.enum(PAY_METHODS),
  channel: z.enum(PAY_CHANNELS),
  reference: z.string().trim().max(80).default(''),
});
export type TakePayment = z.infer<typeof takePayment>;

export const receipt = z.object({
  paymentId: id,
  amount: cents,
  effective: day,
  clause: clauseId,
  balance: cents,
  pastDue: cents,
  feesDue: cents,
  allocations: z.array(z.object({ says: z.string(), amount: cents })),
  /** Orders this payment called off. */
  cancelled: z.array(z.object({ orderId: id, number: z.string(), kind: orderKind })),
  says: z.string(),
  /** Why a person checks the payment before it is credited; null when it is believed. */
  doubt: z.string().nullable().default(null),
  /** Cash that was handed over, and what went back of it. */
  tendered: cents.nullable().default(null),
  change: cents.nullable().default(null),
  /** When it was taken; null on receipts of before this was told. */
  takenAt: instant.nullable().default(null),
});
export type Receipt = z.infer<typeof receipt>;

/** `POST /api/accounts/:accountId/reconnection`, with an `idempotency-key` header (F.1 to F.3). */
export const requestReconnection = z.object({ afterHoursConsent: z.boolean() });
export const reconnectionAnswer = z.object({
  orderId: id,
  kind: orderKind,
  state: orderState,
  fee: cents,
  feeClause: clauseId,
  /** Still to pay before the water comes on. */
  toPay: cents,
  says: z.string(),
});
export type ReconnectionAnswer = z.infer<typeof reconnectionAnswer>;
