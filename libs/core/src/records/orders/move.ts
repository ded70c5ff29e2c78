import type { OrderState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { OrderStep } from '@curbstop/work-orders';
import { after, isOpen } from '@curbstop/work-orders';
import { In } from 'typeorm';
import { NotFound, Refused } from '../../db/errors.ts';
import { lockAccount } from '../../db/locks.ts';
import type { Tx } from '../../db/tx.ts';
import { WorkOrder } from './work-order.entity.ts';

const STATE_SAYS: Readonly<Record<OrderState, string>> = {
  draft: 'is a draft',
  held: 'is held',
  listed: 'is on the list and not released',
  released: 'is released and has no crew',
  assigned: 'is with a crew',
  'en-route': 'has a crew on the way',
  'on-site': 'has a crew on site',
  completed: 'is done',
  'cannot-complete': 'could not be done',
  cancelled: 'is cancelled',
};

/** What a move may change besides the state. */
export type OrderPatch = Partial<
  Pick<
    WorkOrder,
    | 'outcome'
    | 'crewId'
    | 'sequence'
    | 'pinned'
    | 'crewOnly'
    | 'recall'
    | 'dueOn'
    | 'verdict'
    | 'urgent'
    | 'parked'
    | 'heldByDispatch'
  >
>;

/** A sentence on why a step cannot be taken. */
export function cannotStep(order: Pick<WorkOrder, 'number' | 'state'>): string {
  return `Order ${order.number} ${STATE_SAYS[order.state]}.`;
}

/** Takes an order one step through the table of `libs/work-orders`, or refuses. The row must be locked. */
export async function moveOrder(
  tx: Tx,
  order: WorkOrder,
  step: OrderStep,
  patch: OrderPatch,
  now: Instant,
): Promise<void> {
  const next = after(order.state, step);
  if (next === null) throw new Refused(cannotStep(order), [], { state: order.state, step });
  const change = {
    ...patch,
    state: next,
    since: now,
    version: order.version + 1,
    finishedAt: isOpen(next) ? null : now,
  };
  // TypeORM types jsonb as a deep partial, which `unknown` columns do not satisfy.
  await tx.update(
    WorkOrder,
    { id: order.id },
    change as Partial<Pick<WorkOrder, 'state' | 'since' | 'version' | 'finishedAt'>>,
  );
  Object.assign(order, change);
}

/** Changes an order without moving it. The row must be locked. */
export async function touchOrder(tx: Tx, order: WorkOrder, patch: OrderPatch): Promise<void> {
  const change = { ...patch, version: order.version + 1 };
  await tx.update(WorkOrder, { id: order.id }, change as Partial<Pick<WorkOrder, 'version'>>);
  Object.assign(order, change);
}

/**
 * Locks orders in id order. Lock their accounts first: everybody who decides about an account's
 * water takes the account's row before the order's.
 */
export async function lockOrders(tx: Tx, orderIds: readonly number[]): Promise<WorkOrder[]> {
  if (orderIds.length === 0) return [];
  return tx.find(WorkOrder, {
    where: { id: In([...orderIds]) },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
}

/** Accounts of orders, for locking. */
export async function accountsOf(tx: Tx, orderIds: readonly number[]): Promise<number[]> {
  if (orderIds.length === 0) return [];
  const found = await tx.find(WorkOrder, { where: { id: In([...orderIds]) }, select: { id: true, accountId: true } });
  return found.map((order) => order.accountId);
}

/** One order with its account's row locked before it. */
export async function lockOrder(tx: Tx, orderId: number): Promise<WorkOrder> {
  const [accountId] = await accountsOf(tx, [orderId]);
  if (accountId === undefined) throw new NotFound(`There is no order ${orderId}.`);
  await lockAccount(tx, accountId);
  const [order] = await lockOrders(tx, [orderId]);
  if (!order) throw new NotFound(`There is no order ${orderId}.`);
  return order;
}
