import {
  ARRANGEMENT_KINDS,
  BENEFITS,
  CLOSERS,
  FEE_KINDS,
  FLAG_KINDS,
  NOTICE_KINDS,
  PAST_KINDS,
} from '@curbstop/policy';
import type { BasisPoints } from '@curbstop/policy';
import { z } from 'zod';
import { cents, clauseId, day, id, instant } from '../scalars.ts';

const billIds = z.array(id).readonly();

const bill = z.object({
  billId: id,
  number: z.string(),
  kind: z.enum(['regular', 'final', 'corrected']),
  billDate: day,
  due: day,
  charges: cents,
  unpaidCharges: cents,
  unpaidAtDue: cents,
  penalty: cents,
  unpaidPenalty: cents,
  policyVersion: day,
});

const notice = z.object({
  noticeId: id,
  kind: z.enum(NOTICE_KINDS),
  billIds,
  mailedOn: day.nullable(),
  returnedAt: instant.nullable(),
  leftAt: instant.nullable(),
  voided: z.boolean(),
});

const hold = z.object({
  /** Below zero: of the route or the city, not of the account. */
  holdId: z.int(),
  clause: clauseId,
  kind: z.string(),
  from: instant,
  until: instant.nullable(),
  billIds: billIds.nullable(),
});

const order = z.object({
  orderId: id,
  kind: z.string(),
  state: z.string(),
  billIds,
  dueOn: day,
  createdAt: instant,
  finishedAt: instant.nullable(),
});

const flag = z.object({
  flagId: id,
  kind: z.enum(FLAG_KINDS),
  clause: clauseId,
  setAt: instant,
  until: instant.nullable(),
  amount: cents.nullable(),
  dueAt: instant.nullable(),
});

const household = z.object({
  benefits: z.array(z.enum(BENEFITS)).readonly(),
  endsOn: day.nullable(),
  incomeOfPoverty: z
    .int()
    .transform((value) => value as BasisPoints)
    .nullable(),
  verified: z.boolean(),
  givenOn: day,
});

const arrangement = z.object({
  arrangementId: id,
  kind: z.enum(ARRANGEMENT_KINDS),
  state: z.enum(['offered', 'in-force', 'defaulted']),
  billIds,
  signedAt: instant.nullable(),
  offerEndsAt: instant.nullable(),
  rows: z.array(z.object({ due: day, amount: cents, unpaid: cents })).readonly(),
  untilDay: day.nullable(),
});

const appeal = z.object({
  appealId: id,
  level: z.union([z.literal(1), z.literal(2)]),
  billId: id.nullable(),
  entryId: id.nullable(),
  filedAt: instant,
  state: z.enum(['open', 'decided', 'final']),
  decidedAt: instant.nullable(),
  windowEndsAt: instant.nullable(),
  overLimit: z.boolean(),
});

const returned = z.object({
  returnId: id,
  returnedAt: instant,
  dueAt: instant,
  clause: clauseId,
  parts: z.array(z.object({ chargeId: z.string(), billId: id.nullable(), owed: cents })).readonly(),
  toReconnect: z.boolean(),
});

const closing = z.object({
  on: day,
  at: instant,
  by: z.enum(CLOSERS),
  followed: z.boolean(),
  finalReadAt: instant.nullable(),
  finalBilled: z.boolean(),
  onRoute: z.boolean(),
  depositHeld: cents,
  credit: cents,
  creditSince: instant,
  creditFromDeposit: z.boolean(),
  refundStopped: z.boolean(),
});

/** What the policy knows of an account, so that a form can ask it while it is filled in. */
export const accountFacts = z.object({
  accountId: id,
  customerId: id,
  customerClass: z.enum(['residential', 'commercial', 'state', 'government']),
  customerRole: z.enum(['owner-occupant', 'landlord', 'tenant']),
  dwelling: z.enum(['single-family', 'multi-unit', 'mobile-home']),
  open: z.boolean(),
  openedOn: day,
  closedOn: day.nullable(),
  landlordTrust: z.boolean(),
  meter: z.enum(['smart', 'manual']),
  service: z.enum(['on', 'off']),
  bills: z.array(bill).readonly(),
  fees: z
    .array(z.object({ entryId: id, kind: z.enum(FEE_KINDS), unpaid: cents, valueDate: day, clause: clauseId }))
    .readonly(),
  notices: z.array(notice).readonly(),
  holds: z.array(hold).readonly(),
  orders: z.array(order).readonly(),
  flags: z.array(flag).readonly(),
  history: z
    .array(
      // Below zero: told by the ledger, as a bill that was late.
      z.object({ pastId: z.int(), accountId: id, was: z.enum(PAST_KINDS), on: day, billId: id.nullable() }),
    )
    .readonly(),
  /** Null also for whoever may not see it. */
  household: household.nullable(),
  certificates: z.array(z.object({ certificateId: id, dated: day, receivedAt: instant })).readonly(),
  reviews: z
    .array(z.object({ reviewId: id, openedAt: instant, stage: z.enum(['reply', 'supply', 'decide']), dueAt: instant }))
    .readonly(),
  arrangements: z.array(arrangement).readonly(),
  appeals: z.array(appeal).readonly(),
  tenancies: z.array(z.object({ unit: z.int(), accepted: z.boolean(), accountId: id.nullable() })).readonly(),
  units: z.int(),
  unitsOff: z.array(z.int()).readonly(),
  arrangedElsewhere: z.boolean(),
  noticesByHand: z.boolean(),
  contacts: z.array(z.object({ contactId: id, kind: z.enum(['phone', 'adult']), at: instant })).readonly(),
  returns: z.array(returned).readonly(),
  incoming: z.array(z.object({ paymentId: id, amount: cents, on: day, clause: clauseId })).readonly(),
  opening: z.object({ opensOn: day, afterAccountId: id.nullable() }).nullable(),
  closing: closing.nullable(),
});
