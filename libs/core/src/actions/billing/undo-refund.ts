import type { Cents, ClauseId } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { postCredit } from '../../records/ledger/post.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/**
 * A refund is taken back: the customer has the credit again, and the next refund waits until somebody asks for it. Returns why it
 * cannot be; null when it was done.
 */
export async function undoRefund(change: Change, account: AccountSnapshot, entryId: number): Promise<string | null> {
  const { tx, now } = change;
  const { accountId } = account;
  const refund = await row<{ amount: Cents; clause: ClauseId }>(
    tx,
    `SELECT e.amount, e.clause FROM ledger_entry e WHERE e.id = $1 AND e.kind = 'refund'
       AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id)`,
    [entryId],
  );
  if (!refund) return 'The refund was taken back already.';
  const { amount, clause } = refund;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  await postCredit(change, { accountId, kind: 'reversal', amount, valueDate, clause, reversesId: entryId });
  await tx.query('UPDATE closing SET refund_stopped = true WHERE account_id = $1', [accountId]);
  return null;
}
