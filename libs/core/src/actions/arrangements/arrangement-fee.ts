import type { Cents } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { postCharge, postCredit } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** I.4.b: the fee of the schedule; null when there is none. */
export async function chargeFee(change: Change, account: AccountSnapshot, fee: Cents): Promise<number | null> {
  const { now } = change;
  if (fee === 0) return null;
  const { accountId } = account;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  return postCharge(change, { accountId, kind: 'arrangement-fee', amount: fee, valueDate, clause: 'I.4.b' });
}

/** I.5: the reduction is credited on signing, on the bills it is for. */
export async function creditReduction(
  change: Change,
  account: AccountSnapshot,
  billIds: readonly number[],
  reduction: Cents,
): Promise<void> {
  const { tx, now } = change;
  if (reduction === 0) return;
  const { accountId } = account;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  const billId = billIds[0] ?? null;
  const credit = { accountId, kind: 'reduction', amount: reduction, valueDate, clause: 'I.5', billId } as const;
  const creditId = await postCredit(change, credit);
  const first = (charge: { readonly billId: number | null }) =>
    charge.billId !== null && billIds.includes(charge.billId);
  await allocateCredits(tx, [accountId], valueDate, { creditId, first });
}
