import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Day, Instant } from '@curbstop/policy';
import { heldForTheFloor, isStateExempt, returnsOwed } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { enteredList, orderEvent } from '../../records/orders/order-events.ts';
import { mayRelease } from '../../facts/gate.ts';
import type { GateAnswer } from '../../facts/gate.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { openTask } from '../../records/tasks/tasks.ts';

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

/** The journal row of an order that something holds. */
export function held(order: WorkOrder, why: string, actor: Actor, now: Instant): JournalEntry {
  const facts = { ...orderEvent(order), why };
  return { event: 'order.held', facts, at: now, actor, clause: order.clause, accountId: order.accountId };
}

/**
 * K.6, K.7: the order to turn the water off for a returned payment. It is made in any case; while something stands in the
 * way (for a home also the statute's time and notice, reading 142) it is held. An account of the State is left to a supervisor.
 */
export async function makeNsfTurnOff(
  change: Change,
  account: AccountSnapshot,
  wanted: NsfTurnOff,
): Promise<WorkOrder | null> {
  const { tx, actor, now } = change;
  const { accountId, facts } = account;
  const { clause, actKey } = wanted;
  if (isStateExempt(facts)) {
    const says = 'A returned payment of the State was not made good. Nothing is turned off by itself.';
    await openTask(change, { accountId, kind: 'state-account', role: 'supervisor', clause, says, dueAt: null, actKey });
    return null;
  }
  const answer = mayRelease(account, now, 'turn-off-nsf');
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
    ...(await foundFloor(change, order, answer)),
  ]);
  return order;
}

/** Z.2: the statute's time, not only another hold, keeps the order; the journal says so and until when, once. */
async function foundFloor(change: Change, order: WorkOrder, { may, verdict }: GateAnswer): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  const until = may || verdict === null ? null : heldForTheFloor(verdict);
  if (until === null) return [];
  const { accountId } = order;
  await tx.query(
    `INSERT INTO act (key, account_id, act, clause, bill_id, due_at, done_at, outcome)
     VALUES ($1, $2, 'block', 'Z.2', NULL, $3, $3, 'done')`,
    [floorKey(order), accountId, sqlInstant(now)],
  );
  const facts = { kind: 'statutory-floor' as const, until };
  return [{ event: 'block.found', facts, at: now, actor, clause: 'Z.2', accountId }];
}

const floorKey = (order: WorkOrder): string => `${order.accountId}/-/Z.2/floor-order-${order.id}`;

/** Z.2: the order goes on, or has no reason any more: the statute's time is in its way no longer. */
export async function endedFloor(change: Change, order: WorkOrder): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  const key = floorKey(order);
  const ended = await row(
    tx,
    `INSERT INTO act (key, account_id, act, clause, bill_id, due_at, done_at, outcome)
     SELECT key || '/ended', account_id, act, clause, bill_id, $2, $2, 'ended' FROM act WHERE key = $1
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [key, sqlInstant(now)],
  );
  if (ended === null) return [];
  const { accountId } = order;
  return [{ event: 'block.ended', facts: { kind: 'statutory-floor' }, at: now, actor, clause: 'Z.2', accountId }];
}
