import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { NO_CENTS, addCents } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { followThrough } from '../accounts/consequences.ts';
import { loadCases } from '../accounts/facts.ts';
import type { Case } from '../accounts/facts.ts';
import { Invalid, NotFound, Refused } from '../db/errors.ts';
import { inTransaction, row, rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from '../journal/append.ts';
import { cancelOrder } from '../orders/cancel.ts';
import { lockOrder } from '../orders/move.ts';
import { isOpen } from '@curbstop/work-orders';
import { mustBe } from '../requests/roles.ts';
import { creditPenalty } from '../waivers/credit.ts';
import type { BatchItem, BatchKind } from './batch.ts';

/** What an undoing did, and what it could not. */
export interface Undone {
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
  undone: Undone | null;
}

const CLAUSES: Readonly<Partial<Record<BatchKind, ClauseId>>> = {
  penalties: 'C.1',
  notices: 'E.2.a',
  'turn-off-list': 'E.1',
};

/** Accounts followed through in one statement a table. */
const PAGE = 500;

interface Work {
  readonly tx: Tx;
  readonly it: Case;
  readonly item: BatchItem;
  readonly batch: Kept;
  readonly actor: Actor;
  readonly now: Instant;
}

/** C.1: the charge is credited with what is left of it after earlier waivers and reversals. */
async function undoCharge({ tx, it, item, batch, actor, now }: Work): Promise<string | null> {
  const charge = await row<{ billId: number; amount: Cents }>(
    tx,
    `SELECT e.bill_id AS "billId", (e.amount + coalesce((SELECT sum(c.amount) FROM ledger_entry c
       WHERE c.bill_id = e.bill_id AND c.kind IN ('penalty-waiver', 'penalty-reversal')), 0))::bigint AS amount
     FROM ledger_entry e WHERE e.id = $1`,
    [item.refId],
  );
  if (!charge || charge.amount <= 0) return 'The late charge was taken back already.';
  const actKey = `undo/${batch.id}/charge-${item.refId}`;
  const credit = {
    kind: 'penalty-reversal' as const,
    billId: charge.billId,
    amount: charge.amount,
    clause: 'C.1' as const,
  };
  await creditPenalty(tx, it, { ...credit, actKey }, actor, now);
  return null;
}

/** The notice counts for nothing from now on; paper that is in the post is not called back. */
async function undoNotice({ tx, it, item, actor, now }: Work): Promise<string | null> {
  const [made] = (await tx.query(
    'UPDATE notice SET voided_at = $2 WHERE id = $1 AND voided_at IS NULL RETURNING kind, clause',
    [item.refId, sqlInstant(now)],
  )) as [{ kind: string; clause: ClauseId }[], number];
  const [notice] = made;
  if (!notice) return 'The notice was undone already.';
  const facts = { noticeId: item.refId, kind: notice.kind };
  const { accountId } = it;
  await append(tx, [{ event: 'notice.voided', facts, at: now, actor, clause: notice.clause, accountId }]);
  return null;
}

async function undoOrder({ tx, item, batch, actor, now }: Work): Promise<string | null> {
  const order = await lockOrder(tx, item.refId);
  if (!isOpen(order.state)) return `Order ${order.number} is ${order.state.replaceAll('-', ' ')}.`;
  const says = `The turn-off list of ${batch.day} was undone.`;
  await cancelOrder(tx, order, { says, clauses: [order.clause], paid: null }, actor, now);
  return null;
}

const UNDO: Readonly<Partial<Record<BatchItem['kind'], (work: Work) => Promise<string | null>>>> = {
  charge: undoCharge,
  notice: undoNotice,
  order: undoOrder,
};

async function undoItems(tx: Tx, batch: Kept, actor: Actor, now: Instant): Promise<Undone> {
  const items = await rows<BatchItem>(
    tx,
    `SELECT kind, ref_id AS "refId", account_id AS "accountId", amount FROM batch_item WHERE batch_id = $1
     ORDER BY account_id, kind, ref_id`,
    [batch.id],
  );
  const ids = [...new Set(items.map((item) => item.accountId))];
  // All accounts are locked before anything is written, in the order in which everybody locks them.
  const cases = new Map((await loadCases(tx, ids, now, { lock: true })).map((it) => [it.accountId, it]));
  const left: { accountId: number; says: string }[] = [];
  let count = 0;
  let amount: Cents = NO_CENTS;
  for (const item of items) {
    const it = cases.get(item.accountId);
    const undo = UNDO[item.kind];
    if (!it || !undo) throw new Error(`A ${item.kind} of a batch cannot be undone.`);
    const says = await undo({ tx, it, item, batch, actor, now });
    if (says === null) {
      count += 1;
      amount = addCents(amount, item.amount);
    } else left.push({ accountId: item.accountId, says });
  }
  for (let from = 0; from < ids.length; from += PAGE)
    await followThrough(tx, ids.slice(from, from + PAGE), { actor }, now);
  return { count, amount, left };
}

/**
 * Undoes a whole batch by reversal: late charges are credited, notices count for nothing, turn-offs are called off. What was undone
 * does not come again by itself, except that a list is built anew the next evening from what is still owed. Asked twice it
 * answers as before.
 */
export async function undoBatch(
  source: DataSource,
  batchId: number,
  why: string,
  actor: Actor,
  now: Instant,
): Promise<Undone> {
  mustBe(actor, ['finance', 'asst-director-finance', 'admin'], 'Z.4', 'Finance undoes a batch.');
  if (why.trim() === '') throw new Invalid('why', 'Say why, so that it can be read to a customer.');
  return inTransaction(source, async (tx) => {
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
    const undone = await undoItems(tx, batch, actor, now);
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
