import type { Cents } from '@curbstop/policy';
import { cents, dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { append } from '../../journal/append.ts';
import { postEntries } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** I.4.b: the fee of the schedule; null when there is none. */
export async function chargeFee(change: Change, account: AccountSnapshot, fee: Cents): Promise<number | null> {
  const { tx, actor, now } = change;
  if (fee === 0) return null;
  const { accountId } = account;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  const posted = { accountId, valueDate, clause: 'I.4.b' as const, billId: null, paymentId: null, actKey: null };
  const [entryId] = await postEntries(tx, [{ ...posted, kind: 'arrangement-fee', amount: fee }], now);
  if (entryId === undefined) throw new Error(`The fee of account ${accountId} was not charged.`);
  const facts = { entryId, billId: null, kind: 'arrangement-fee', amount: fee, valueDate };
  await append(tx, [{ event: 'charge.posted', facts, at: now, actor, clause: 'I.4.b', accountId }]);
  return entryId;
}

/** I.5: the reduction is credited on signing, on the bills it is for. */
export async function creditReduction(
  change: Change,
  account: AccountSnapshot,
  billIds: readonly number[],
  reduction: Cents,
): Promise<void> {
  const { tx, actor, now } = change;
  if (reduction === 0) return;
  const { accountId } = account;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  const billId = billIds[0] ?? null;
  const amount = cents(-reduction);
  const posted = { accountId, valueDate, clause: 'I.5' as const, billId, paymentId: null, actKey: null };
  const [entryId] = await postEntries(tx, [{ ...posted, kind: 'reduction', amount }], now);
  if (entryId === undefined) throw new Error(`The reduction of account ${accountId} was not credited.`);
  const first = (charge: { readonly billId: number | null }) =>
    charge.billId !== null && billIds.includes(charge.billId);
  await allocateCredits(tx, [accountId], valueDate, { creditId: entryId, first });
  const facts = { entryId, billId, kind: 'reduction', amount };
  await append(tx, [{ event: 'credit.posted', facts, at: now, actor, clause: 'I.5', accountId }]);
}
