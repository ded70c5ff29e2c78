import { dayOf, penaltyDay, penaltyTooLittle } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { postCharge } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { unpaidByEffectiveDate } from '../../reconcile/late-charges/late-posted.ts';

/**
 * Reading 15: a payment that came back was never made. Call it once the payment is reversed: where a late charge was taken
 * of what the payment had left unpaid, the rest of it is charged today. Where none was charged at all the clock does it, as for
 * every bill that is unpaid after its due date. The account must be locked.
 */
export async function reinstateLateCharge(change: Change, accountId: number): Promise<void> {
  const { tx, now } = change;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const policy = policyAt(account.profile, now);
  const charged = account.facts.bills.filter((bill) => bill.penalty > 0);
  for (const bill of await unpaidByEffectiveDate(tx, charged)) {
    const amount = penaltyTooLittle(bill, account.facts, policy);
    if (amount === 0) continue;
    const valueDate = penaltyDay(bill);
    await postCharge(change, { accountId, kind: 'penalty', amount, valueDate, clause: 'C.1', billId: bill.billId });
  }
  await allocateCredits(tx, [accountId], dayOf(now, policy.timeZone));
}
