import { isBusinessDay, nextBusinessDay } from '../../calendar/days.ts';
import { dayOf, toInstant } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { feesOwed, isUnderArrangement, pastDueBills, residueOf } from '../../money/balance.ts';
import { NO_CENTS, addCents, formatDollars, shareHalfUp } from '../../money/money.ts';
import { isSmall } from '../../money/smallest-debt.ts';
import { momentIn, shortTime } from '../../texts.ts';
import { startObjection } from '../a/a1-opening.ts';
import { lowIncomeClause } from '../c/c1b-low-income.ts';
import { returnedNotPastDue } from '../k/k1-returned-payments.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, HouseholdFacts } from '../../facts/facts.ts';
import type { DatedFee, PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

export type RequestClass = 'normal' | 'after-hours';
export type ReconnectionFeeKind = 'reconnection-fee' | 'after-hours-reconnection-fee';

/** F.1: the fee of a class of request, with the code section that sets it. */
export function reconnectionFee(kind: ReconnectionFeeKind, policy: PolicyParameters): DatedFee {
  return policy.fees[kind];
}

/**
 * F.3: from 17:00:00 to 08:00:00 of the next business day a request is after hours. The class goes by the moment of the
 * request, whatever the crew makes of it.
 */
export function requestClass(at: Instant, policy: PolicyParameters): RequestClass {
  const today = dayOf(at, policy.timeZone);
  if (!isBusinessDay(today, policy)) return 'after-hours';
  const opens = toInstant(today, policy.officeHours.from, policy.timeZone);
  const shuts = toInstant(today, policy.officeHours.to, policy.timeZone);
  return at >= opens && at < shuts ? 'normal' : 'after-hours';
}

/** F.3: `at` itself in office hours, else the moment the office next opens. */
export function nextOfficeHours(at: Instant, policy: PolicyParameters): Instant {
  if (requestClass(at, policy) === 'normal') return at;
  const today = dayOf(at, policy.timeZone);
  const opens = toInstant(today, policy.officeHours.from, policy.timeZone);
  if (isBusinessDay(today, policy) && at < opens) return opens;
  return toInstant(nextBusinessDay(today, policy), policy.officeHours.from, policy.timeZone);
}

/** F.4: what a fee costs an account, and the clause that sets it. */
export interface FeeCharged {
  readonly amount: Cents;
  readonly clause: ClauseId;
}

/** F.4: the cap of a fee for a household with a low income, with the index of prices (HSC 116914(a)). */
export function lowIncomeCap(
  kind: ReconnectionFeeKind,
  policy: Pick<PolicyParameters, 'lowIncomeCaps' | 'capIndex'>,
): Cents {
  return shareHalfUp(policy.lowIncomeCaps[kind], policy.capIndex, 10_000);
}

/** F.1, F.3.a, F.4: the fee of a kind on a day. For a household with a low income it is no more than the cap; a cap is not a price. */
export function reconnectionCharge(
  kind: ReconnectionFeeKind,
  household: HouseholdFacts | null,
  policy: PolicyParameters,
  on: Day,
): FeeCharged {
  const { amount, clause } = reconnectionFee(kind, policy);
  const cap = lowIncomeCap(kind, policy);
  if (amount <= cap || lowIncomeClause(household, policy, on) === null) return { amount, clause };
  return { amount: cap, clause: 'F.4' };
}

export interface ReconnectionChoice {
  readonly requestClass: RequestClass;
  readonly feeKind: ReconnectionFeeKind;
  readonly fee: Cents;
  readonly clause: ClauseId;
  readonly workOrder: 'reconnect' | 'reconnect-after-hours';
  /** The crew goes no earlier than this. */
  readonly from: Instant;
}

/**
 * F.3.a: who asks after hours and agrees to the after-hours fee pays it instead of the normal one and is served now;
 * who does not is served when the office opens, for the normal fee.
 */
export function reconnectionChoice(
  at: Instant,
  afterHoursConsent: boolean,
  policy: PolicyParameters,
): ReconnectionChoice {
  const asked = requestClass(at, policy);
  const now = asked === 'after-hours' && afterHoursConsent;
  const feeKind = now ? 'after-hours-reconnection-fee' : 'reconnection-fee';
  const { amount, clause } = reconnectionFee(feeKind, policy);
  return {
    requestClass: asked,
    feeKind,
    fee: amount,
    clause,
    workOrder: now ? 'reconnect-after-hours' : 'reconnect',
    from: now ? at : nextOfficeHours(at, policy),
  };
}

/** What must be paid before the water comes back. */
export interface ReconnectionDebt {
  readonly pastDue: Cents;
  readonly fees: Cents;
  /** K.6: what a returned payment left open of bills that are not past due. */
  readonly returned: Cents;
  readonly total: Cents;
  /** F.1 for the fee, F.2 for the rest; empty when nothing is owed. */
  readonly clauses: readonly ClauseId[];
  /** A sentence that can be read to a customer. */
  readonly says: string;
}

/**
 * F.1, F.2: everything past due with its penalties, and every fee that has been charged, is paid first. A bill
 * that is not yet due is not in it, nor one under an arrangement in force.
 */
export function owedBeforeReconnection(facts: AccountFacts, policy: PolicyParameters, now: Instant): ReconnectionDebt {
  const bills = pastDueBills(facts, dayOf(now, policy.timeZone)).filter(
    (bill) => !isUnderArrangement(facts, bill.billId, now),
  );
  const unpaid = addCents(...bills.map(residueOf));
  // Reading 10: who was not cut off for it has the water back without it.
  const pastDue = isSmall(unpaid, policy) ? NO_CENTS : unpaid;
  const fees = feesOwed(facts);
  const back = returnedNotPastDue(facts, dayOf(now, policy.timeZone));
  const returned = isSmall(back, policy) ? NO_CENTS : back;
  const total = addCents(pastDue, fees, returned);
  const clauses: ClauseId[] = [];
  if (fees > 0) clauses.push('F.1');
  if (pastDue > 0) clauses.push('F.2');
  if (returned > 0) clauses.push('K.6');
  const cameBack = returned > 0 ? `, ${formatDollars(returned)} that came back from the bank` : '';
  const says =
    total === 0
      ? 'Nothing is owed before the water comes back on.'
      : `${formatDollars(total)} is to be paid before the water comes back on: ${formatDollars(pastDue)} past due, ${formatDollars(fees)} in fees${cameBack}.`;
  return { pastDue, fees, returned, total, clauses, says };
}

export interface OpenVerdict {
  readonly mayOpen: boolean;
  readonly because: readonly ClauseId[];
  readonly debt: ReconnectionDebt;
  readonly says: string;
}

/**
 * F.1 to F.3: whether the valve may be opened for a customer who was cut off. After hours the consent to the fee
 * is enough, and all is paid the next morning (F.3.b).
 */
export function mayOpen(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  workOrder: ReconnectionChoice['workOrder'],
): OpenVerdict {
  const debt = owedBeforeReconnection(facts, policy, now);
  if (workOrder === 'reconnect-after-hours') {
    return { mayOpen: true, because: ['F.3.b'], debt, says: `Opened after hours on consent. ${debt.says}` };
  }
  if (debt.total > 0) return { mayOpen: false, because: debt.clauses, debt, says: debt.says };
  return {
    mayOpen: true,
    because: ['F.2'],
    debt,
    says: `Everything past due and the fees are paid as of ${momentIn(now, now, policy.timeZone)}.`,
  };
}

/** Whether a request for the water would be taken now, what it would cost and when it would be served. */
export interface ReconnectionGrant extends PolicyDecision {
  readonly choice: ReconnectionChoice;
  readonly charge: FeeCharged;
}

/** F.1 to F.4, A.3.c: whether the water may be asked for now. What is owed does not refuse the request; it holds its order. */
export function mayReconnect(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  afterHoursConsent: boolean,
): ReconnectionGrant {
  const choice = reconnectionChoice(now, afterHoursConsent, policy);
  const charge = reconnectionCharge(choice.feeKind, facts.household, policy, dayOf(now, policy.timeZone));
  const found: Objection[] = [];
  if (!facts.open)
    found.push({ clauses: ['A.3.c'], says: 'Nobody is the customer here. A new customer signs up first.' });
  if (facts.service === 'on') found.push({ clauses: ['F.1'], says: 'The water is on. There is nothing to reconnect.' });
  const start = facts.open ? startObjection(facts) : null;
  if (start !== null) found.push(start);
  const says =
    choice.workOrder === 'reconnect-after-hours'
      ? `The water comes back after hours, for ${formatDollars(charge.amount)}. Everything is to be paid on the next business day by ${shortTime(policy.fBackPayBy)}.`
      : `The water comes back for ${formatDollars(charge.amount)}, from ${momentIn(choice.from, now, policy.timeZone)} on, once everything is paid.`;
  return { ...grant(found, charge.clause, says), choice, charge };
}
