import { isPastDue } from './balance.ts';
import { NO_CENTS, addCents, minCents, subtractCents } from './money.ts';
import type { AccountFacts, ArrangementFacts } from '../facts/facts.ts';
import type { Cents, Day } from '../units.ts';

/** The unpaid part of one charge on the ledger. */
export interface OpenCharge {
  /** Whatever the caller knows the charge by. */
  readonly chargeId: string;
  readonly kind: 'bill' | 'penalty' | 'fee';
  /** The bill a charge or its penalty belongs to; null for a fee. */
  readonly billId: number | null;
  /** The bill date, or a fee's value date: the age it is paid by. */
  readonly dated: Day;
  /** The bill's due date; a fee is due on its value date. */
  readonly due: Day;
  readonly unpaid: Cents;
  /** I.3.c: what of it no instalment of an arrangement in force has asked for yet; it is paid last. */
  readonly later?: Cents;
}

export interface AllocationPart {
  readonly chargeId: string;
  readonly amount: Cents;
}

export interface Allocation {
  readonly parts: readonly AllocationPart[];
  /** What no open charge takes: a credit on the account. */
  readonly left: Cents;
}

const PAST_DUE = 0;
const FEE = 1;
const NOT_YET_DUE = 2;

function rankOf(charge: OpenCharge, on: Day): number {
  if (charge.kind === 'fee') return FEE;
  return isPastDue(charge, on) ? PAST_DUE : NOT_YET_DUE;
}

function compare(a: OpenCharge, b: OpenCharge, on: Day): number {
  return rankOf(a, on) - rankOf(b, on) || byAge(a, b);
}

function byAge(a: OpenCharge, b: OpenCharge): number {
  if (a.dated !== b.dated) return a.dated < b.dated ? -1 : 1;
  if (a.billId !== b.billId) return (a.billId ?? 0) - (b.billId ?? 0);
  if (a.kind !== b.kind) return a.kind === 'bill' ? -1 : 1;
  return a.chargeId < b.chargeId ? -1 : a.chargeId > b.chargeId ? 1 : 0;
}

/** What of a charge is paid in its own turn; the rest of it comes last. */
function ownTurn({ unpaid, later }: OpenCharge): Cents {
  return subtractCents(unpaid, minCents(unpaid, later ?? NO_CENTS));
}

/**
 * Reading 9: a payment falls on past-due bills, oldest first, each with its penalty; then on fees, oldest first;
 * then on bills not yet due. What an arrangement has put off comes last, so that who pays the bill of the day stays current
 * (I.7). `on` is the payment's effective date. No cent is made or lost: parts and left add up to `amount`.
 */
export function allocate(amount: Cents, charges: readonly OpenCharge[], on: Day): Allocation {
  if (amount < 0) throw new RangeError('A payment is zero or more.');
  const taken = new Map<string, Cents>();
  let left = amount;
  const order = charges.filter((each) => each.unpaid > 0).sort((a, b) => compare(a, b, on));
  const turns = [ownTurn, (charge: OpenCharge) => subtractCents(charge.unpaid, ownTurn(charge))];
  for (const turn of turns) {
    for (const charge of order) {
      const part = minCents(left, turn(charge));
      if (part > 0) taken.set(charge.chargeId, addCents(taken.get(charge.chargeId) ?? NO_CENTS, part));
      left = subtractCents(left, part);
    }
  }
  return { parts: [...taken].map(([chargeId, part]) => ({ chargeId, amount: part })), left };
}

/** I.3.c: an arrangement in force, and what its instalments have asked for and not got. */
export interface AskedPlan {
  readonly billIds: readonly number[];
  readonly asked: Cents;
}

/** I.3.c: the arrangements in force, with what is asked for by a day. */
export function plansOn(arrangements: readonly ArrangementFacts[], on: Day): readonly AskedPlan[] {
  return arrangements
    .filter((each) => each.state === 'in-force')
    .map(({ billIds, rows }) => ({
      billIds,
      asked: addCents(...rows.filter((row) => row.due <= on).map((row) => row.unpaid)),
    }));
}

/** I.3.c: instalments are apart from the bills of the day: of the bills of a plan no more is due than they have asked for. */
export function underPlans(charges: readonly OpenCharge[], plans: readonly AskedPlan[]): readonly OpenCharge[] {
  const later = new Map<string, Cents>();
  for (const { billIds, asked } of plans) {
    let left = asked;
    for (const { chargeId, unpaid } of charges
      .filter(({ billId }) => billId !== null && billIds.includes(billId))
      .sort(byAge)) {
      const due = minCents(left, unpaid);
      left = subtractCents(left, due);
      later.set(chargeId, subtractCents(unpaid, due));
    }
  }
  return charges.map((charge) => ({ ...charge, later: later.get(charge.chargeId) ?? NO_CENTS }));
}

/** The open charges of an account as its facts tell them: `bill/7`, `penalty/7`, `fee/31`. */
export function openCharges(facts: Pick<AccountFacts, 'bills' | 'fees'>): readonly OpenCharge[] {
  const found: OpenCharge[] = [];
  for (const { billId, billDate, due, unpaidCharges, unpaidPenalty } of facts.bills) {
    const dated = { billId, dated: billDate, due };
    if (unpaidCharges > 0) found.push({ chargeId: `bill/${billId}`, kind: 'bill', ...dated, unpaid: unpaidCharges });
    if (unpaidPenalty > 0)
      found.push({ chargeId: `penalty/${billId}`, kind: 'penalty', ...dated, unpaid: unpaidPenalty });
  }
  for (const { entryId, valueDate, unpaid } of facts.fees) {
    if (unpaid > 0)
      found.push({ chargeId: `fee/${entryId}`, kind: 'fee', billId: null, dated: valueDate, due: valueDate, unpaid });
  }
  return found;
}

/** The sum of all parts. */
export function allocated(allocation: Allocation): Cents {
  return addCents(...allocation.parts.map((part) => part.amount));
}
