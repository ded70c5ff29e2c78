import type { ParkAnswer } from '@curbstop/contracts';
import { PARK_ANSWERS } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { after, kindOf } from '@curbstop/work-orders';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { actorName } from '../../journal/read.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';
import { lastSequence } from '../../records/orders/assign.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { lockOrder, moveOrder, touchOrder } from '../../records/orders/move.ts';
import { PARK_TASK, waitsForCashier } from '../../records/orders/parked.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** A crew stands at the door: the cashier has this long before the task is late. */
const ANSWER_WITHIN_MS = 30 * 60_000;

/** Whether a stop can wait for the cashier: one that is with a crew, and is not there to give water back. */
export function mayPark(order: WorkOrder): boolean {
  return after(order.state, 'park') !== null && kindOf(order.kind).effect !== 'on';
}

/**
 * The customer says that it is paid: the stop waits behind the crew's others, the cashier is asked, and the permit that the
 * crew may have for it ends now.
 */
export async function parkOrder(
  change: Change,
  order: WorkOrder,
  note: string,
): Promise<{ says: string; clauses: readonly ClauseId[] }> {
  const { tx, actor, now } = change;
  if (waitsForCashier(order)) return { says: 'The cashier has been asked already.', clauses: [] };
  const taskId = await openTask(change, {
    accountId: order.accountId,
    kind: PARK_TASK,
    role: 'cashier',
    clause: order.clause,
    says: `A crew is at the door (order ${order.number}). The customer says it is paid.${note === '' ? '' : ` ${note}`} Is it?`,
    dueAt: (now + ANSWER_WITHIN_MS) as Instant,
    actKey: `says-paid/${order.id}/${order.version}`,
    subject: { orderId: order.id },
  });
  if (taskId === null) throw new Error(`No task was opened for order ${order.id}.`);
  const crewId = order.crewId;
  const sequence = crewId === null ? order.sequence : (await lastSequence(tx, crewId)) + 1;
  await moveOrder(tx, order, 'park', { parked: { taskId, at: now, note, answer: null }, sequence, pinned: false }, now);
  await tx.query('UPDATE permit SET expires_at = $2 WHERE order_id = $1 AND expires_at > $2', [
    order.id,
    sqlInstant(now),
  ]);
  await append(tx, [
    {
      event: 'order.parked',
      facts: { ...orderEvent(order), crewId, taskId, note },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  return { says: 'The cashier is asked. Go on with your next stop; the answer comes to this tablet.', clauses: [] };
}

/**
 * The cashier answers the crew. Paid calls the order off, as a payment does; else the crew may go on, and the gate is asked
 * again at the door. The account must be locked. A stop that was called off meanwhile keeps the answer and nothing else.
 */
export async function answerParked(
  change: Change,
  answer: { readonly taskId: number; readonly found: ParkAnswer; readonly message: string },
): Promise<void> {
  const { tx, actor, now } = change;
  const { taskId, found, message } = answer;
  const about = await row<{ orderId: number }>(
    tx,
    `SELECT (subject->>'orderId')::int AS "orderId" FROM task WHERE id = $1`,
    [taskId],
  );
  if (!about) throw new Error(`Task ${taskId} names no order.`);
  const order = await lockOrder(tx, about.orderId);
  const outcome = `${PARK_ANSWERS[found]} ${message}`;
  await closeTasks(change, { accountId: order.accountId, kind: PARK_TASK, outcome, taskId });
  if (order.parked?.taskId === taskId) {
    const told = { found, message, at: now, by: actorName(actor) };
    await touchOrder(tx, order, { parked: { ...order.parked, answer: told } });
    await append(tx, [
      {
        event: 'order.park-answered',
        facts: { ...orderEvent(order), taskId, found, message },
        at: now,
        actor,
        clause: order.clause,
        accountId: order.accountId,
      },
    ]);
    if (found === 'paid' && after(order.state, 'cancel') !== null)
      await cancelOrder(change, order, {
        says: `The cashier found the payment. ${message}`,
        clauses: ['E.1'],
        paid: null,
      });
  }
}
