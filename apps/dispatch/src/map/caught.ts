import type { DispatchOrder } from '@curbstop/contracts';
import { cannotAssign } from '../crews/preview.ts';
import { familiesInWords, groupOf } from '../day/groups.ts';

/** What a lasso chooses of the orders inside it, and what it is called. */
export interface Caught {
  readonly orders: readonly DispatchOrder[];
  readonly says: string | null;
}

/**
 * A lasso is drawn to give work away: it takes the orders that wait, and leaves alone what crews already have among
 * them. Drawn round crews' orders only, it takes those that can still be moved.
 */
export function caughtOf(inside: readonly DispatchOrder[]): Caught {
  const waiting = inside.filter((order) => ['unassigned', 'to-release'].includes(groupOf(order)));
  if (waiting.length > 0) return { orders: waiting, says: `${familiesInWords(waiting)}, not assigned` };
  const movable = inside.filter((order) => cannotAssign(order) === null);
  return { orders: movable, says: movable.length === 0 ? null : `${familiesInWords(movable)}, assigned` };
}
