import type { Instant, ReturnFacts } from '@curbstop/policy';
import { missedReturns, returnsOwed } from '@curbstop/policy';
import { isWithCrew } from '@curbstop/work-orders';
import type { Tx } from '../../db/tx.ts';
import { clearFlags } from '../../records/flags/account-flags.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { enteredList, orderEvent } from '../../records/orders/order-events.ts';
import { mayRelease } from '../../facts/gate.ts';
import { moveOrder } from '../../records/orders/move.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { endedFloor, held, makeNsfTurnOff } from '../returned-payments/turn-off-order.ts';
import { tagKey } from '../returned-payments/blue-tag.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Cause, Reconciling, ReconcileRule } from './rule.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { ReturnedPayment } from '../../records/payments/returned-payment.entity.ts';

/** K.4: a returned payment that is made good is a flag less, and its tag need not be hung. */
async function clear(
  tx: Tx,
  done: ReturnFacts,
  { it: account, orders, cause }: Reconciling,
  now: Instant,
): Promise<void> {
  await tx.update(ReturnedPayment, done.returnId, { clearedAt: now });
  const kept = await tx.findOneBy(ReturnedPayment, { id: done.returnId });
  const flagId = kept?.flagId ?? null;
  const why = 'The returned payment was made good.';
  const { accountId } = account;
  if (flagId !== null)
    await clearFlags({ tx, actor: cause.actor, now }, { accountId, kind: 'nsf-due', flagId, clause: 'K.5', why });
  const tag = orders.find((order) => order.actKey === tagKey(done.returnId));
  if (tag)
    await cancelOrder({ tx, actor: cause.actor, now }, tag, {
      says: why,
      clauses: ['K.5'],
      paid: cause.paid?.amount ?? null,
    });
}

/** Why a turn-off for a returned payment has no reason any more; null while it has. */
function whyFalls(account: AccountSnapshot, cause: Cause, now: Instant): string | null {
  if (!account.facts.open) return 'The account is closed.';
  if (account.facts.service === 'off') return 'The water is off already.';
  if (missedReturns(account.facts, policyAt(account.profile, now), now).length > 0) return null;
  return `${cause.paid ? `${cause.paid.says} ` : ''}The returned payment was made good.`;
}

/** A turn-off that has become unlawful is held; one that a crew or a valve may have is called off, and a held one takes its place. */
async function hold(tx: Tx, order: WorkOrder, { it: account, cause }: Reconciling, now: Instant): Promise<void> {
  const answer = mayRelease(account, now, 'turn-off-nsf');
  if (order.state === 'listed') {
    await moveOrder(tx, order, 'hold', { outcome: answer.says }, now);
    const left = { orderId: order.id, why: answer.says };
    const { clause, accountId } = order;
    await append(tx, [
      held(order, answer.says, cause.actor, now),
      { event: 'list.left', facts: left, at: now, actor: cause.actor, clause: answer.clauses[0] ?? clause, accountId },
    ]);
    return;
  }
  await cancelOrder({ tx, actor: cause.actor, now }, order, { says: answer.says, clauses: answer.clauses, paid: null });
  const { clause, urgent, dueOn, id } = order;
  const actKey = `${order.actKey ?? `order-${id}`}/after-${id}`;
  await makeNsfTurnOff({ tx, actor: cause.actor, now }, account, { clause, urgent, dueOn, actKey, followsId: id });
}

async function resume(tx: Tx, order: WorkOrder, { it: account, cause }: Reconciling, now: Instant): Promise<void> {
  const verdict = mayRelease(account, now, 'turn-off-nsf').verdict;
  await moveOrder(tx, order, 'resume', { outcome: null, verdict }, now);
  const { clause, accountId } = order;
  await append(tx, [
    { event: 'order.listed', facts: orderEvent(order), at: now, actor: cause.actor, clause, accountId },
    enteredList(order, cause.actor, now),
    ...(await endedFloor({ tx, actor: cause.actor, now }, order)),
  ]);
}

/** Whether something that stands, and not only the hour, is in the way of an order on its way. */
function isBarred(account: AccountSnapshot, order: WorkOrder, now: Instant): boolean {
  const { verdict } = mayRelease(account, now, 'turn-off-nsf');
  const bars = verdict?.terms.filter((term) => term.binds && (term.code === 'hold' || term.code === 'medical')) ?? [];
  return bars.length > 0 && (order.state === 'listed' || order.state === 'released' || isWithCrew(order.state));
}

/** K.4 to K.7: what is made good is cleared; what stands against a turn-off holds it, and what no longer does lets it go on. */
export const reconcileReturnedPayments: ReconcileRule = async (tx, followed, now) => {
  const { it: account, orders, cause } = followed;
  let changed = false;
  for (const each of account.facts.returns.filter((one) => returnsOwed([one]) === 0)) {
    await clear(tx, each, followed, now);
    changed = true;
  }
  for (const order of orders) {
    if (order.kind !== 'turn-off-nsf') continue;
    const why = whyFalls(account, cause, now);
    if (why !== null) {
      const clauses = cause.paid ? (['K.5', cause.paid.clause] as const) : (['K.6'] as const);
      await cancelOrder({ tx, actor: cause.actor, now }, order, {
        says: why,
        clauses,
        paid: cause.paid?.amount ?? null,
      });
      await append(tx, await endedFloor({ tx, actor: cause.actor, now }, order));
    } else if (order.state === 'held' && !order.heldByDispatch && mayRelease(account, now, 'turn-off-nsf').may)
      await resume(tx, order, followed, now);
    else if (isBarred(account, order, now)) await hold(tx, order, followed, now);
    else continue;
    changed = true;
  }
  return changed;
};
