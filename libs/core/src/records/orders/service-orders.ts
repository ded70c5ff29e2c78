import type { OrderKind } from '@curbstop/contracts';
import type { ClauseId, Day } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { append } from '../../journal/append.ts';
import { createOrders, orderCreated } from './create.ts';
import { orderEvent } from './order-events.ts';
import type { WorkOrder } from './work-order.entity.ts';

/** An order that a sign-up or a close asks for. */
export interface PlainOrder {
  readonly accountId: number;
  readonly kind: OrderKind;
  readonly clause: ClauseId;
  readonly dueOn: Day;
  readonly actKey: string;
  /** What it waits for; left out where it can go out at once. */
  readonly waitsFor?: string;
  /** Why the office asks for it. */
  readonly reason?: string;
}

/** Makes an order for no debt, once for its key; null when it is there already. */
export async function makeOrder(change: Change, wanted: PlainOrder): Promise<WorkOrder | null> {
  const { tx, actor, now } = change;
  const { accountId, kind, clause, dueOn, actKey, waitsFor, reason } = wanted;
  const plain = { billIds: [], amount: null, verdict: null, followsId: null, crewOnly: false, urgent: false };
  const state = waitsFor === undefined ? ('listed' as const) : ('held' as const);
  const [order] = await createOrders(
    tx,
    [
      {
        ...plain,
        accountId,
        kind,
        clause,
        dueOn,
        actKey,
        state,
        outcome: waitsFor ?? null,
        ...(reason === undefined ? {} : { reason }),
      },
    ],
    now,
  );
  if (!order) return null;
  await append(tx, [orderCreated(order, now, actor)]);
  if (waitsFor !== undefined) {
    const facts = { ...orderEvent(order), why: waitsFor };
    await append(tx, [{ event: 'order.held', facts, at: now, actor, clause, accountId }]);
  }
  return order;
}
