import { isBusinessDay, nextBusinessDay, previousBusinessDay } from '../../calendar/days.ts';
import { dayOf, toInstant } from '../../calendar/zoned.ts';
import { residueOf } from '../../money/balance.ts';
import { shutoffDay } from '../e/e1-sixtieth-day.ts';
import type { Objection } from '../../engine/decision.ts';
import type { BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';
import type { EffectiveDate } from './j1-payments.ts';

/** J.5.a: the drop box is emptied once each business day, at 08:30; null on a day on which no batch is expected. */
export function collectionAt(on: Day, policy: PolicyParameters): Instant | null {
  return isBusinessDay(on, policy) ? toInstant(on, policy.dropBoxAt, policy.timeZone) : null;
}

/** J.5.a: the business day whose batch holds what is taken out of the box at a moment. */
export function batchDay(collectedAt: Instant, policy: PolicyParameters): Day {
  const today = dayOf(collectedAt, policy.timeZone);
  return isBusinessDay(today, policy) ? today : nextBusinessDay(today, policy);
}

/**
 * J.5.a: a batch is entered on its day or the business day after it, with the moment at which it was collected. An older one would
 * date payments back, which is a supervisor's (J.2.a).
 */
export function lateBatch(collectedAt: Instant, now: Instant, policy: PolicyParameters): Objection | null {
  if (dayOf(now, policy.timeZone) <= nextBusinessDay(batchDay(collectedAt, policy), policy)) return null;
  return {
    clauses: ['J.5.a', 'J.2.a'],
    says: 'A batch of the drop box is entered by the next business day. A supervisor may date an older payment back.',
  };
}

/** J.5.b, reading 131: days of unpaid bills that the box's grace covers; with the other choice of the city, day 60 too. */
function graceDays(bills: readonly BillFacts[], policy: PolicyParameters): Day[] {
  const unpaid = bills.filter((bill) => bill.kind === 'regular' && residueOf(bill) > 0);
  const dueDays = unpaid.map((bill) => bill.due);
  if (policy.dropBoxGrace === 'due-date-only') return dueDays;
  return [...dueDays, ...unpaid.map((bill) => shutoffDay(bill, policy))];
}

/**
 * J.5.b: what was dropped from 08:30 of a regular bill's due date until 08:30 of the next business day counts on the due date;
 * all else counts on the day of the batch. Nobody knows when something was dropped, so the whole batch gets it.
 */
export function dropBoxDate(
  collectedAt: Instant,
  bills: readonly BillFacts[],
  policy: PolicyParameters,
): EffectiveDate {
  const batch = batchDay(collectedAt, policy);
  const before = previousBusinessDay(batch, policy);
  const covered = graceDays(bills, policy).filter((on) => on >= before && on < batch);
  return { day: covered.reduce((first, on) => (on < first ? on : first), batch), clause: 'J.5.b' };
}
