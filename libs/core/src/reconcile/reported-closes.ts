import { kindOf } from '@curbstop/work-orders';
import type { Change } from '../db/change.ts';
import { row, rows } from '../db/tx.ts';
import { append } from '../journal/append.ts';
import { reopenAtOnce } from './reopen.ts';
import type { WorkOrder } from '../records/orders/work-order.entity.ts';

/**
 * Turn-offs that were called off while a crew that no longer had them says it closed their valve: the water is off and must not
 * be, so it comes back at once, for no fee. True when there was one.
 */
export async function reopenReportedCloses(change: Change, calledOff: readonly WorkOrder[]): Promise<boolean> {
  const { tx, actor, now } = change;
  const closing = calledOff.filter((order) => kindOf(order.kind).effect === 'off');
  if (closing.length === 0) return false;
  const reported = await rows<{ id: number }>(
    tx,
    `SELECT DISTINCT order_id AS id FROM crew_conflict
     WHERE order_id = ANY($1) AND valve = 'closed' AND resolved_at IS NULL ORDER BY 1`,
    [closing.map((order) => order.id)],
  );
  let reopened = false;
  for (const order of closing.filter(({ id }) => reported.some((each) => each.id === id))) {
    const account = await row<{ profile: string }>(
      tx,
      'SELECT policy_profile AS profile FROM account WHERE id = $1 FOR UPDATE',
      [order.accountId],
    );
    if (!account) throw new Error(`Account ${order.accountId} does not exist.`);
    const says = 'The order was called off after a crew that no longer had it had closed the valve.';
    const opening = await reopenAtOnce(change, order, account.profile, says, order.crewId);
    if (!opening) continue;
    reopened = true;
    const { id: orderId, accountId, clause } = order;
    await tx.query("UPDATE account SET service = 'off' WHERE id = $1", [accountId]);
    await append(tx, [{ event: 'service.off', facts: { orderId }, at: now, actor, clause, accountId }]);
  }
  return reopened;
}
