import { opensAfter, rollToWindow, windowOpens } from '../calendar/close-window.ts';
import { addDays, isBusinessDay, nextBusinessDay, previousBusinessDay } from '../calendar/days.ts';
import { dayOf, startOfDay, toInstant } from '../calendar/zoned.ts';
import { residueOf } from '../money/balance.ts';
import { actedOnBills } from '../money/smallest-debt.ts';
import { noticeFor, noticeMatures, payBy, shutoffDay } from '../sections/e/e1-sixtieth-day.ts';
import { phonePreconditions, postingPreconditions } from '../sections/e/e2a-posting.ts';
import { tenantPreconditions } from '../sections/e/e3-tenants.ts';
import { promisePreconditions } from '../sections/f/f3b-promise.ts';
import { conditionHolds } from '../sections/g/g1-conditions.ts';
import { currentChargeHolds } from '../sections/i/i7-default.ts';
import { tagPreconditions } from '../sections/k/k1-returned-payments.ts';
import { statutoryFloor, policyOfBill } from '../sections/z/z-opening.ts';
import type { AccountFacts, BillFacts, HoldFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../units.ts';
import type { Precondition } from './precondition.ts';

/** One unpaid bill as a reason to close, and the dates that stand before it. */
export interface DisconnectionCase {
  readonly bill: BillFacts;
  readonly residue: Cents;
  /** E.1. */
  readonly payBy: Instant;
  /** First moments at which each rule lets go; null: no such rule, or (notice) only an act can end it. */
  readonly pastDueFrom: Instant;
  readonly day60: Instant;
  /** Z.2: midnight after the last day of the statute's time. */
  readonly floor: Instant | null;
  readonly noticeMailed: Day | null;
  readonly notice: Instant | null;
  /** What other rules want first. */
  readonly preconditions: readonly Precondition[];
  /** Holds that cover this bill, whenever they run. */
  readonly holds: readonly HoldFacts[];
}

/** Rules that want something first. A section adds its line here. */
const PRECONDITIONS: readonly ((
  bill: BillFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
) => readonly Precondition[])[] = [
  tenantPreconditions,
  postingPreconditions,
  phonePreconditions,
  tagPreconditions,
  promisePreconditions,
];

/** The unpaid bills of an account, oldest first. */
export function disconnectionCases(facts: AccountFacts, policy: PolicyParameters): readonly DisconnectionCase[] {
  return actedOnBills(facts, policy).map((bill) => disconnectionCaseOf(bill, facts, policy));
}

function disconnectionCaseOf(bill: BillFacts, facts: AccountFacts, policy: PolicyParameters): DisconnectionCase {
  const floorDay = statutoryFloor(bill, facts.customerClass, policy);
  const notice = noticeFor(bill, facts);
  return {
    bill,
    residue: residueOf(bill),
    payBy: payBy(bill, policy),
    pastDueFrom: opensAfter(bill.due, policy),
    day60: opensAfter(shutoffDay(bill, policy), policy),
    floor: floorDay === null ? null : startOfDay(addDays(floorDay, 1), policy.timeZone),
    noticeMailed: notice === null ? null : notice.mailedOn,
    notice: notice === null ? null : windowOpens(noticeMatures(notice.mailedOn, bill, policy), policy),
    preconditions: PRECONDITIONS.flatMap((each) => each(bill, facts, policy)),
    holds: [...conditionHolds(facts, policy), ...currentChargeHolds(bill, facts, policy), ...facts.holds].filter(
      (hold) => hold.billIds === null || hold.billIds.includes(bill.billId),
    ),
  };
}

/**
 * A hold lets go when the window opens on the business day after its last day (reading 8); null while it is
 * open-ended. The hours of E.2.b are elapsed hours, and end at their own moment (reading 80).
 */
export function holdEnds(hold: HoldFacts, policy: PolicyParameters): Instant | null {
  if (hold.until === null) return null;
  if (hold.kind === 'undeliverable') return rollToWindow(hold.until, policy);
  return opensAfter(dayOf(hold.until, policy.timeZone), policy);
}

/** Whether a hold stands in the way at a moment. */
export function holdBinds(hold: HoldFacts, policy: PolicyParameters, at: Instant): boolean {
  if (hold.from > at || (hold.until !== null && hold.until < hold.from)) return false;
  const ends = holdEnds(hold, policy);
  return ends === null || at < ends;
}

/**
 * The first lawful moment to close for this bill, as things stand, at or after `from`; null when only an act (a notice mailed,
 * a hold lifted) can bring one. All but the holds are lower bounds; a hold may also begin later.
 */
export function firstLawful(
  disconnection: DisconnectionCase,
  policy: PolicyParameters,
  from: Instant | null,
): Instant | null {
  if (disconnection.notice === null) return null;
  const bounds = [
    disconnection.pastDueFrom,
    disconnection.day60,
    disconnection.notice,
    disconnection.floor ?? disconnection.day60,
    from ?? disconnection.day60,
  ];
  for (const precondition of disconnection.preconditions) {
    if (precondition.opens === null) return null;
    bounds.push(precondition.opens);
  }
  let at = rollToWindow(
    bounds.reduce((a, b) => (a > b ? a : b)),
    policy,
  );
  for (;;) {
    const moment = at;
    const hold = disconnection.holds.find((each) => holdBinds(each, policy, moment));
    if (!hold) return at;
    const ends = holdEnds(hold, policy);
    if (ends === null) return null;
    at = ends;
  }
}

/** The pay-by hour of a day, at which that day's list is built. */
function listHour(on: Day, disconnection: DisconnectionCase, policy: PolicyParameters): Instant {
  return toInstant(on, policyOfBill(disconnection.bill, policy).payByTime, policy.timeZone);
}

/**
 * When the list for a close is built: at the pay-by moment, or at that hour on the business day before a later close; never
 * while a hold still runs, also where it ends on a day on which the office is shut.
 */
export function listEve(disconnection: DisconnectionCase, policy: PolicyParameters, close: Instant): Instant {
  const eve = listHour(previousBusinessDay(dayOf(close, policy.timeZone), policy), disconnection, policy);
  let at = eve > disconnection.payBy ? eve : disconnection.payBy;
  for (const { kind, until } of disconnection.holds) {
    if (kind !== 'undeliverable' && until !== null && until > at && until < close) at = until;
  }
  return at;
}

/**
 * E.1, D.6: when this bill puts its account on the list. Never sooner than {@link listEve} of its first lawful close, so that
 * an order made early cannot defeat what the customer may still ask for. With `from`, the first such moment at or after it.
 */
export function listMoment(
  disconnection: DisconnectionCase,
  policy: PolicyParameters,
  from: Instant | null,
): Instant | null {
  const first = firstLawful(disconnection, policy, null);
  if (first === null) return null;
  const eve = listEve(disconnection, policy, first);
  if (from === null || eve >= from) return eve;
  // That list is missed. The next one is built in the evening and closes on the morning after it.
  const today = dayOf(from, policy.timeZone);
  const tonight = isBusinessDay(today, policy) && listHour(today, disconnection, policy) >= from;
  const close = firstLawful(
    disconnection,
    policy,
    opensAfter(tonight ? today : nextBusinessDay(today, policy), policy),
  );
  return close === null ? null : listEve(disconnection, policy, close);
}
