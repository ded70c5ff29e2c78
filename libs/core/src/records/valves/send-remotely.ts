import type { Instant } from '@curbstop/policy';
import { dayOf, toInstant } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import { Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { policyAt } from '../policy-versions/policy-in-force.ts';
import { queueCommand } from './queue.ts';
import type { WorkOrder } from '../orders/work-order.entity.ts';

/** An opening that finds no ear for this long goes to a crew; in milliseconds. */
const OPEN_WITHIN_MS = 15 * 60_000;

/** The remote valve an order can be carried out with; null when a crew must go. */
export async function remoteValveOf(tx: Tx, order: WorkOrder): Promise<number | null> {
  if (order.crewOnly || kindOf(order.kind).effect === 'none') return null;
  const valve = await row<{ id: number }>(
    tx,
    'SELECT id FROM valve WHERE service_point_id = $1 AND device_id IS NOT NULL',
    [order.servicePointId],
  );
  return valve?.id ?? null;
}

/**
 * Throws {@link Refused} while the order's valve has yet to answer for a command, another order's or one of this that
 * was called off on its way: a close waits for that. Asked before anything of a release is written. An opening waits
 * for nothing.
 */
export async function checkValveIsFree(tx: Tx, order: WorkOrder): Promise<void> {
  if (kindOf(order.kind).effect !== 'off') return;
  const valveId = await remoteValveOf(tx, order);
  const busy = await row<{ number: string }>(
    tx,
    `SELECT o.number FROM valve_command c JOIN work_order o ON o.id = c.order_id
     WHERE c.valve_id = $1 AND c.state IN ('sent', 'acked', 'executed')`,
    [valveId],
  );
  if (busy) throw new Refused(`Its remote valve has not answered yet for order ${busy.number}.`);
}

/**
 * Hands a released order to its remote valve, if it has one. A close is to be sent no earlier than
 * `from` and lapses with the close window of that day, so that it never fires at night.
 */
export async function queueForValve(tx: Tx, order: WorkOrder, from: Instant, now: Instant): Promise<boolean> {
  const valveId = await remoteValveOf(tx, order);
  if (valveId === null) return false;
  const account = await row<{ profile: string }>(tx, 'SELECT policy_profile AS profile FROM account WHERE id = $1', [
    order.accountId,
  ]);
  if (!account) throw new Error(`Account ${order.accountId} does not exist.`);
  const policy = policyAt(account.profile, now);
  const closing = kindOf(order.kind).effect === 'off';
  const expiresAt = closing
    ? toInstant(dayOf(from, policy.timeZone), policy.closeWindow.to, policy.timeZone)
    : ((from + OPEN_WITHIN_MS) as Instant);
  await queueCommand(
    tx,
    { orderId: order.id, valveId, action: closing ? 'close' : 'open', notBefore: from, expiresAt },
    now,
  );
  return true;
}
