import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { NO_CENTS, addCents } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { AccountChange } from '../../reconcile/change-accounts.ts';
import { loadAccounts } from '../../facts/account-facts.ts';
import { Invalid, NotFound, Refused } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { mustBe } from '../../records/requests/roles.ts';
import type { BatchItem, BatchKind } from '../../records/batches/batch.ts';
import { UNDO } from './undo-item.ts';

/** What an undoing did, and what it could not. */
export interface UndoResult {
  readonly count: number;
  readonly amount: Cents;
  /** What stands, because it is past undoing. */
  readonly left: readonly { readonly accountId: number; readonly says: string }[];
}

interface Kept {
  id: number;
  kind: BatchKind;
  day: Day;
  undoneAt: Instant | null;
  undone: UndoResult | null;
}

const CLAUSES: Readonly<Partial<Record<BatchKind, ClauseId>>> = {
  penalties: 'C.1',
  notices: 'E.2.a',
  'turn-off-list': 'E.1',
  'bill-run': 'B.1',
  refunds: 'A.5',
};

async function undoItems(change: AccountChange, batch: Kept): Promise<UndoResult> {
  const { tx, actor, now } = change;
  const items = await rows<BatchItem>(
    tx,
    `SELECT kind, ref_id AS "refId", account_id AS "accountId", amount FROM batch_item WHERE batch_id = $1
     ORDER BY account_id, kind, ref_id`,
    [batch.id],
  );
  const ids = [...new Set(items.map((item) => item.accountId))];
  // All accounts are locked before anything is written, in the order in which everybody locks them.
  await change.touch(...ids);
  const cases = new Map(
    (await loadAccounts(tx, ids, now, { lock: false })).map((account) => [account.accountId, account]),
  );
  const left: { accountId: number; says: string }[] = [];
  let count = 0;
  let amount: Cents = NO_CENTS;
  for (const item of items) {
    const account = cases.get(item.accountId);
    const undo = UNDO[item.kind];
    if (!account || !undo) throw new Error(`A ${item.kind} of a batch cannot be undone.`);
    const says = await undo({ tx, it: account, item, batch, actor, now });
    if (says === null) {
      count += 1;
      amount = addCents(amount, item.amount);
    } else left.push({ accountId: item.accountId, says });
  }
  return { count, amount, left };
}

/**
 * Undoes a whole batch by reversal: late charges and bills are credited, notices count for nothing, turn-offs are called off. What was undone
 * does not come again by itself, except that a list is built anew the next evening from what is still owed. Asked twice it
 * answers as before.
 */
export async function undoBatch(
  source: DataSource,
  batchId: number,
  why: string,
  actor: Actor,
  now: Instant,
): Promise<UndoResult> {
  mustBe(actor, ['finance', 'asst-director-finance', 'admin'], 'Z.4', 'Finance undoes a batch.');
  if (why.trim() === '') throw new Invalid('why', 'Say why, so that it can be read to a customer.');
  return changeAccounts(source, { accountIds: [], actor, now }, async (change) => {
    const { tx } = change;
    const batch = await row<Kept>(
      tx,
      `SELECT id, kind, day, undone_at AS "undoneAt", summary->'undone' AS undone FROM batch
       WHERE id = $1 FOR NO KEY UPDATE`,
      [batchId],
    );
    if (!batch) throw new NotFound('There is no such batch.');
    if (batch.undoneAt !== null && batch.undone !== null) return batch.undone;
    const clause = CLAUSES[batch.kind];
    if (clause === undefined) throw new Refused('A batch of this kind is not undone as a whole.');
    const undone = await undoItems(change, batch);
    await tx.query(
      `UPDATE batch SET undone_at = $2, undone_by = $3, undone_why = $4, summary = summary || jsonb_build_object('undone', $5::jsonb)
       WHERE id = $1`,
      [batchId, sqlInstant(now), JSON.stringify(actor), why, JSON.stringify(undone)],
    );
    const { count, amount } = undone;
    const facts = { batchId, kind: batch.kind, count, amount };
    await append(tx, [{ event: 'batch.undone', facts, at: now, actor, clause, accountId: null }]);
    return undone;
  });
}
