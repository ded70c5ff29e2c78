import { addDays } from '../../calendar/days.ts';
import type { BillFacts, CustomerClass } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day } from '../../units.ts';

/**
 * Z.1: a bill is judged by the version of the policy in force on its bill date. Office hours, holidays
 * and the close window are of today in any case; they are taken from `policy` itself.
 */
export function policyOfBill(bill: Pick<BillFacts, 'policyVersion'>, policy: PolicyParameters): PolicyParameters {
  if (bill.policyVersion === policy.version) return policy;
  return policy.superseded?.find((version) => version.version === bill.policyVersion) ?? policy;
}

/** Delinquency counts from here: the bill date, or the due date in a city that reads the law strictly (reading 66). */
export function anchorOf(
  bill: Pick<BillFacts, 'billDate' | 'due'>,
  policy: Pick<PolicyParameters, 'delinquencyAnchor'>,
): Day {
  return policy.delinquencyAnchor === 'bill-date' ? bill.billDate : bill.due;
}

/**
 * Z.2, HSC 116908(a)(1)(A): residential service stays on until at least 60 days of delinquency, whatever
 * the city writes into its policy. Returns the last day of that time, or null where the statute does not apply
 * (Z.8: the floor is residential only).
 */
export function statutoryFloor(
  bill: Pick<BillFacts, 'billDate' | 'due' | 'policyVersion'>,
  customerClass: CustomerClass,
  policy: PolicyParameters,
): Day | null {
  if (!hasResidentialProtections(customerClass)) return null;
  const own = policyOfBill(bill, policy);
  return addDays(anchorOf(bill, own), own.statutoryFloorDays);
}

/** Reading 66: the date the law gives when it is read strictly, 60 days after the due date. Shown beside the case. */
export function strictFloor(bill: Pick<BillFacts, 'due'>, policy: Pick<PolicyParameters, 'statutoryFloorDays'>): Day {
  return addDays(bill.due, policy.statutoryFloorDays);
}

/** Roles that the opening of the policy names. */
export type OpeningRole = 'admin-services-director' | 'asst-director-finance';

/** Z.3: the Administrative Services Director answers for fair service, and may so decide an appeal of the second level (H.4.a). */
export function answersForService(role: string): boolean {
  const answers: OpeningRole = 'admin-services-director';
  return role === answers;
}

/** Z.4: the Assistant Director of Finance runs billing, and alone lifts what D.8 and J.7.a set. */
export function runsBilling(role: string): boolean {
  const runs: OpeningRole = 'asst-director-finance';
  return role === runs;
}

/** Z.8: every water account follows the same dates; the statute's time and the conditions of G are for residential ones only. */
export function hasResidentialProtections(customerClass: CustomerClass): boolean {
  return customerClass === 'residential';
}
