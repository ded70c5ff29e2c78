import type { DispatchOrder } from '@curbstop/contracts';
import { cannotAssign } from '../crews/preview.ts';
import { familiesInWords, groupOf } from '../day/groups.ts';
import type { Group } from '../day/groups.ts';

/** What a lasso chooses of the orders inside it, and what it is called. */
export interface Caught {
  readonly orders: readonly DispatchOrder[];
  readonly says: string | null;
  /** What it left alone, and why; null when it took all. */
  readonly leftOut: string | null;
}

/** `Left out: 3 with a crew, 1 done.`: what was inside and was not taken. An order on site stays even among crews' orders. */
function leftOutOf(inside: readonly DispatchOrder[], taken: readonly DispatchOrder[]): string | null {
  const words = new Map<string, number>();
  for (const order of inside) {
    if (taken.includes(order)) continue;
    const why =
      order.state === 'on-site' && groupOf(order) === 'with-crew' ? 'with a crew on site' : WHY_LEFT[groupOf(order)];
    words.set(why, (words.get(why) ?? 0) + 1);
  }
  const parts = [...words].map(([why, n]) => `${n} ${why}`);
  return parts.length === 0 ? null : `Left out: ${parts.join(', ')}.`;
}

const WHY_LEFT: Readonly<Record<Group, string>> = {
  recalled: 'recalled',
  'to-release': 'not released',
  unassigned: 'unassigned',
  remote: 'at the remote valve',
  'with-crew': 'with a crew',
  held: 'held',
  cannot: 'could not be done',
  done: 'done',
  off: 'called off',
};

/**
 * A lasso is drawn to give work away: it takes the orders that wait, and leaves alone what crews already have among
 * them. Drawn round crews' orders only, it takes those that can still be moved.
 */
export function caughtOf(inside: readonly DispatchOrder[]): Caught {
  const waiting = inside.filter((order) => ['unassigned', 'to-release'].includes(groupOf(order)));
  if (waiting.length > 0)
    return { orders: waiting, says: `${familiesInWords(waiting)}, not assigned`, leftOut: leftOutOf(inside, waiting) };
  const movable = inside.filter((order) => cannotAssign(order) === null);
  const says = movable.length === 0 ? null : `${familiesInWords(movable)}, assigned`;
  return { orders: movable, says, leftOut: leftOutOf(inside, movable) };
}
