import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import { dayOf, mayRefund } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { addToBatch } from '../../records/batches/batch.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { postEntry } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';

/** The kind of the task that lists a credit too small to be sent by itself. */
export const UNCLAIMED_TASK = 'unclaimed-credit';

/** A.2.d, A.5: takes a credit off a closed account and puts its check into the refund run of the day. The account is locked. */
export async function makeRefund(
  change: Change,
  account: AccountSnapshot,
  refund: { readonly amount: Cents; readonly clause: ClauseId; readonly actKey: string },
): Promise<number> {
  const { tx, actor, now } = change;
  const { accountId } = account;
  const { amount, clause, actKey } = refund;
  const day = dayOf(now, policyAt(account.profile, now).timeZone);
  const entry = { accountId, kind: 'refund' as const, amount, valueDate: day, clause, actKey };
  const entryId = await postEntry(change, { ...entry, billId: null, paymentId: null });
  await allocateCredits(tx, [accountId], day);
  const facts = { refundId: entryId, amount, due: day };
  await append(tx, [{ event: 'refund.due', facts, at: now, actor, clause, accountId }]);
  await addToBatch(tx, { kind: 'refunds', day, items: [{ kind: 'refund', refId: entryId, accountId, amount }] }, now);
  await closeTasks(change, { accountId, kind: UNCLAIMED_TASK, outcome: 'The credit was sent.' });
  return entryId;
}

/** A.5: a customer asks for a credit that is not sent by itself. The same key again sends nothing twice. */
export async function requestRefund(
  source: DataSource,
  input: { readonly accountId: number; readonly idempotencyKey: string },
  actor: Actor,
  now: Instant,
): Promise<Cents> {
  const { accountId } = input;
  const actKey = `refund/${input.idempotencyKey}`;
  const before = async (tx: Tx): Promise<Cents | null> => {
    const sent = await row<{ amount: Cents }>(
      tx,
      'SELECT amount FROM ledger_entry WHERE act_key = $1 AND account_id = $2',
      [actKey, accountId],
    );
    return sent?.amount ?? null;
  };
  const asked = { request: 'request-refund', accountIds: [accountId], actor, now, before };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const answer = mayRefund(account.facts);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept('A.5', answer.says);
    await tx.query('UPDATE closing SET refund_stopped = false WHERE account_id = $1', [accountId]);
    await makeRefund(change, account, { amount: answer.amount, clause: 'A.5', actKey });
    return answer.amount;
  });
}
