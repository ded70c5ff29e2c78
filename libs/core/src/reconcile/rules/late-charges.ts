import { penaltyTooMuch } from '@curbstop/policy';
import type { ReconcileRule } from './rule.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { creditLateCharge } from '../late-charges/credit-late-charge.ts';
import { unpaidByEffectiveDate } from '../late-charges/late-posted.ts';
import { waiveForLowIncome } from '../late-charges/waive.ts';

/** C.1, C.1.b: a late charge that a payment of an earlier date has undone is taken back; one that evidence waives is waived. */
export const reconcileLateCharges: ReconcileRule = async (tx, { it: account, cause }, now) => {
  const policy = policyAt(account.profile, now);
  let changed = false;
  const charged = account.facts.bills.filter((bill) => bill.penalty > 0);
  for (const bill of await unpaidByEffectiveDate(tx, charged)) {
    const amount = penaltyTooMuch(bill, account.facts, policy);
    if (amount === 0) continue;
    const credit = {
      kind: 'penalty-reversal' as const,
      billId: bill.billId,
      amount,
      clause: 'C.1' as const,
      actKey: null,
    };
    await creditLateCharge({ tx, actor: cause.actor, now }, account, credit);
    changed = true;
  }
  // With a charge taken back the facts are old; what may be waived is asked of the new ones.
  if (changed) return true;
  return waiveForLowIncome({ tx, actor: cause.actor, now }, account);
};
