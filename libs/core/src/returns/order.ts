import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Day, Instant } from '@curbstop/policy';
import { NO_CENTS, isStateExempt, returnsOwed } from '@curbstop/policy';
import type { Case } from '../accounts/facts.ts';
import type { Tx } from '../db/tx.ts';
import { append } from '../journal/append.ts';
import type { Happening } from '../journal/append.ts';
import { createOrders, orderCreated } from '../orders/create.ts';
import { orderEvent } from '../orders/events.ts';
import { mayRelease } from '../orders/gate.ts';
import type { WorkOrder } from '../orders/work-order.entity.ts';
import { openTask } from '../tasks/tasks.ts';

/** The turn-off that a returned payment brings. */
export interface NsfTurnOff {
  readonly clause: ClauseId;
  /** K.7: before all others. */
  readonly urgent: boolean;
  readonly dueOn: Day;
  readonly actKey: string;
  /** The order whose place it takes. */
  readonly followsId: number | null;
}

/** The journal row of an order's place on the list. */
export function enteredList(order: WorkOrder, actor: Actor, now: Instant): Happening {
  const facts = { orderId: order.id, pastDue: order.amount ?? NO_CENTS };
  return { event: 'list.entered', facts, at: now, actor, clause: order.clause, accountId: order.accountId };
}

/** The journal row of an order that something holds. */
export function held(order: WorkOrder, why: string, actor: Actor, now: Instant): Happening {
  const facts = { ...orderEvent(order), why };
  return { event: 'order.held', facts, at: now, actor, clause: order.clause, accountId: order.accountId };
}

/**
 * K.6, K.7: the order to turn the water off for a returned payment. It is made in any case; while something stands in the
 * way (for a home also the statute's time and notice, decision 5) it is held. An account of the State is left to a supervisor.
 */
export async function makeNsfTurnOff(
  tx: Tx,
  it: Case,
  wanted: NsfTurnOff,
  actor: Actor,
  now: Instant,
): Promise<WorkOrder | null> {
  const { accountId, facts } = it;
  const { clause, actKey } = wanted;
  if (isStateExempt(facts)) {
    const says = 'A returned payment of the State was not made good. Nothing is turned off by itself.';
    await openTask(
      tx,
      { accountId, kind: 'state-account', role: 'supervisor', clause, says, dueAt: null, actKey },
      actor,
      now,
    );
    return null;
  }
  const answer = mayRelease(it, now, 'turn-off-nsf');
  const [order] = await createOrders(
    tx,
    [
      {
        accountId,
        kind: 'turn-off-nsf',
        state: answer.may ? 'listed' : 'held',
        clause,
        urgent: wanted.urgent,
        dueOn: wanted.dueOn,
        billIds: answer.verdict?.billIds ?? [],
        amount: returnsOwed(facts.returns),
        verdict: answer.verdict,
        outcome: answer.may ? null : answer.says,
        followsId: wanted.followsId,
        crewOnly: false,
        actKey,
      },
    ],
    now,
  );
  if (!order) return null;
  await append(tx, [
    orderCreated(order, now, actor),
    answer.may ? enteredList(order, actor, now) : held(order, answer.says, actor, now),
  ]);
  return order;
}
