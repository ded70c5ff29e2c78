import { dayParts } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { pastDueBills, residueOf } from '../../money/balance.ts';
import { NO_CENTS, addCents, formatDollars } from '../../money/money.ts';
import { longDay } from '../../texts.ts';
import { leftOut, showsNeed } from '../g/g1-conditions.ts';
import { plan } from './i3-plans.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, ArrangementFacts, ArrangementKind, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';
import type { PlanWish, Planned } from './i3-plans.ts';

/** What is asked for when an arrangement is signed. Amounts in cents. */
export interface ArrangementWish extends PlanWish {
  /** Bills it is to cover; null for every unpaid one. */
  readonly billIds: readonly number[] | null;
  readonly signed: boolean;
}

/** I.1, reading 111: the bills an arrangement covers: those named, else every unpaid one, oldest first. */
export function coveredBills(
  facts: Pick<AccountFacts, 'bills'>,
  billIds: readonly number[] | null,
): readonly BillFacts[] {
  return facts.bills.filter((bill) => residueOf(bill) > 0 && (billIds === null || billIds.includes(bill.billId)));
}

/** I.2, I.7: the arrangement that stands in the way of another: in force, or failed with its debt unpaid. */
export function standingArrangement(facts: Pick<AccountFacts, 'arrangements'>): ArrangementFacts | null {
  return facts.arrangements.find((each) => each.state !== 'offered') ?? null;
}

function oneAtATime(facts: Pick<AccountFacts, 'arrangements'>): Objection[] {
  const standing = standingArrangement(facts);
  if (standing === null) return [];
  return standing.state === 'in-force'
    ? [
        {
          clauses: ['I.2', 'I.7'],
          says: 'There is an arrangement in force already. There is one at a time, and no further one until it is paid.',
        },
      ]
    : [
        {
          clauses: ['I.7'],
          says: 'An arrangement has failed and its debt is not paid. There is no second one meanwhile.',
        },
      ];
}

/**
 * I.2: arrangements of the customer that began in the calendar year of a day; one that runs over New Year counts in the year
 * it began.
 */
export function startedInYear(
  facts: Pick<AccountFacts, 'accountId' | 'history'>,
  policy: PolicyParameters,
  on: Day,
): number {
  const { year } = dayParts(on);
  const ofAll = policy.arrangement.countsPer === 'customer';
  return facts.history.filter(
    (past) =>
      past.was === 'arrangement' && (ofAll || past.accountId === facts.accountId) && dayParts(past.on).year === year,
  ).length;
}

/**
 * I.2: two in a calendar year, and none while another account of the customer has one. A customer who shows G.1.a and G.1.b
 * and whose plan covers everything delinquent has no such limit (reading 112): the law keeps that home's water on,
 * whatever else its customer has arranged.
 */
export function yearlyLimit(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  billIds: readonly number[],
): readonly Objection[] {
  const today = dayOf(now, policy.timeZone);
  const { perCalendarYear: limit, countsPer } = policy.arrangement;
  const elsewhere = countsPer === 'customer' && facts.arrangedElsewhere;
  const enough = startedInYear(facts, policy, today) >= limit;
  if (!elsewhere && !enough) return [];
  if (showsNeed(facts, policy, now) && leftOut({ billIds }, facts, today).length === 0) return [];
  const objections: Objection[] = [];
  if (elsewhere)
    objections.push({
      clauses: ['I.2'],
      says: 'Another account of this customer has an arrangement. A customer has one at a time.',
    });
  if (enough)
    objections.push({
      clauses: ['I.2'],
      says: `There have been ${limit} arrangements this calendar year, and there are no more.`,
    });
  return objections;
}

const SIGNATURE: Readonly<Record<ArrangementKind, ClauseId>> = {
  amortization: 'I.3.a',
  schedule: 'I.4.a',
  reduction: 'I.5',
  deferral: 'I.6',
};

/** I.3.a, I.4.a, I.5, I.6: every arrangement is in writing and signed; it counts from the signature. */
export function signatureClause(kind: ArrangementKind): ClauseId {
  return SIGNATURE[kind];
}

/**
 * I.1: whoever cannot pay in time may ask for an arrangement until the valve closes, also when the order to close is out. It is
 * held while the city reviews the request (G.2).
 */
export function mayRequestArrangement(facts: AccountFacts): PolicyDecision {
  const objections = oneAtATime(facts);
  if (facts.service === 'off') {
    objections.push({
      clauses: ['I.1'],
      says: 'The water is off already, so there is nothing to hold. An arrangement can be signed to have it back.',
    });
  }
  if (coveredBills(facts, null).length === 0) {
    objections.push({ clauses: ['I.1'], says: 'Nothing is owed that an arrangement could cover.' });
  }
  return grant(objections, 'I.1', 'The request is taken, and the water stays on while the city reviews it.');
}

/** Whether an arrangement may be signed, and what it would then be; `planned` is null where its terms cannot be worked out. */
export interface SignGrant extends PolicyDecision {
  readonly planned: Planned | null;
  readonly billIds: readonly number[];
}

/** I.2 to I.6: whether an arrangement of these terms may be signed now; every clause that refuses it is named. */
export function maySignArrangement(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  wish: ArrangementWish,
): SignGrant {
  const bills = coveredBills(facts, wish.billIds);
  const billIds = bills.map((bill) => bill.billId);
  const objections = [...oneAtATime(facts), ...yearlyLimit(facts, policy, now, billIds)];
  if (!wish.signed) {
    objections.push({ clauses: [signatureClause(wish.kind)], says: 'An arrangement is in writing and signed.' });
  }
  if (bills.length === 0) {
    objections.push({ clauses: ['I.1'], says: 'Nothing is owed that an arrangement could cover.' });
    return { ...grant(objections, 'I.1', ''), planned: null, billIds };
  }
  const planned = plan(wish, { bills, facts, now }, policy);
  objections.push(...planned.objections);
  const { lastOn, total, rows } = planned;
  const payments = rows.length === 1 ? 'one payment' : `${rows.length} payments, the last`;
  const says = `${formatDollars(total)} in ${payments} on ${longDay(lastOn)}.`;
  return { ...grant(objections, signatureClause(wish.kind), says), planned, billIds };
}

/** I.1: what a review may offer: every unpaid bill, in equal monthly payments over the longest time (I.3). */
export function usualOffer(facts: AccountFacts): {
  readonly kind: ArrangementKind;
  readonly billIds: readonly number[];
} {
  return { kind: 'amortization', billIds: coveredBills(facts, null).map((bill) => bill.billId) };
}

/** G.1.c, I.1: whether the city can offer an arrangement now. */
export function mayOffer(facts: Pick<AccountFacts, 'arrangements' | 'bills'>): PolicyDecision {
  const objections = oneAtATime(facts);
  if (coveredBills(facts, null).length === 0) {
    objections.push({ clauses: ['I.1'], says: 'Nothing is owed that an arrangement could cover.' });
  }
  return grant(objections, 'I.1', 'An arrangement may be offered.');
}

/** I.7: instalments whose day is over and that are not paid in full, oldest first. */
export function missedInstalments(
  arrangement: Pick<ArrangementFacts, 'rows'>,
  today: Day,
): readonly ArrangementFacts['rows'][number][] {
  return arrangement.rows.filter((row) => row.unpaid > 0 && row.due < today);
}

/** I.3.c: whether a payment toward an arrangement has one to go to. */
export function mayPayInstalment(facts: Pick<AccountFacts, 'arrangements'>): PolicyDecision {
  const standing = standingArrangement(facts);
  const objections: Objection[] = [];
  if (standing === null) objections.push({ clauses: ['I.3.c'], says: 'There is no arrangement to pay toward.' });
  else if (standing.state === 'defaulted') {
    objections.push({ clauses: ['I.7'], says: 'The arrangement has failed, and all of what it covers is due.' });
  }
  return grant(objections, 'I.3.c', 'It is paid toward the arrangement, the oldest instalment first.');
}

/** What a customer pays now to be in step with an arrangement: missed instalments and what is due today. */
export function dueNow(arrangement: Pick<ArrangementFacts, 'rows'>, today: Day): Cents {
  const due = arrangement.rows.filter((row) => row.due <= today).map((row) => row.unpaid);
  return due.length === 0 ? NO_CENTS : addCents(...due);
}

/** G.1.c.i, I.1: past-due bills that no arrangement in force covers. */
export function uncoveredPastDue(facts: AccountFacts, policy: PolicyParameters, now: Instant): readonly BillFacts[] {
  const covered = facts.arrangements.filter((each) => each.state === 'in-force').flatMap((each) => each.billIds);
  return pastDueBills(facts, dayOf(now, policy.timeZone)).filter((bill) => !covered.includes(bill.billId));
}
