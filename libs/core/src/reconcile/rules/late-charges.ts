import { penaltyTooMuch } from '@curbstop/policy';
import type { Follower } from './rule.ts';
import { termsAt } from '../../records/policy-versions/policy-in-force.ts';
import { creditPenalty } from '../late-charges/credit-late-charge.ts';
import { byEffectiveDates } from '../late-charges/late-posted.ts';
import { waiveForLowIncome } from '../late-charges/waive.ts';

/** C.1, C.1.b: a late charge that a payment of an earlier date has undone is taken back; one that evidence waives is waived. */
export const followPenalties: Follower = async (tx, { it, cause }, now) => {
  const terms = termsAt(it.profile, now);
  let changed = false;
  const charged = it.facts.bills.filter((bill) => bill.penalty > 0);
  for (const bill of await byEffectiveDates(tx, charged)) {
    const amount = penaltyTooMuch(bill, it.facts, terms);
    if (amount === 0) continue;
    const credit = {
      kind: 'penalty-reversal' as const,
      billId: bill.billId,
      amount,
      clause: 'C.1' as const,
      actKey: null,
    };
    await creditPenalty(tx, it, credit, cause.actor, now);
    changed = true;
  }
  // With a charge taken back the facts are old; what may be waived is asked of the new ones.
  if (changed) return true;
  return waiveForLowIncome(tx, it, cause.actor, now);
};
