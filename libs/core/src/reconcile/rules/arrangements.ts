import type { ArrangementFacts, BillFacts } from '@curbstop/policy';
import { missingFromOther, residueOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { ReconcileRule } from './rule.ts';
import type { Change } from '../../db/change.ts';
import type { Tx } from '../../db/tx.ts';
import { liftHolds } from '../../records/holds/holds.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { moveOrder } from '../../records/orders/move.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { holdOf } from '../../records/holds/arrangement-hold.ts';
import { Arrangement } from '../../records/arrangements/arrangement.entity.ts';

const OUTCOME = { offered: 'lapsed', 'in-force': 'kept', defaulted: 'settled' } as const;

function unpaidOf({ facts }: AccountSnapshot, billIds: readonly number[]): readonly BillFacts[] {
  return facts.bills.filter((bill) => billIds.includes(bill.billId) && residueOf(bill) > 0);
}

async function isOver(tx: Tx, account: AccountSnapshot, arrangement: ArrangementFacts): Promise<boolean> {
  const { arrangementId, state, billIds, rows } = arrangement;
  if (state === 'offered') return unpaidOf(account, billIds).length === 0;
  if (rows.some((each) => each.unpaid > 0)) return false;
  if (state === 'in-force') return true;
  return unpaidOf(account, (await holdOf(tx, arrangementId)).billIds).length === 0;
}

/** Nothing is left to pay of it: it is kept, or what failed is settled, and its hold has nothing to hold. */
async function finish(
  change: Change,
  account: AccountSnapshot,
  arrangement: ArrangementFacts,
  orders: readonly WorkOrder[],
): Promise<void> {
  const { tx, now } = change;
  const { accountId } = account;
  const { holdId } = await holdOf(tx, arrangement.arrangementId);
  await tx.update(Arrangement, arrangement.arrangementId, { state: OUTCOME[arrangement.state], since: now });
  const kind = arrangement.state === 'offered' ? 'assistance-review' : 'arrangement';
  await liftHolds(change, { accountId, kind, holdId });
  for (const order of orders) {
    if (order.kind !== 'door-hanger-final') continue;
    const why = { says: 'What the arrangement was over is paid.', clauses: ['I.7' as const], paid: null };
    await cancelOrder(change, order, why);
  }
}

/** I.7: a final notice that waited for its text in a language goes out when it can be printed. */
async function printed(change: Change, account: AccountSnapshot, order: WorkOrder): Promise<boolean> {
  const { tx, actor, now } = change;
  if (order.kind !== 'door-hanger-final' || order.state !== 'held' || order.heldByDispatch) return false;
  if (missingFromOther('door-hanger-final', account.customer, policyAt(account.profile, now)).length > 0) return false;
  await moveOrder(tx, order, 'resume', { outcome: null }, now);
  const { clause, accountId } = order;
  await append(tx, [{ event: 'order.listed', facts: orderEvent(order), at: now, actor, clause, accountId }]);
  return true;
}

/** I.1, I.7: what is paid in full ends, and so does what hangs on it. */
export const reconcileArrangements: ReconcileRule = async (tx, { it: account, orders, cause }, now) => {
  let changed = false;
  for (const arrangement of account.facts.arrangements) {
    if (!(await isOver(tx, account, arrangement))) continue;
    await finish({ tx, actor: cause.actor, now }, account, arrangement, orders);
    changed = true;
  }
  for (const order of orders) changed = (await printed({ tx, actor: cause.actor, now }, account, order)) || changed;
  return changed;
};
