import { rollToWindow, windowOpens } from '../../calendar/close-window.ts';
import { addDays } from '../../calendar/days.ts';
import { dayOf, timeOfDay, toInstant } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { actedOnBills } from '../../money/smallest-debt.ts';
import { longDay, shortTime } from '../../texts.ts';
import { hasResidentialProtections, policyOfBill } from '../z/z-opening.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { Precondition } from '../../engine/precondition.ts';
import type { DueAct, Condition } from '../../engine/verdict.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/**
 * E.3: where the owner or manager is the customer and others live there (a home, units, a mobile home park), the people
 * who live there have rights of their own. The statute is for residential service.
 */
export function hasTenants(facts: Pick<AccountFacts, 'customerClass' | 'customerRole'>): boolean {
  return facts.customerRole === 'landlord' && hasResidentialProtections(facts.customerClass);
}

/** E.3.a: calendar days from the tenants' notice to the close: ten for units and parks, seven for a detached home. */
export function tenantNoticeDays(facts: Pick<AccountFacts, 'dwelling'>, policy: PolicyParameters): number {
  return facts.dwelling === 'single-family' ? policy.tenantNotice.detached : policy.tenantNotice.multiUnit;
}

/** E.3.a: the day on which the tenants were first told of a bill, left at their doors or mailed; null while they were not. */
export function tenantsToldOn(
  bill: Pick<BillFacts, 'billId'>,
  facts: Pick<AccountFacts, 'notices'>,
  policy: PolicyParameters,
): Day | null {
  let first: Day | null = null;
  for (const notice of facts.notices) {
    if (notice.kind !== 'tenant' || notice.voided || !notice.billIds.includes(bill.billId)) continue;
    const told = notice.leftAt === null ? notice.mailedOn : dayOf(notice.leftAt, policy.timeZone);
    if (told !== null && (first === null || told < first)) first = told;
  }
  return first;
}

/** E.3.a: the first day on which the water may be closed after the notice was left, whose day is not counted. */
export function tenantNoticeMatures(
  leftOn: Day,
  bill: Pick<BillFacts, 'policyVersion'>,
  facts: Pick<AccountFacts, 'dwelling'>,
  policy: PolicyParameters,
): Day {
  return addDays(leftOn, tenantNoticeDays(facts, policyOfBill(bill, policy)));
}

/** E.3.a: no close before the tenants were told, in time. */
export function tenantPreconditions(
  bill: BillFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
): readonly Precondition[] {
  if (!hasTenants(facts)) return [];
  const told = tenantsToldOn(bill, facts, policy);
  if (told === null) {
    const says = 'The people who live here have not been told that the water may be turned off.';
    return [{ code: 'tenant-notice', clause: 'E.3.a', opens: null, says }];
  }
  const opens = rollToWindow(windowOpens(tenantNoticeMatures(told, bill, facts, policy), policy), policy);
  const from = `${longDay(dayOf(opens, policy.timeZone))}, ${shortTime(timeOfDay(opens, policy.timeZone))}`;
  const says = `The notice to the tenants of ${longDay(told)} allows closing from ${from}.`;
  return [{ code: 'tenant-notice', clause: 'E.3.a', opens, says }];
}

/** E.3.a: when the order to post the tenants' notice is made: on day 45, whatever day that is, so that it hangs by day 50. */
export function tenantPostingAt(
  bill: Pick<BillFacts, 'billDate' | 'policyVersion'>,
  policy: PolicyParameters,
): Instant {
  const own = policyOfBill(bill, policy);
  return toInstant(addDays(bill.billDate, own.tenantPostingDay), own.penaltyRunAt, policy.timeZone);
}

/** E.3.a: the posting orders of the bills that are unpaid and that the tenants were not told of. */
export function tenantActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  if (!hasTenants(facts) || !facts.open || facts.service === 'off') return [];
  return actedOnBills(facts, policy)
    .filter((bill) => tenantsToldOn(bill, facts, policy) === null)
    .map((bill) => dueAct(facts, tenantPostingAt(bill, policy), 'tenant-posting', 'E.3.a', bill.billId, 'posting'));
}

/** E.3.b, E.3.c: what the notice to the tenants says besides what a disconnection notice does. */
export interface TenantNoticeContents {
  /** E.3.a: the first day on which the water may be turned off. */
  readonly closesFrom: Day;
  /** E.3.b: they may become customers and owe nothing of what the owner owes. */
  readonly becomeCustomers: 'without-arrears';
  /** Reading 82, HSC 116916(e): what they pay then they may take off the rent. */
  readonly rentDeduction: true;
}

/** E.3.b: the choice that tenants are told of when the notice is left on a day. */
export function tenantNoticeContents(
  leftOn: Day,
  bill: Pick<BillFacts, 'policyVersion'>,
  facts: Pick<AccountFacts, 'dwelling'>,
  policy: PolicyParameters,
  opens: Instant,
): TenantNoticeContents {
  const matures = rollToWindow(windowOpens(tenantNoticeMatures(leftOn, bill, facts, policy), policy), policy);
  const closesFrom = dayOf(matures > opens ? matures : opens, policy.timeZone);
  return { closesFrom, becomeCustomers: 'without-arrears', rentDeduction: true };
}

/** What a tenant brings who wants to be the customer. */
export interface TenantAsks {
  /** The dwelling, where each has its own valve; null for the whole. */
  readonly unit: number | null;
  readonly terms: 'accepted' | 'refused';
  /** Rent history stands in for credit history (HSC 116916(d)); the deposit is still owed then (reading 83). */
  readonly deposit: 'paid' | 'unpaid' | 'rent-history';
}

function unitObjections(facts: AccountFacts, unit: number | null): Objection[] {
  if (facts.units === 1) {
    const taken = facts.tenancies.some((each) => each.accepted);
    return taken || (unit !== null && unit !== 1)
      ? [
          {
            clauses: ['E.3.d.i'],
            says: taken ? 'A tenant is the customer here already.' : 'There is one valve for all here.',
          },
        ]
      : [];
  }
  if (unit === null || unit > facts.units)
    return [{ clauses: ['E.3.d.i'], says: `Name one of the units 1 to ${facts.units}.` }];
  return facts.tenancies.some((each) => each.accepted && each.unit === unit)
    ? [{ clauses: ['E.3.d.i'], says: `The tenant of unit ${unit} is the customer already.` }]
    : [];
}

/** E.3.d: a tenant may take over the service who accepts its terms and meets the rules of A.2; the law says "shall" (HSC 116916). */
export function mayTakeService(facts: AccountFacts, asks: TenantAsks): PolicyDecision {
  const objections: Objection[] = [];
  if (!hasTenants(facts))
    objections.push({
      clauses: ['E.3'],
      says: 'Only where the owner or manager is the customer may a tenant take over.',
    });
  if (!facts.open) objections.push({ clauses: ['E.3'], says: 'This account is closed. Ask to open a new one.' });
  if (asks.terms === 'refused')
    objections.push({ clauses: ['E.3.d'], says: 'Service is for tenants who accept its terms.' });
  if (asks.deposit === 'unpaid')
    objections.push({
      clauses: ['E.3.d', 'A.2.a'],
      says: 'The deposit is paid before the tenant becomes the customer.',
    });
  objections.push(...unitObjections(facts, asks.unit));
  return grant(objections, 'E.3.d', 'The tenant becomes the customer and owes nothing of what the owner owes.');
}

/** E.3.d.i: the units that may be closed: those whose tenants are no customers and whose valve is open; null stands for the whole. */
export function unitsToClose(
  facts: Pick<AccountFacts, 'units' | 'unitsOff' | 'tenancies'>,
): readonly (number | null)[] {
  const served = facts.tenancies.filter((each) => each.accepted);
  if (facts.units === 1) return served.length === 0 ? [null] : [];
  return Array.from({ length: facts.units }, (_, nth) => nth + 1).filter(
    (unit) => !facts.unitsOff.includes(unit) && !served.some((each) => each.unit === unit),
  );
}

/**
 * E.3.d.i: tenants who qualify are served. `unit` is the unit an order is for, null an order for the whole, and left out where
 * the question is about the account: then it binds only when nobody is left to close for.
 */
export function servedTerm(facts: AccountFacts, unit?: number | null): Condition {
  const served = facts.tenancies.filter((each) => each.accepted);
  const rest = unitsToClose(facts).filter((each) => each !== null);
  let binds = served.length > 0 && facts.units === 1;
  if (facts.units > 1) {
    if (unit === undefined) binds = served.length > 0 && rest.length === 0;
    else if (unit === null) binds = served.length > 0;
    else binds = served.some((each) => each.unit === unit);
  }
  const says = binds
    ? 'A tenant who lives here is a customer and is served.'
    : served.length === 0
      ? 'No tenant has taken over the service.'
      : `Tenants of ${served.length} of ${facts.units} units are served; the others may be closed.`;
  return { code: 'tenants-served', clause: 'E.3.d.i', binds, until: null, says };
}
