import type { OrderKind } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { dayOf, mayTurnOn, turnOnDue } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Reconciling, ReconcileRule } from './rule.ts';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { reasonOf, blockingConditions } from '../../facts/gate.ts';
import { askGate } from '../../facts/gate.ts';
import { moveOrder } from '../../records/orders/move.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';

/** A.1, A.2.a: the order for a new customer's water, once the whole deposit is paid; called off when it is not paid any more. */
async function followOpening(tx: Tx, { it: account, orders, cause }: Reconciling, now: Instant): Promise<boolean> {
  const { opening, service, open } = account.facts;
  if (opening === null) return false;
  const { accountId } = account;
  if (service === 'on') {
    if (!open) return false;
    await tx.query('UPDATE opening SET served_at = $2 WHERE account_id = $1', [accountId, sqlInstant(now)]);
    return true;
  }
  const mine = orders.filter((order) => order.kind === 'turn-on' && order.clause === 'A.1');
  const answer = mayTurnOn(account.facts);
  if (!answer.granted) {
    const why = { says: answer.says, clauses: answer.clauses, paid: null };
    for (const order of mine) await cancelOrder({ tx, actor: cause.actor, now }, order, why);
    return mine.length > 0;
  }
  if (mine.length > 0 || opening.afterAccountId !== null) return false;
  const policy = policyAt(account.profile, now);
  const dueOn = turnOnDue(opening.opensOn, dayOf(now, policy.timeZone), policy);
  const made = await rows<{ n: number }>(
    tx,
    "SELECT count(*)::int AS n FROM work_order WHERE account_id = $1 AND kind = 'turn-on'",
    [accountId],
  );
  const actKey = `${accountId}/-/A.1/turn-on-${(made[0]?.n ?? 0) + 1}`;
  await makeOrder({ tx, actor: cause.actor, now }, { accountId, kind: 'turn-on', clause: 'A.1', dueOn, actKey });
  return true;
}

const OF_A_CUSTOMER: readonly OrderKind[] = [
  'reconnect',
  'reconnect-after-hours',
  'door-hanger',
  'door-hanger-final',
  'door-tag',
  'manual-read',
];

/** Why an order of a closed account falls; null while it stands. */
function whyFalls(
  account: AccountSnapshot,
  order: WorkOrder,
  now: Instant,
): { says: string; clauses: readonly ClauseId[] } | null {
  const followed = account.facts.closing?.followed ?? false;
  if (order.kind === 'blue-tag-signup' && followed)
    return { says: 'Somebody has signed up for the place.', clauses: ['A.3.c'] };
  if (order.kind === 'turn-off-vacant') {
    const bars = blockingConditions(askGate(account, now, 'turn-off-vacant')).filter(
      (term) => term.code !== 'final-read',
    );
    const lasting = bars.filter((term) => term.code !== 'hold');
    return lasting.length > 0 ? reasonOf(lasting) : null;
  }
  return OF_A_CUSTOMER.includes(order.kind) ? { says: 'The account is closed.', clauses: ['A.3'] } : null;
}

/** A.3 to A.4: orders of a closed account that nobody needs are called off; the turn-off goes out when the final read is posted. */
async function followClosing(tx: Tx, { it: account, orders, cause }: Reconciling, now: Instant): Promise<boolean> {
  if (account.facts.open || account.facts.closedOn === null) return false;
  let changed = false;
  for (const order of orders) {
    const why = whyFalls(account, order, now);
    if (why !== null) await cancelOrder({ tx, actor: cause.actor, now }, order, { ...why, paid: null });
    else if (
      order.kind === 'turn-off-vacant' &&
      order.state === 'held' &&
      !order.heldByDispatch &&
      account.facts.closing?.finalReadAt != null
    ) {
      await moveOrder(tx, order, 'resume', { outcome: null }, now);
      const { clause, accountId } = order;
      await append(tx, [
        { event: 'order.listed', facts: orderEvent(order), at: now, actor: cause.actor, clause, accountId },
      ]);
    } else continue;
    changed = true;
  }
  return changed;
}

/** A: what hangs on the beginning and the end of an account. */
export const reconcileServiceLifecycle: ReconcileRule = async (tx, followed, now) => {
  const opened = await followOpening(tx, followed, now);
  return (await followClosing(tx, followed, now)) || opened;
};
