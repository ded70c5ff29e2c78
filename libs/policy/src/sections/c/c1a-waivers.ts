import { addMonths } from '../../calendar/days.ts';
import { countsOn } from '../../calendar/rolling-window.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { NO_CENTS, formatDollars } from '../../money/money.ts';
import { longDay } from '../../texts.ts';
import { penaltyDay } from './c1-late-charge.ts';
import { evidenceClauses, lowIncomeClause } from './c1b-low-income.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

export type WaiverKind = 'courtesy' | 'low-income';

/** Whether a late charge may be waived, and which: the bill it was charged on, and the amount. */
export interface WaiverGrant extends PolicyDecision {
  readonly billId: number | null;
  readonly amount: Cents;
}

type Standing = Pick<AccountFacts, 'accountId' | 'bills' | 'history'>;

/** C.1.a, C.1.b: whether a bill's late charge has been waived. A charge is waived once, whole. */
export function isWaived(bill: Pick<BillFacts, 'billId'>, facts: Pick<AccountFacts, 'history'>): boolean {
  return facts.history.some(
    (past) => past.billId === bill.billId && (past.was === 'courtesy-waiver' || past.was === 'low-income-waiver'),
  );
}

/** The late charge that a waiver is about: the one named, else the latest that stands. */
export function penaltyToWaive(facts: Standing, billId: number | null = null): BillFacts | null {
  const standing = facts.bills.filter(
    (bill) => bill.penalty > 0 && !isWaived(bill, facts) && (billId === null || bill.billId === billId),
  );
  return standing.at(-1) ?? null;
}

/** C.1.a, C.1.b: the first day on which a waiver of a kind may be used again; null when it may be now. */
export function waiverAgainOn(
  facts: Pick<AccountFacts, 'accountId' | 'history'>,
  kind: WaiverKind,
  policy: PolicyParameters,
  on: Day,
): Day | null {
  // A waiver of a later charge, given first, also uses up the twelve months around an earlier one.
  const used = facts.history.filter(
    (past) =>
      past.accountId === facts.accountId &&
      past.was === `${kind}-waiver` &&
      (countsOn(past.on, policy.waiverMonths, on) || countsOn(on, policy.waiverMonths, past.on)),
  );
  const last = used.at(-1);
  return last === undefined ? null : addMonths(last.on, policy.waiverMonths);
}

function noneToWaive(clause: ClauseId): Objection {
  return { clauses: [clause], says: 'There is no late charge on this account that could be waived.' };
}

function usedUp(clause: ClauseId, again: Day, policy: PolicyParameters): Objection {
  const says = `This kind of waiver is given once in ${policy.waiverMonths} months. It may be asked for again on ${longDay(again)}.`;
  return { clauses: [clause], says };
}

/** C.1.a: once in twelve months the city may waive a late charge on request. A person decides, and gives the reason. */
export function mayWaiveAsCourtesy(
  facts: Standing,
  policy: PolicyParameters,
  now: Instant,
  billId: number | null = null,
): WaiverGrant {
  const bill = penaltyToWaive(facts, billId);
  const again = waiverAgainOn(facts, 'courtesy', policy, dayOf(now, policy.timeZone));
  const objections: Objection[] = [];
  if (bill === null) objections.push(noneToWaive('C.1.a'));
  if (again !== null) objections.push(usedUp('C.1.a', again, policy));
  const amount = bill?.penalty ?? NO_CENTS;
  const says = `The city may waive the late charge of ${formatDollars(amount)} as a courtesy.`;
  return { ...grant(objections, 'C.1.a', says), billId: bill?.billId ?? null, amount };
}

/**
 * C.1.b, C.1.b.i, C.1.b.ii: once in twelve months the late charge of a household with a low income is waived. It is for the day
 * of the charge that the evidence must hold, and between charges that the twelve months are counted.
 */
export function lowIncomeWaiver(
  bill: Pick<BillFacts, 'due'>,
  facts: Pick<AccountFacts, 'accountId' | 'history' | 'household'>,
  policy: PolicyParameters,
): PolicyDecision {
  const on = penaltyDay(bill);
  const clause = lowIncomeClause(facts.household, policy, on);
  if (clause === null) {
    const says = `Nothing verified shows a low income of the household on ${longDay(on)}, the day of the late charge.`;
    return grant([{ clauses: evidenceClauses(facts.household), says }], 'C.1.b', '');
  }
  const again = waiverAgainOn(facts, 'low-income', policy, on);
  const objections = again === null ? [] : [usedUp(clause, again, policy)];
  return grant(objections, clause, 'The late charge is waived for a household with a low income.');
}

/** C.1.b: whether the household's evidence waives a late charge now, and which. */
export function mayWaiveForLowIncome(
  facts: Standing & Pick<AccountFacts, 'household'>,
  policy: PolicyParameters,
  billId: number | null = null,
): WaiverGrant {
  const bill = penaltyToWaive(facts, billId);
  if (bill === null) return { ...grant([noneToWaive('C.1.b')], 'C.1.b', ''), billId: null, amount: NO_CENTS };
  return { ...lowIncomeWaiver(bill, facts, policy), billId: bill.billId, amount: bill.penalty };
}

/** C.1.a, C.1.b: whether a waiver of a kind would be given now. */
export function mayWaive(
  kind: WaiverKind,
  facts: Standing & Pick<AccountFacts, 'household'>,
  policy: PolicyParameters,
  now: Instant,
  billId: number | null = null,
): WaiverGrant {
  return kind === 'courtesy'
    ? mayWaiveAsCourtesy(facts, policy, now, billId)
    : mayWaiveForLowIncome(facts, policy, billId);
}
