import { addDays, dayParts } from '../../calendar/days.ts';
import { recentPast } from '../../calendar/rolling-window.ts';
import { dayOf, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { residueOf } from '../../money/balance.ts';
import { dayIn, momentIn } from '../../texts.ts';
import { payBy, shutoffDay } from '../e/e1-sixtieth-day.ts';
import { policyOfBill } from '../z/z-opening.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

type Dated = Pick<BillFacts, 'billDate' | 'due' | 'policyVersion'>;

/** What is asked for when an extension is. */
export interface ExtensionWish {
  /** The day until which the customer wants to pay. */
  readonly until: Day;
  readonly written: boolean;
  /** Left out or null: the bill that is turned off for first. */
  readonly billId?: number | null;
}

/** Whether an extension would be given, for which bill, and until what moment. */
export interface ExtensionGrant extends PolicyDecision {
  readonly billId: number | null;
  readonly until: Instant | null;
}

/** D.1: the bill that an extension is about: the one named, else the oldest unpaid one. */
export function billToExtend(facts: Pick<AccountFacts, 'bills'>, billId: number | null = null): BillFacts | null {
  return facts.bills.find((bill) => residueOf(bill) > 0 && (billId === null || bill.billId === billId)) ?? null;
}

/** D.1: good standing: no broken extension or arrangement in twelve months, and not Cash Only. D.8 is asked by itself. */
export function standingObjections(facts: AccountFacts, policy: PolicyParameters, now: Instant): readonly Objection[] {
  const { months } = policy.standing;
  const today = dayOf(now, policy.timeZone);
  const found: Objection[] = [];
  if (recentPast(facts, ['broken-extension', 'broken-arrangement'], months, today).length > 0) {
    const says = `An extension or a payment plan was not kept in the last ${months} months.`;
    found.push({ clauses: ['D.1'], says });
  }
  if (facts.flags.some((flag) => flag.kind === 'cash-only' && (flag.until === null || now < flag.until))) {
    found.push({ clauses: ['D.1'], says: 'The account is on Cash Only, and so not in good standing.' });
  }
  return found;
}

/** D.8: whether the account has lost the right to extensions. */
export function isRevoked(facts: Pick<AccountFacts, 'flags'>): boolean {
  return facts.flags.some((flag) => flag.kind === 'extension-revoked');
}

/** D.2: the last day an extension may run to: fourteen days after the scheduled turn-off date. */
export function lastExtensionDay(bill: Dated, policy: PolicyParameters): Day {
  return addDays(shutoffDay(bill, policy), policyOfBill(bill, policy).extension.maxDays);
}

/** D.3: the first moment at which a request comes too late: 00:00 of the scheduled turn-off date. */
export function extensionAskedBefore(bill: Dated, policy: PolicyParameters): Instant {
  return startOfDay(shutoffDay(bill, policy), policy.timeZone);
}

/** D.4: extensions that the customer was given in the calendar year of a day, over all accounts, by the day of the grant. */
export function extensionsInYear(facts: Pick<AccountFacts, 'history'>, on: Day): number {
  const { year } = dayParts(on);
  return facts.history.filter((past) => past.was === 'extension' && dayParts(past.on).year === year).length;
}

/** D.5: whether a bill has had its extension. */
export function wasExtended(bill: Pick<BillFacts, 'billId'>, facts: Pick<AccountFacts, 'history' | 'holds'>): boolean {
  return (
    facts.history.some((past) => past.was === 'extension' && past.billId === bill.billId) ||
    facts.holds.some((hold) => hold.kind === 'extension' && (hold.billIds?.includes(bill.billId) ?? true))
  );
}

/** D.6: whether an order to turn the water off is out, or was carried out. */
export function turnOffStands(facts: Pick<AccountFacts, 'orders' | 'service'>): boolean {
  return (
    facts.service === 'off' ||
    facts.orders.some((order) => order.kind.startsWith('turn-off') && order.finishedAt === null)
  );
}

/** D.1: an extension holds until the pay-by hour of its day. */
export function extensionEnds(until: Day, bill: Dated, policy: PolicyParameters): Instant {
  return toInstant(until, policyOfBill(bill, policy).payByTime, policy.timeZone);
}

function dateObjections(bill: BillFacts, wish: ExtensionWish, policy: PolicyParameters, now: Instant): Objection[] {
  const found: Objection[] = [];
  const scheduled = shutoffDay(bill, policy);
  const today = dayOf(now, policy.timeZone);
  const last = lastExtensionDay(bill, policy);
  if (wish.until > last) {
    found.push({ clauses: ['D.2'], says: `An extension of this bill runs to ${dayIn(last, today)} at the latest.` });
  }
  if (wish.until <= scheduled) {
    const says = `Bill ${bill.number} can be paid until ${momentIn(payBy(bill, policy), now, policy.timeZone)} without an extension.`;
    found.push({ clauses: ['D.2'], says });
  }
  if (now >= extensionAskedBefore(bill, policy)) {
    found.push({
      clauses: ['D.3'],
      says: `An extension is asked for before ${dayIn(scheduled, today)}, the turn-off date.`,
    });
  }
  return found;
}

/**
 * D.1 to D.6, D.8: whether an extension would be given now; every clause that refuses it is named. The penalty is
 * charged all the same (D.1).
 */
export function mayExtend(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  wish: ExtensionWish,
): ExtensionGrant {
  const bill = billToExtend(facts, wish.billId);
  const found: Objection[] = [];
  if (isRevoked(facts)) {
    found.push({ clauses: ['D.8'], says: 'Extensions were taken from this account because of repeated late payment.' });
  }
  found.push(...standingObjections(facts, policy, now));
  if (bill === null) found.push({ clauses: ['D.1'], says: 'No bill is unpaid that could be extended.' });
  else found.push(...dateObjections(bill, wish, policy, now));
  if (!wish.written)
    found.push({ clauses: ['D.3'], says: 'An extension is asked for in writing. A link can be sent.' });
  const limit = policy.extension.perCalendarYear;
  if (extensionsInYear(facts, dayOf(now, policy.timeZone)) >= limit) {
    found.push({ clauses: ['D.4'], says: `The customer has had ${limit} extensions this calendar year.` });
  }
  if (bill !== null && wasExtended(bill, facts)) {
    found.push({ clauses: ['D.5'], says: `Bill ${bill.number} has had its extension; there is one for each bill.` });
  }
  if (turnOffStands(facts)) {
    found.push({
      clauses: ['D.6'],
      says: 'The order to turn the water off exists, so it is too late for an extension.',
    });
  }
  const until = bill === null ? null : extensionEnds(wish.until, bill, policy);
  const says =
    until === null
      ? ''
      : `The water stays on until ${momentIn(until, now, policy.timeZone)}. The late charge is not changed by it.`;
  return { ...grant(found, 'D.1', says), billId: bill?.billId ?? null, until };
}
