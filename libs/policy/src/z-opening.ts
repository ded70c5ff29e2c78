import { addDays } from './days.ts';
import type { BillFacts, CustomerClass } from './facts.ts';
import type { Terms } from './terms.ts';
import type { Day } from './units.ts';

/**
 * Z.1: a bill is judged by the version of the policy in force on its bill date. Office hours, holidays
 * and the close window are of today in any case; they are taken from `terms` itself.
 */
export function termsOfBill(bill: Pick<BillFacts, 'policyVersion'>, terms: Terms): Terms {
  if (bill.policyVersion === terms.version) return terms;
  return terms.superseded?.find((version) => version.version === bill.policyVersion) ?? terms;
}

/** Delinquency counts from here: the bill date, or the due date in a city that reads the law strictly (decision 1). */
export function anchorOf(bill: Pick<BillFacts, 'billDate' | 'due'>, terms: Pick<Terms, 'delinquencyAnchor'>): Day {
  return terms.delinquencyAnchor === 'bill-date' ? bill.billDate : bill.due;
}

/**
 * Z.2, HSC 116908(a)(1)(A): residential service stays on until at least 60 days of delinquency, whatever
 * the city writes into its policy. Returns the last day of that time, or null where the statute does not apply
 * (Z.8: the floor is residential only).
 */
export function statutoryFloor(
  bill: Pick<BillFacts, 'billDate' | 'due' | 'policyVersion'>,
  customerClass: CustomerClass,
  terms: Terms,
): Day | null {
  if (customerClass !== 'residential') return null;
  const own = termsOfBill(bill, terms);
  return addDays(anchorOf(bill, own), own.statutoryFloorDays);
}

/** Decision 1: the date the law gives when it is read strictly, 60 days after the due date. Shown beside the case. */
export function strictFloor(bill: Pick<BillFacts, 'due'>, terms: Pick<Terms, 'statutoryFloorDays'>): Day {
  return addDays(bill.due, terms.statutoryFloorDays);
}

/** Z.2: a policy with a shorter residential time than the statute's is refused, with this sentence; null when it is lawful. */
export function floorRefusal(terms: Pick<Terms, 'shutoffDay' | 'statutoryFloorDays'>): string | null {
  if (terms.shutoffDay >= terms.statutoryFloorDays) return null;
  return `Day ${terms.shutoffDay} is too early. The residential minimum is ${terms.statutoryFloorDays} days (HSC 116908).`;
}
