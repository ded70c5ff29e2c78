import { dayOf } from '@curbstop/policy';
import type { Change } from '../db/change.ts';
import { append } from '../journal/append.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { assignNext } from '../records/orders/assign.ts';
import { queueForValve } from '../records/valves/send-remotely.ts';
import { createOrders, orderCreated } from '../records/orders/create.ts';
import { orderEvent } from '../records/orders/order-events.ts';
import { moveOrder } from '../records/orders/move.ts';
import type { WorkOrder } from '../records/orders/work-order.entity.ts';

/**
 * The valve was closed although the order no longer stood: the water comes back at once, for no
 * fee. The order is made and released in the same transaction, and goes where it is done soonest: to
 * its remote valve, else to the crew that closed it (`crewId`), which stands there still; only when
 * no crew is known does a dispatcher give it to one. Asking twice for the same wrong close makes one order.
 */
export async function reopenAtOnce(
  change: Change,
  closed: WorkOrder,
  profile: string,
  says: string,
  crewId: number | null,
): Promise<WorkOrder | null> {
  const { tx, actor, now } = change;
  const [order] = await createOrders(
    tx,
    [
      {
        accountId: closed.accountId,
        kind: 'reconnect',
        state: 'listed',
        clause: 'E.1',
        urgent: true,
        dueOn: dayOf(now, policyAt(profile, now).timeZone),
        billIds: closed.billIds,
        amount: null,
        verdict: null,
        outcome: says,
        followsId: closed.id,
        // The valve of a unit is never the one at the curb stop.
        crewOnly: closed.unit !== null,
        actKey: `reopen/${closed.id}`,
        unit: closed.unit,
      },
    ],
    now,
  );
  if (!order) return null;
  await append(tx, [orderCreated(order, now, actor)]);
  await moveOrder(tx, order, 'release', {}, now);
  await append(tx, [
    { event: 'order.released', facts: orderEvent(order), at: now, actor, clause: 'E.1', accountId: order.accountId },
  ]);
  const remote = await queueForValve(tx, order, now, now);
  if (!remote && crewId !== null) await assignNext(change, order, crewId, closed.sequence);
  return order;
}
