import type { Recall } from '@curbstop/contracts';
import type { Cents, ClauseId } from '@curbstop/policy';
import { isWithCrew } from '@curbstop/work-orders';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { withdrawCommand } from '../valves/queue.ts';
import { orderEvent } from './order-events.ts';
import { moveOrder } from './move.ts';
import { endParking } from './parked.ts';
import type { WorkOrder } from './work-order.entity.ts';
import { OPEN } from './open-states.ts';

export interface Cancellation {
  readonly says: string;
  readonly clauses: readonly ClauseId[];
  /** What was paid, when a payment is the reason. */
  readonly paid: Cents | null;
}

/** Whether the building stays on the list for another of its units. */
async function hasOtherUnits(tx: Tx, order: WorkOrder): Promise<boolean> {
  if (order.unit === null) return false;
  const other = await row(
    tx,
    `SELECT id FROM work_order WHERE account_id = $1 AND id <> $2 AND kind = 'turn-off'
       AND ${OPEN} LIMIT 1`,
    [order.accountId, order.id],
  );
  return other !== null;
}

/** E.1: whether an order is its account's place on the turn-off list. */
export function isPlaceOnList(order: WorkOrder): boolean {
  return order.kind === 'turn-off' || (order.kind === 'turn-off-nsf' && order.state !== 'held');
}

/** The row of an account that leaves the list with its order; none while another unit of the building keeps it there. */
export async function leftList(
  change: Change,
  order: WorkOrder,
  why: Pick<Cancellation, 'says' | 'clauses'>,
): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  if (await hasOtherUnits(tx, order)) return [];
  const { id: orderId, accountId } = order;
  const facts = { orderId, why: why.says };
  return [{ event: 'list.left', facts, at: now, actor, clause: why.clauses[0] ?? order.clause, accountId }];
}

/**
 * Calls an order off. A crew that has it is told to stop and must answer; a command to its valve is
 * withdrawn, and what can no longer be withdrawn is undone by whoever learns that the valve closed.
 */
export async function cancelOrder(change: Change, order: WorkOrder, why: Cancellation): Promise<void> {
  const { tx, actor, now } = change;
  const recall: Recall | null = isWithCrew(order.state)
    ? {
        at: now,
        says: why.says,
        clauses: [...why.clauses],
        paid: why.paid,
        deliveredAt: null,
        seenAt: null,
        answered: null,
      }
    : order.recall;
  // What could not be done has left the list already.
  const onTheList = isPlaceOnList(order) && order.state !== 'cannot-complete';
  const parked = await endParking(change, order, why.says);
  await moveOrder(tx, order, 'cancel', { outcome: why.says, recall, parked }, now);
  await tx.query('UPDATE assignment SET ended_at = $2 WHERE order_id = $1 AND ended_at IS NULL', [
    order.id,
    new Date(now).toISOString(),
  ]);
  await withdrawCommand(tx, order.id, why.says, now);
  const clause = why.clauses[0] ?? order.clause;
  const happenings: JournalEntry[] = [
    {
      event: 'order.cancelled',
      facts: { ...orderEvent(order), why: why.says, paid: why.paid },
      at: now,
      actor,
      clause,
      accountId: order.accountId,
    },
  ];
  if (onTheList) happenings.push(...(await leftList(change, order, why)));
  await append(tx, happenings);
}
