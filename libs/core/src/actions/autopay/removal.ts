import type { Actor } from '@curbstop/contracts';
import type { AccountFacts, Instant, Terms } from '@curbstop/policy';
import { dayOf, debitState, writtenLanguages } from '@curbstop/policy';
import type { Tx } from '../../db/tx.ts';
import { clearFlags, setFlag } from '../../records/flags/account-flags.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';

/** K.9.a: ends a bank debit, and tells the customer. Nothing happens where there is none. */
export async function removeDebit(
  tx: Tx,
  facts: AccountFacts,
  terms: Terms,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const state = debitState(facts);
  if (state !== 'active' && state !== 'pending') return false;
  const { accountId } = facts;
  const kind = state === 'active' ? 'ach-active' : 'ach-pending';
  const why = 'The bank debit was removed.';
  await clearFlags(tx, { accountId, kind, clause: 'K.9.a', why }, actor, now);
  const flagId = await setFlag(tx, { accountId, kind: 'ach-removed', clause: 'K.9.a', why }, actor, now);
  const letters = await mailNotices(
    tx,
    [
      {
        accountId,
        kind: 'nsf',
        clause: 'K.9.a',
        billIds: [],
        languages: writtenLanguages(terms),
        amount: null,
        payBy: null,
        mailedOn: dayOf(now, terms.timeZone),
        actKey: `ach-removed/${flagId}`,
      },
    ],
    actor,
    now,
  );
  await append(tx, letters);
  return true;
}
