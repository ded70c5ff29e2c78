import { policyOfBill } from '../sections/z/z-opening.ts';
import { residueOf } from './balance.ts';
import { addCents } from './money.ts';
import type { AccountFacts, BillFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Cents } from '../units.ts';

/** Reading 10: a debt that nothing is noticed, listed or closed for. It stays owed. */
export function isSmall(amount: Cents, policy: Pick<PolicyParameters, 'smallestDebt'>): boolean {
  return amount < policy.smallestDebt;
}

/**
 * The unpaid bills that something is done for, oldest first: with what is unpaid of the older ones they come to the smallest
 * debt that the city acts on. A small rest of one bill waits until the next one is unpaid too.
 */
export function actedOnBills(facts: Pick<AccountFacts, 'bills'>, policy: PolicyParameters): readonly BillFacts[] {
  const unpaid = facts.bills.filter((bill) => residueOf(bill) > 0);
  return unpaid.filter(
    (bill, nth) => !isSmall(addCents(...unpaid.slice(0, nth + 1).map(residueOf)), policyOfBill(bill, policy)),
  );
}
