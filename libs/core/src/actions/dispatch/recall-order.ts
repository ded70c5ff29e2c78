import type { Actor, Recall } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { isWithCrew } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { Refused } from '../../db/errors.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { accountsOf, cannotStep, lockOrder, touchOrder } from '../../records/orders/move.ts';
import { askedId, checkSeen, versionsSeen } from '../../records/orders/seen.ts';
import type { OrderAsked } from '../../records/orders/seen.ts';
import { reopenReportedCloses } from '../../reconcile/reported-closes.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** A command that its valve has not carried out, as far as is known. */
const UNDER_WAY = "('queued', 'sent', 'acked')";

async function isWithItsValve(tx: Tx, order: WorkOrder): Promise<boolean> {
  if (order.state !== 'released') return false;
  const command = await row(tx, `SELECT 1 FROM valve_command WHERE order_id = $1 AND state IN ${UNDER_WAY}`, [
    order.id,
  ]);
  return command !== null;
}

/**
 * A dispatcher calls an order off until its valve closes. A crew that has it must answer; a command to its
 * remote valve is withdrawn, and when the valve closes all the same the water comes back at once.
 */
export async function recallOrder(
  source: DataSource,
  asked: OrderAsked,
  says: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const orderId = askedId(asked);
  await changeAccounts(source, { accountIds: (tx) => accountsOf(tx, [orderId]), actor, now }, async (change) => {
    const { tx } = change;
    const order = await lockOrder(tx, orderId);
    await checkSeen(tx, order, versionsSeen([asked]).get(orderId), now);
    if (!isWithCrew(order.state) && !(await isWithItsValve(tx, order))) {
      throw new Refused(
        `${cannotStep(order)} Only an order that a crew or a remote valve has, and has not done, can be recalled.`,
      );
    }
    await cancelOrder(change, order, { says, clauses: [], paid: null });
    await reopenReportedCloses(change, [order]);
  });
}

function recallOf(order: WorkOrder): Recall {
  if (!order.recall) throw new Refused(`Order ${order.number} was not recalled.`);
  return order.recall;
}

/** The tablet has the recall on its screen, or in its memory. */
export async function recallDelivered(change: Change, order: WorkOrder, crewId: number): Promise<void> {
  const { tx, actor, now } = change;
  const recall = recallOf(order);
  if (recall.deliveredAt !== null) return;
  await touchOrder(tx, order, { recall: { ...recall, deliveredAt: now } });
  await append(tx, [
    {
      event: 'order.recall-delivered',
      facts: { ...orderEvent(order), crewId },
      at: now,
      actor,
      clause: recall.clauses[0] ?? order.clause,
      accountId: order.accountId,
    },
  ]);
}

/** The crew has answered how the valve stands. */
export async function recallSeen(
  change: Change,
  order: WorkOrder,
  crewId: number,
  valve: 'open' | 'closed',
): Promise<void> {
  const { tx, actor, now } = change;
  const recall = recallOf(order);
  if (recall.seenAt !== null) return;
  await touchOrder(tx, order, {
    recall: { ...recall, deliveredAt: recall.deliveredAt ?? now, seenAt: now, answered: valve },
  });
  await append(tx, [
    {
      event: 'order.recall-seen',
      facts: { ...orderEvent(order), crewId, valve },
      at: now,
      actor,
      clause: recall.clauses[0] ?? order.clause,
      accountId: order.accountId,
    },
  ]);
}
