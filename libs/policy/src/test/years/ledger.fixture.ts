import { allocate, underPlans } from '../../money/allocate.ts';
import { cents, minCents } from '../../money/money.ts';
import type { FeeKind } from '../../facts/facts.ts';
import type { AskedPlan } from '../../money/allocate.ts';
import type { Cents, Day, Instant } from '../../units.ts';

export interface Part {
  readonly credit: Credit;
  readonly charge: Charge;
  amount: number;
}

export interface Charge {
  readonly id: number;
  readonly kind: 'bill' | 'penalty' | 'fee' | 'refund';
  readonly fee: FeeKind | null;
  readonly billId: number | null;
  readonly amount: Cents;
  /** The day it counts from, the age it is paid by, and its due date. */
  readonly day: Day;
  readonly dated: Day;
  readonly due: Day;
  readonly at: Instant;
  readonly parts: Part[];
}

export type CreditKind =
  'payment' | 'penalty-waiver' | 'penalty-reversal' | 'reduction' | 'overcharge' | 'bill-replaced';

export interface Credit {
  readonly id: number;
  readonly kind: CreditKind;
  readonly billId: number | null;
  readonly amount: Cents;
  readonly day: Day;
  /** K.5: false for checks and transfers. */
  readonly good: boolean;
  reversed: boolean;
  readonly parts: Part[];
}

/** K.5: what only good funds may pay of a charge. */
export type Reserved = (charge: Charge) => number;

const sumOf = (parts: readonly Part[]): number => {
  let sum = 0;
  for (const part of parts) sum += part.amount;
  return sum;
};

export const unpaidOf = (charge: Charge): Cents => cents(charge.amount - sumOf(charge.parts));
export const leftOf = (credit: Credit): Cents => cents(credit.reversed ? 0 : credit.amount - sumOf(credit.parts));

/** An account's ledger on paper: charges, credits and which part of a credit pays which charge. Lines are only ever added. */
export class PaperLedger {
  readonly charges: Charge[] = [];
  readonly credits: Credit[] = [];
  /** H.5: bills that are off the books: a corrected invoice stands in their place. */
  readonly replaced = new Set<number>();
  /** Every line that was ever posted, signed. */
  readonly lines: number[] = [];

  get lastId(): number {
    return this.lines.length;
  }

  charge(charge: Omit<Charge, 'id' | 'parts'>): Charge {
    this.lines.push(charge.amount);
    const made: Charge = { ...charge, id: this.lines.length, parts: [] };
    this.charges.push(made);
    return made;
  }

  credit(credit: Omit<Credit, 'id' | 'parts' | 'reversed'>): Credit {
    this.lines.push(-credit.amount);
    const made: Credit = { ...credit, id: this.lines.length, reversed: false, parts: [] };
    this.credits.push(made);
    return made;
  }

  /** K.1: whether a charge, once a returned payment opens it again, is a debt of its own: its bill is gone, or it was a refund. */
  standsAlone(charge: Charge): boolean {
    return charge.kind === 'refund' || (charge.billId !== null && this.replaced.has(charge.billId));
  }

  /** Takes a payment off the books; what it had paid is open again. */
  reverse(credit: Credit): readonly Part[] {
    const freed = credit.parts.splice(0);
    for (const part of freed) part.charge.parts.splice(part.charge.parts.indexOf(part), 1);
    credit.reversed = true;
    this.lines.push(credit.amount);
    return freed;
  }

  pay(credit: Credit, charge: Charge, amount: number): void {
    if (amount <= 0) return;
    const known = credit.parts.find((part) => part.charge === charge);
    if (known) {
      known.amount += amount;
      return;
    }
    const part = { credit, charge, amount };
    credit.parts.push(part);
    charge.parts.push(part);
  }

  /** Lays a credit on charges in their order, as far as it goes. */
  direct(credit: Credit, charges: readonly Charge[]): void {
    for (const charge of charges) this.pay(credit, charge, minCents(leftOf(credit), unpaidOf(charge)));
  }

  /** Lays every credit that is left on what is open, in the policy's order; a directed one first on what it is meant for. */
  settle(
    today: Day,
    reserved: Reserved,
    plans: readonly AskedPlan[],
    directed?: { readonly credit: Credit; readonly first: (charge: Charge) => boolean },
  ): void {
    for (const credit of this.credits) {
      if (leftOf(credit) === 0) continue;
      if (directed?.credit === credit) this.lay(credit, this.charges.filter(directed.first), today, reserved, plans);
      this.lay(credit, this.charges, today, reserved, plans);
    }
  }

  private lay(
    credit: Credit,
    charges: readonly Charge[],
    today: Day,
    reserved: Reserved,
    plans: readonly AskedPlan[],
  ): void {
    const left = leftOf(credit);
    if (left === 0) return;
    const offered = new Map<string, Charge>();
    const open = [];
    for (const charge of charges) {
      const unpaid = unpaidOf(charge);
      if (unpaid === 0) continue;
      const free = credit.good ? unpaid : cents(Math.max(0, unpaid - reserved(charge)));
      const chargeId = String(charge.id);
      offered.set(chargeId, charge);
      const alone = this.standsAlone(charge);
      const dated = alone ? { dated: charge.day, due: charge.day } : { dated: charge.dated, due: charge.due };
      const kind = alone || charge.kind === 'refund' ? 'fee' : charge.kind;
      open.push({ chargeId, kind, billId: alone ? null : charge.billId, ...dated, unpaid: free });
    }
    for (const { chargeId, amount } of allocate(left, underPlans(open, plans), today).parts) {
      const charge = offered.get(chargeId);
      if (charge) this.pay(credit, charge, amount);
    }
  }
}
