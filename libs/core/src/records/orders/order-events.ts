import type { Actor, OrderEvent } from '@curbstop/contracts';
import { NO_CENTS } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import type { JournalEntry } from '../../journal/append.ts';
import type { WorkOrder } from './work-order.entity.ts';

/** What every journal row about an order says of it. */
export function orderEvent(order: WorkOrder): OrderEvent {
  const { id: orderId, number, kind, state, unit } = order;
  return { orderId, number, kind, state, ...(unit === null ? {} : { unit }) };
}

/** The journal row of an order's place on the list. */
export function enteredList(order: WorkOrder, actor: Actor, now: Instant): JournalEntry {
  const facts = { orderId: order.id, pastDue: order.amount ?? NO_CENTS };
  return { event: 'list.entered', facts, at: now, actor, clause: order.clause, accountId: order.accountId };
}
