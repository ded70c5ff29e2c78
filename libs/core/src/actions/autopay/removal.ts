import type { AccountFacts, PolicyParameters } from '@curbstop/policy';
import { dayOf, debitState, writtenLanguages } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { clearFlags, setFlag } from '../../records/flags/account-flags.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';

/** K.9.a: ends a bank debit, and tells the customer. Nothing happens where there is none. */
export async function removeDebit(change: Change, facts: AccountFacts, policy: PolicyParameters): Promise<boolean> {
  const { tx, now } = change;
  const state = debitState(facts);
  if (state !== 'active' && state !== 'pending') return false;
  const { accountId } = facts;
  const kind = state === 'active' ? 'ach-active' : 'ach-pending';
  const why = 'The bank debit was removed.';
  await clearFlags(change, { accountId, kind, clause: 'K.9.a', why });
  const flagId = await setFlag(change, { accountId, kind: 'ach-removed', clause: 'K.9.a', why });
  const letters = await mailNotices(change, [
    {
      accountId,
      kind: 'nsf',
      clause: 'K.9.a',
      billIds: [],
      languages: writtenLanguages(policy),
      amount: null,
      payBy: null,
      mailedOn: dayOf(now, policy.timeZone),
      actKey: `ach-removed/${flagId}`,
    },
  ]);
  await append(tx, letters);
  return true;
}
