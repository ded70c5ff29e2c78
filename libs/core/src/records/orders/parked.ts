import type { Actor, Parked } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { Tx } from '../../db/tx.ts';
import { closeTasks } from '../tasks/tasks.ts';
import type { WorkOrder } from './work-order.entity.ts';

/** The cashier's task about a stop whose customer says that it is paid. */
export const PARK_TASK = 'customer-says-paid';

export const WAITS_FOR_CASHIER = 'The customer says it is paid. Wait for the cashier’s answer; the water stays on.';

/** Whether the stop waits for the cashier. */
export function waitsForCashier(order: Pick<WorkOrder, 'parked'>): boolean {
  return order.parked !== null && order.parked.answer === null;
}

/** A stop that is called off needs no answer any more: its task is closed. Returns what is kept of it. */
export async function endParking(
  tx: Tx,
  order: WorkOrder,
  why: string,
  actor: Actor,
  now: Instant,
): Promise<Parked | null> {
  const { parked } = order;
  if (parked !== null && parked.answer === null) {
    const { taskId } = parked;
    await closeTasks(tx, { accountId: order.accountId, kind: PARK_TASK, outcome: why, taskId }, actor, now);
  }
  return parked;
}
