import { opensAfter } from '../../calendar/close-window.ts';
import { nextBusinessDay } from '../../calendar/days.ts';
import { dayOf, toInstant } from '../../calendar/zoned.ts';
import { isPastDue, residueOf } from '../../money/balance.ts';
import { NO_CENTS, addCents } from '../../money/money.ts';
import { isSmall } from '../../money/smallest-debt.ts';
import { longMoment } from '../../texts.ts';
import { requestClass, nextOfficeHours } from './f1-reconnection.ts';
import type { Precondition } from '../../engine/precondition.ts';
import type { AccountFacts, BillFacts, FeeFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Instant } from '../../units.ts';

/** F.3.b: the water came back after hours on the promise to pay everything by the hour. */
export interface Promised {
  /** The order that opened the valve. */
  readonly orderId: number;
  readonly openedAt: Instant;
  /** The last moment to pay. */
  readonly payBy: Instant;
}

/**
 * F.3.b: by when everything is paid: 10:00 of the business day on which the office opens next after the valve did. A crew that
 * comes late, in office hours, takes nothing from the customer: then it is the business day after.
 */
export function promisePayBy(openedAt: Instant, policy: PolicyParameters): Instant {
  const today = dayOf(openedAt, policy.timeZone);
  const on =
    requestClass(openedAt, policy) === 'normal'
      ? nextBusinessDay(today, policy)
      : dayOf(nextOfficeHours(openedAt, policy), policy.timeZone);
  return toInstant(on, policy.fBackPayBy, policy.timeZone);
}

/** F.3.b: the promise that the water is on by; null when it came back in another way, or was turned off since. */
export function promiseOf(facts: Pick<AccountFacts, 'orders' | 'service'>, policy: PolicyParameters): Promised | null {
  if (facts.service === 'off') return null;
  let last: { kind: string; orderId: number; at: Instant } | null = null;
  for (const { kind, state, orderId, finishedAt } of facts.orders) {
    if (state !== 'completed' || finishedAt === null) continue;
    if (!kind.startsWith('turn-off') && !kind.startsWith('reconnect')) continue;
    if (last === null || finishedAt >= last.at) last = { kind, orderId, at: finishedAt };
  }
  if (last === null || last.kind !== 'reconnect-after-hours') return null;
  return { orderId: last.orderId, openedAt: last.at, payBy: promisePayBy(last.at, policy) };
}

/** What is still owed of a promise: bills past due when the valve was opened, and fees charged by then. */
export interface PromisedDebt {
  readonly bills: readonly BillFacts[];
  readonly fees: readonly FeeFacts[];
  readonly total: Cents;
}

/** F.3.b: what of the promise is unpaid. A bill that became due since is not in it; nor is one under an arrangement in force. */
export function promisedDebt(facts: AccountFacts, promised: Promised, policy: PolicyParameters): PromisedDebt {
  const opened = dayOf(promised.openedAt, policy.timeZone);
  const arranged = facts.arrangements.filter((each) => each.state === 'in-force').flatMap((each) => each.billIds);
  const bills = facts.bills.filter(
    (bill) => isPastDue(bill, opened) && residueOf(bill) > 0 && !arranged.includes(bill.billId),
  );
  const fees = facts.fees.filter((fee) => fee.valueDate <= opened && fee.unpaid > 0);
  const total = addCents(NO_CENTS, ...bills.map(residueOf), ...fees.map((fee) => fee.unpaid));
  if (isSmall(total, policy)) return { bills: [], fees: [], total: NO_CENTS };
  return { bills, fees, total };
}

/**
 * F.3.b: a promised bill is not listed before its hour, nor on the day on which the order of F.3.b is made; from that evening on
 * the list takes it again like any other.
 */
export function promisePreconditions(
  bill: BillFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
): readonly Precondition[] {
  const promised = promiseOf(facts, policy);
  if (promised === null || !isPastDue(bill, dayOf(promised.openedAt, policy.timeZone))) return [];
  const says = `The water came back after hours, and everything is to be paid by ${longMoment(promised.payBy, policy.timeZone)}.`;
  return [
    { code: 'promise', clause: 'F.3.b', opens: opensAfter(dayOf(promised.payBy, policy.timeZone), policy), says },
  ];
}
