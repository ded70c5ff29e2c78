import { addCents, minCents, subtractCents } from './money.ts';
import { isPastDue } from './balance.ts';
import type { AccountFacts } from './facts.ts';
import type { Cents, Day } from './units.ts';

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
  const rank = rankOf(a, on) - rankOf(b, on);
  if (rank !== 0) return rank;
  if (a.dated !== b.dated) return a.dated < b.dated ? -1 : 1;
  if (a.billId !== b.billId) return (a.billId ?? 0) - (b.billId ?? 0);
  if (a.kind !== b.kind) return a.kind === 'bill' ? -1 : 1;
  return a.chargeId < b.chargeId ? -1 : a.chargeId > b.chargeId ? 1 : 0;
}

/**
 * Settled point 1: a payment falls on past-due bills, oldest first, each with its penalty; then on fees, oldest first;
 * then on bills not yet due. `on` is the payment's effective date. No cent is made or lost: parts and left add up to `amount`.
 */
export function allocate(amount: Cents, charges: readonly OpenCharge[], on: Day): Allocation {
  if (amount < 0) throw new RangeError('A payment is zero or more.');
  const parts: AllocationPart[] = [];
  let left = amount;
  for (const charge of charges.filter((each) => each.unpaid > 0).sort((a, b) => compare(a, b, on))) {
    if (left === 0) break;
    const part = minCents(left, charge.unpaid);
    parts.push({ chargeId: charge.chargeId, amount: part });
    left = subtractCents(left, part);
  }
  return { parts, left };
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
