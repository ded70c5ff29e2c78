import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { isOpen } from '@curbstop/work-orders';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { creditBill } from '../billing/take-back-bill.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { lockOrder } from '../../records/orders/move.ts';
import { undoRefund } from '../billing/undo-refund.ts';
import { creditLateCharge } from '../../reconcile/late-charges/credit-late-charge.ts';
import type { BatchItem } from '../../records/batches/batch.ts';

/** One item of a batch that is undone; its account is locked. */
export interface Work {
  readonly tx: Tx;
  readonly it: AccountSnapshot;
  readonly item: BatchItem;
  readonly batch: { readonly id: number; readonly day: Day };
  readonly actor: Actor;
  readonly now: Instant;
}

/** C.1: the charge is credited with what is left of it after earlier waivers and reversals. */
async function undoCharge({ tx, it: account, item, batch, actor, now }: Work): Promise<string | null> {
  const charge = await row<{ billId: number | null; amount: Cents }>(
    tx,
    `SELECT e.bill_id AS "billId", (e.amount + coalesce((SELECT sum(c.amount) FROM ledger_entry c
       WHERE c.bill_id = e.bill_id AND c.kind IN ('penalty-waiver', 'penalty-reversal')), 0))::bigint AS amount
     FROM ledger_entry e WHERE e.id = $1`,
    [item.refId],
  );
  if (!charge || charge.amount <= 0) return 'The late charge was taken back already.';
  if (charge.billId === null) throw new Error(`The late charge ${item.refId} is of no bill.`);
  const actKey = `undo/${batch.id}/charge-${item.refId}`;
  const credit = {
    kind: 'penalty-reversal' as const,
    billId: charge.billId,
    amount: charge.amount,
    clause: 'C.1' as const,
  };
  await creditLateCharge({ tx, actor, now }, account, { ...credit, actKey });
  return null;
}

/** The notice counts for nothing from now on; paper that is in the post is not called back. */
async function undoNotice({ tx, it: account, item, actor, now }: Work): Promise<string | null> {
  const made = await rows<{ kind: string; clause: ClauseId }>(
    tx,
    'UPDATE notice SET voided_at = $2 WHERE id = $1 AND voided_at IS NULL RETURNING kind, clause',
    [item.refId, sqlInstant(now)],
  );
  const [notice] = made;
  if (!notice) return 'The notice was undone already.';
  const facts = { noticeId: item.refId, kind: notice.kind };
  const { accountId } = account;
  await append(tx, [{ event: 'notice.voided', facts, at: now, actor, clause: notice.clause, accountId }]);
  return null;
}

async function undoOrder({ tx, item, batch, actor, now }: Work): Promise<string | null> {
  const order = await lockOrder(tx, item.refId);
  if (!isOpen(order.state)) return `Order ${order.number} is ${order.state.replaceAll('-', ' ')}.`;
  const says = `The turn-off list of ${batch.day} was undone.`;
  await cancelOrder({ tx, actor, now }, order, { says, clauses: [order.clause], paid: null });
  return null;
}

/** B.1: the bill is credited whole, with what was charged on it. */
function undoBill({ tx, it: account, item, batch, actor, now }: Work): Promise<string | null> {
  const billId = item.refId;
  return creditBill({ tx, actor, now }, account, { billId, key: `undo/${batch.id}/bill-${billId}` });
}

/** Undoes an item; the answer is why it stands, or null when it is undone. */
export const UNDO: Readonly<Partial<Record<BatchItem['kind'], (work: Work) => Promise<string | null>>>> = {
  charge: undoCharge,
  notice: undoNotice,
  order: undoOrder,
  bill: undoBill,
  refund: ({ tx, it: account, item, actor, now }) => undoRefund({ tx, actor, now }, account, item.refId),
};
