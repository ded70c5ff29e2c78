import { missingFromOther, residueOf } from '@curbstop/policy';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../orders/cancel.ts';
import { orderEvent } from '../../orders/events.ts';
import { moveOrder } from '../../orders/move.ts';
import { termsAt } from '../../policy/terms.ts';
import type { Follower } from './follower.ts';

/** E.2.b, E.3.a: nobody is sent to a door about a bill that is paid; and a notice that can be printed by now is posted. */
export const followDoorNotices: Follower = async (tx, { it, orders, cause }, now) => {
  let changed = false;
  for (const order of orders) {
    if (order.kind !== 'door-hanger' && order.kind !== 'door-tag') continue;
    const owed = it.facts.bills.some((bill) => order.billIds.includes(bill.billId) && residueOf(bill) > 0);
    if (!owed || !it.facts.open) {
      const says = owed ? 'The account is closed.' : 'The bill of the notice is paid.';
      await cancelOrder(tx, order, { says, clauses: [order.clause], paid: null }, cause.actor, now);
      changed = true;
      continue;
    }
    if (order.state !== 'held' || order.clause !== 'E.3.a') continue;
    if (missingFromOther('tenant', it.customer, termsAt(it.profile, now)).length > 0) continue;
    await moveOrder(tx, order, 'resume', { outcome: null }, now);
    const { clause, accountId } = order;
    await append(tx, [
      { event: 'order.listed', facts: orderEvent(order), at: now, actor: cause.actor, clause, accountId },
    ]);
    changed = true;
  }
  return changed;
};
