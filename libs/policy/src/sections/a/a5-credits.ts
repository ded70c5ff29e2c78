import { addDays, isBusinessDay, nextBusinessDay, rollForward } from '../../calendar/days.ts';
import { dayOf, instant, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { NO_CENTS, formatDollars, minCents, subtractCents } from '../../money/money.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, ClosingFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

/** A.2.b: what of a deposit may be used: nothing while the account runs, all of it with the final bill. */
export function depositToApply(held: Cents, finalBill: boolean): Cents {
  return finalBill ? held : NO_CENTS;
}

/** A.2.c: what the deposit leaves of the final bill. It is due as any bill is (B.2). */
export function finalBillAmount(charges: Cents, deposit: Cents): Cents {
  return subtractCents(charges, minCents(charges, deposit));
}

/** A.2.d: the day of the check for what is left of a deposit: thirty days after the close, rolled to a business day. */
export function depositRefundDay(closedOn: Day, policy: PolicyParameters): Day {
  return rollForward(addDays(closedOn, policy.depositRefundDays), policy);
}

/** A.5: the refund run of a business day is made when the office opens. */
export function refundRunOn(on: Day, policy: PolicyParameters): Instant {
  return toInstant(on, policy.officeHours.from, policy.timeZone);
}

/** A.5: the first refund run after a moment. */
export function nextRefundRun(after: Instant, policy: PolicyParameters): Instant {
  const today = dayOf(after, policy.timeZone);
  if (isBusinessDay(today, policy) && after < refundRunOn(today, policy)) return refundRunOn(today, policy);
  return refundRunOn(nextBusinessDay(today, policy), policy);
}

/** A.5: the run that a credit is in: after it came about, and when the day of the close is over, which may still bring the final bill. */
function runFor(closing: Pick<ClosingFacts, 'on' | 'at' | 'creditSince'>, policy: PolicyParameters): Instant {
  const dayIsOver = startOfDay(addDays(closing.on, 1), policy.timeZone);
  return nextRefundRun(instant(Math.max(closing.creditSince, closing.at, dayIsOver)), policy);
}

/** What is sent back to the customer of a closed account, when and by which rule. */
export interface RefundDue {
  readonly at: Instant;
  readonly amount: Cents;
  readonly clause: ClauseId;
}

/** Whether the final bill of a closed account is still to come, so that nobody knows yet what is left. */
export function awaitsFinalBill(closing: Pick<ClosingFacts, 'finalBilled' | 'onRoute' | 'depositHeld'>): boolean {
  return !closing.finalBilled && (closing.onRoute || closing.depositHeld > 0);
}

/**
 * A.2.d, A.5: the refund of a closed account. What is left of a deposit is sent thirty days after the close, whatever it comes to;
 * any other credit in the next run, from $5.00 on. Null where nothing is sent by itself.
 */
export function creditRefund(closing: ClosingFacts, policy: PolicyParameters): RefundDue | null {
  if (closing.credit <= 0 || closing.refundStopped || awaitsFinalBill(closing)) return null;
  const next = runFor(closing, policy);
  if (closing.creditFromDeposit) {
    const day30 = refundRunOn(depositRefundDay(closing.on, policy), policy);
    return { at: day30 > next ? day30 : next, amount: closing.credit, clause: 'A.2.d' };
  }
  return closing.credit < policy.refundMinimum ? null : { at: next, amount: closing.credit, clause: 'A.5' };
}

/** A.5: when a credit that is too small to be sent by itself is listed for unclaimed property; null where there is none. */
export function unclaimedFrom(closing: ClosingFacts, policy: PolicyParameters): Instant | null {
  const small = closing.credit > 0 && closing.credit < policy.refundMinimum && !closing.creditFromDeposit;
  if (!small || closing.refundStopped || awaitsFinalBill(closing)) return null;
  return runFor(closing, policy);
}

/** A.5: whether a credit would be paid because the customer asks for it. */
export function mayRefund(facts: Pick<AccountFacts, 'open' | 'closing'>): PolicyDecision & { readonly amount: Cents } {
  const { closing } = facts;
  const amount = closing?.credit ?? NO_CENTS;
  const found: Objection[] = [];
  if (facts.open || closing === null)
    found.push({
      clauses: ['A.5'],
      says: 'A credit is sent back when the account is closed. Until then it pays the next bill.',
    });
  else if (awaitsFinalBill(closing))
    found.push({ clauses: ['A.5'], says: 'The final bill is still to come. What is left after it is sent back.' });
  else if (amount === 0) found.push({ clauses: ['A.5'], says: 'The account has no credit.' });
  return { ...grant(found, 'A.5', `${formatDollars(amount)} is sent by mail.`), amount };
}

/** A.2: by when the final bill of a place on no route must be made, so that the deposit can be settled in time. */
export function finalBillBy(closedOn: Day, policy: PolicyParameters): Instant {
  return startOfDay(depositRefundDay(closedOn, policy), policy.timeZone);
}
