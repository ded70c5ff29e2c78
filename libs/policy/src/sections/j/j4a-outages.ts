import { addBusinessDays, addDays } from '../../calendar/days.ts';
import { instant, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { residueOf } from '../../money/balance.ts';
import { momentIn } from '../../texts.ts';
import { shutoffDay } from '../e/e1-sixtieth-day.ts';
import { policyOfBill } from '../z/z-opening.ts';
import type { Objection } from '../../engine/decision.ts';
import type { BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** J.4.a: a time in which the website takes no payments. */
export interface WebsiteWindow {
  readonly from: Instant;
  /** The first moment at which it takes payments again. */
  readonly to: Instant;
}

/** J.4.a: a payment on the website while it is down is refused, and says when it can be made; null while it is up. */
export function websiteRefusal(
  windows: readonly WebsiteWindow[],
  at: Instant,
  policy: PolicyParameters,
): Objection | null {
  const window = windows.find((each) => each.from <= at && at < each.to);
  if (!window) return null;
  const until = momentIn(window.to, at, policy.timeZone);
  return {
    clauses: ['J.4.a'],
    says: `The website takes no payments until ${until}. Nothing was charged. City Hall takes payments in office hours.`,
  };
}

/** A last evening to pay online that a window takes away. */
export interface LostEvening {
  readonly billId: number;
  /** The due date, or the day of the pay-by hour. */
  readonly what: 'due-date' | 'day-60';
  readonly on: Day;
}

/** From the hour the office shuts until midnight only the website takes payments. */
function losesEvening(on: Day, window: WebsiteWindow, policy: PolicyParameters): boolean {
  const shuts = toInstant(on, policy.officeHours.to, policy.timeZone);
  return window.from < startOfDay(addDays(on, 1), policy.timeZone) && window.to > shuts;
}

/** The last evenings of an unpaid bill: of its due date, and of day 60. */
export function lastEvenings(bill: BillFacts, policy: PolicyParameters): readonly LostEvening[] {
  if (residueOf(bill) === 0) return [];
  const { billId, due } = bill;
  return [
    { billId, what: 'due-date', on: due },
    { billId, what: 'day-60', on: shutoffDay(bill, policy) },
  ];
}

/** J.4.a: the last evenings to pay, of due dates and of days 60, that fall into a window. */
export function lostEvenings(
  bills: readonly BillFacts[],
  window: WebsiteWindow,
  policy: PolicyParameters,
): readonly LostEvening[] {
  return bills.flatMap((bill) => lastEvenings(bill, policy)).filter((each) => losesEvening(each.on, window, policy));
}

/** J.4.a: what a supervisor may give for a lost evening: until the same hour of the next business day. */
export function givenBack(
  lost: LostEvening,
  bill: BillFacts,
  policy: PolicyParameters,
): { readonly on: Day; readonly until: Instant } {
  const on = addBusinessDays(lost.on, 1, policy);
  if (lost.what === 'due-date') return { on, until: instant(startOfDay(addDays(on, 1), policy.timeZone) - 1) };
  return { on, until: toInstant(on, policyOfBill(bill, policy).payByTime, policy.timeZone) };
}
