import type { PolicyParameters } from '@curbstop/policy';
import { dayOf, needsRestoreInformation, restoreInformation, writtenLanguages } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { rows } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { setUnitService } from '../tenants/tenant-units.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** E.4: the customer is told how to get the water back, always, and it is kept that they were. */
async function tellHowToRestore(change: Change, order: WorkOrder, policy: PolicyParameters): Promise<void> {
  const { tx, now } = change;
  const account = await lockAccountSnapshot(tx, order.accountId, now);
  const information = restoreInformation(account.facts, policy, now);
  const happenings = await mailNotices(change, [
    {
      accountId: order.accountId,
      kind: 'restore-information',
      clause: 'E.4',
      billIds: order.billIds,
      languages: writtenLanguages(policy),
      amount: information.total,
      payBy: null,
      mailedOn: dayOf(now, policy.timeZone),
      actKey: `${order.accountId}/-/E.4/order-${order.id}`,
    },
  ]);
  await append(tx, happenings);
}

/**
 * Writes down that an order has taken the water away, or given it back, with what follows for the account.
 * A close that is undone at once (`mistaken`) asks nothing of the customer, so nothing is sent.
 */
export async function applyServiceChange(change: Change, order: WorkOrder, mistaken = false): Promise<void> {
  const { tx, actor, now } = change;
  const { effect } = kindOf(order.kind);
  if (effect !== 'none') {
    const { unit } = order;
    const service = unit === null ? effect : await setUnitService(tx, order.accountId, unit, effect, now);
    const changed = await rows<{ id: number }>(
      tx,
      `UPDATE account SET service = $2, units_off = CASE WHEN $3 THEN '{}' ELSE units_off END
       WHERE id = $1 AND service <> $2 RETURNING id`,
      [order.accountId, service, unit === null && effect === 'on'],
    );
    if (changed.length > 0 || unit !== null) {
      await append(tx, [
        effect === 'off'
          ? {
              event: 'service.off',
              facts: { orderId: order.id },
              at: now,
              actor,
              clause: order.clause,
              accountId: order.accountId,
            }
          : {
              event: 'service.on',
              facts: { orderId: order.id },
              at: now,
              actor,
              clause: order.clause,
              accountId: order.accountId,
            },
      ]);
    }
  }
  if (effect === 'off' && !mistaken && needsRestoreInformation(order.kind)) {
    const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
    await tellHowToRestore(change, order, policyAt(profile, now));
  }
}
