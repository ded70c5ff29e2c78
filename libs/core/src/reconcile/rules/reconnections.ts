import { mayOpen } from '@curbstop/policy';
import { append } from '../../journal/append.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { moveOrder } from '../../records/orders/move.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import type { ReconcileRule } from './rule.ts';
import { firstClause } from '../../journal/first-clause.ts';

/** F.1, F.2: a reconnect whose price is paid goes on the list. */
export const resumeReconnections: ReconcileRule = async (tx, { it: account, orders, cause }, now) => {
  for (const order of orders) {
    if (order.state !== 'held' || (order.kind !== 'reconnect' && order.kind !== 'reconnect-after-hours')) continue;
    const answer = mayOpen(account.facts, policyAt(account.profile, now), now, order.kind);
    if (!answer.mayOpen) continue;
    await moveOrder(tx, order, 'resume', { outcome: null }, now);
    await append(tx, [
      {
        event: 'order.listed',
        facts: orderEvent(order),
        at: now,
        actor: cause.actor,
        clause: firstClause(answer.because),
        accountId: order.accountId,
      },
    ]);
  }
  return false;
};
