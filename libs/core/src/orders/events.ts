import type { Actor, OrderEvent } from '@curbstop/contracts';
import type { WorkOrder } from './work-order.entity.ts';

/** What every journal row about an order says of it. */
export function orderEvent(order: WorkOrder): OrderEvent {
  const { id: orderId, number, kind, state, unit } = order;
  return { orderId, number, kind, state, ...(unit === null ? {} : { unit }) };
}

export const SCHEDULER: Actor = { kind: 'system', part: 'scheduler' };
export const GATEWAY: Actor = { kind: 'system', part: 'gateway' };
export const BILLING: Actor = { kind: 'system', part: 'billing' };
