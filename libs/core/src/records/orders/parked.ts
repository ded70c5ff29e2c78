import type { Parked } from '@curbstop/contracts';
import type { Change } from '../../db/change.ts';
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
export async function endParking(change: Change, order: WorkOrder, why: string): Promise<Parked | null> {
  const { parked } = order;
  if (parked !== null && parked.answer === null) {
    const { taskId } = parked;
    await closeTasks(change, { accountId: order.accountId, kind: PARK_TASK, outcome: why, taskId });
  }
  return parked;
}
