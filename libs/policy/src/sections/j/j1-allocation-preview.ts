import { allocate, openCharges, plansOn, underPlans } from '../../money/allocate.ts';
import { NO_CENTS, addCents, minCents, subtractCents } from '../../money/money.ts';
import { chargesForAnyTender, debtByCharge } from '../k/k1-returned-payments.ts';
import { isGoodFunds } from './j7-cash-only.ts';
import type { AccountFacts, FeeKind } from '../../facts/facts.ts';
import type { Allocation, AllocationPart, AskedPlan, OpenCharge } from '../../money/allocate.ts';
import type { Cents, Day } from '../../units.ts';
import type { Purpose, Tender } from './j1-payments.ts';

/** What is asked of a charge to know whether a payment is meant for it; `owed` is what only good funds may pay (K.5). */
interface Named {
  readonly charge: OpenCharge;
  readonly fee: FeeKind | null;
  readonly owed: Cents;
}

/** How much of a charge a payment is meant for. */
type Meant = (named: Named) => Cents;

const whole =
  (named: (each: Named) => boolean): Meant =>
  (each) =>
    named(each) ? each.charge.unpaid : NO_CENTS;

const MEANT_FOR: Readonly<Record<Purpose, Meant>> = {
  bill: whole(({ charge, owed }) => charge.kind !== 'fee' && owed === 0),
  // K.2: the check and its fee, and not what else is open of the bill that the check had paid a part of.
  nsf: ({ charge, fee, owed }) => (owed === 0 && fee === 'nsf-fee' ? charge.unpaid : owed),
  reconnection: whole(({ fee }) => fee === 'reconnection-fee' || fee === 'after-hours-reconnection-fee'),
  deposit: whole(({ fee }) => fee === 'deposit'),
};

/** One part a charge. */
function joined(parts: readonly AllocationPart[]): readonly AllocationPart[] {
  const byCharge = new Map<string, Cents>();
  for (const { chargeId, amount } of parts)
    byCharge.set(chargeId, addCents(byCharge.get(chargeId) ?? NO_CENTS, amount));
  return [...byCharge].map(([chargeId, amount]) => ({ chargeId, amount }));
}

/** I.3.c: what a plan still asks for by now once some of its bills were paid. */
function paidOff(
  plans: readonly AskedPlan[],
  charges: readonly OpenCharge[],
  parts: readonly AllocationPart[],
): AskedPlan[] {
  const bills = new Map(charges.map(({ chargeId, billId }) => [chargeId, billId]));
  return plans.map(({ billIds, asked }) => {
    const paid = parts.filter(({ chargeId }) => billIds.includes(bills.get(chargeId) ?? Number.NaN));
    return { billIds, asked: subtractCents(asked, minCents(asked, addCents(...paid.map(({ amount }) => amount)))) };
  });
}

/**
 * Reading 9, "unless the payer directs otherwise": where a payment of today would fall, charge by charge: on what the
 * payer names first, then in the policy's order, what an arrangement has put off last (I.3.c). What a returned payment left is
 * paid by good funds only (K.5).
 */
export function whereItFalls(
  facts: Pick<AccountFacts, 'bills' | 'fees' | 'returns' | 'arrangements'>,
  paid: { readonly tender: Tender; readonly amount: Cents; readonly purpose: Purpose | null },
  today: Day,
): Allocation {
  const debt = debtByCharge(facts);
  const all = openCharges(facts);
  const open = isGoodFunds(paid.tender) ? all : chargesForAnyTender(all, debt);
  const plans = plansOn(facts.arrangements, today);
  if (paid.purpose === null) return allocate(paid.amount, underPlans(open, plans), today);
  const meant = MEANT_FOR[paid.purpose];
  const fees = new Map(facts.fees.map((each) => [`fee/${each.entryId}`, each.kind]));
  const named = open.map((charge) => {
    const fee = fees.get(charge.chargeId) ?? null;
    const owed = debt.get(charge.chargeId) ?? NO_CENTS;
    return { ...charge, unpaid: minCents(charge.unpaid, meant({ charge, fee, owed })) };
  });
  const first = allocate(paid.amount, underPlans(named, plans), today);
  const taken = new Map(first.parts.map((part) => [part.chargeId, part.amount]));
  const left = open.map((charge) => ({
    ...charge,
    unpaid: subtractCents(charge.unpaid, taken.get(charge.chargeId) ?? NO_CENTS),
  }));
  const rest = allocate(first.left, underPlans(left, paidOff(plans, open, first.parts)), today);
  return { parts: joined([...first.parts, ...rest.parts]), left: rest.left };
}
