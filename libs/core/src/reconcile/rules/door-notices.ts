import type { Instant } from '@curbstop/policy';
import { missingFromOther, residueOf, tenantsToldOn } from '@curbstop/policy';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { moveOrder } from '../../records/orders/move.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { ReconcileRule } from './rule.ts';

/** Why nobody need go to the door; null while somebody must. */
function whyNotNeeded(account: AccountSnapshot, order: WorkOrder, now: Instant): string | null {
  if (!account.facts.open) return 'The account is closed.';
  const owed = account.facts.bills.filter((bill) => order.billIds.includes(bill.billId) && residueOf(bill) > 0);
  if (owed.length === 0) return 'The bill of the notice is paid.';
  const policy = policyAt(account.profile, now);
  const told = order.clause === 'E.3.a' && owed.every((bill) => tenantsToldOn(bill, account.facts, policy) !== null);
  return told ? 'The tenants have been told.' : null;
}

/**
 * E.2.b, E.3.a: nobody is sent to a door about a bill that is paid, or where the tenants were told by another way; and a notice
 * that can be printed by now is posted.
 */
export const reconcileDoorNotices: ReconcileRule = async (tx, { it: account, orders, cause }, now) => {
  let changed = false;
  for (const order of orders) {
    if (order.kind !== 'door-hanger' && order.kind !== 'door-tag') continue;
    const says = whyNotNeeded(account, order, now);
    if (says !== null) {
      await cancelOrder({ tx, actor: cause.actor, now }, order, { says, clauses: [order.clause], paid: null });
      changed = true;
      continue;
    }
    if (order.state !== 'held' || order.heldByDispatch || order.clause !== 'E.3.a') continue;
    if (missingFromOther('tenant', account.customer, policyAt(account.profile, now)).length > 0) continue;
    await moveOrder(tx, order, 'resume', { outcome: null }, now);
    const { clause, accountId } = order;
    await append(tx, [
      { event: 'order.listed', facts: orderEvent(order), at: now, actor: cause.actor, clause, accountId },
    ]);
    changed = true;
  }
  return changed;
};
