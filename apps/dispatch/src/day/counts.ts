import type { DispatchOrder } from '@curbstop/contracts';
import type { MarkFill } from '@curbstop/ui';
import { groupOf } from './groups.ts';

export interface StateCount {
  readonly key: string;
  readonly word: string;
  readonly fill: MarkFill;
  readonly n: number;
}

const LINES: readonly { key: string; word: string; fill: MarkFill; holds: (order: DispatchOrder) => boolean }[] = [
  { key: 'done', word: 'done', fill: 'done', holds: (o) => groupOf(o) === 'done' },
  {
    key: 'on-site',
    word: 'on site',
    fill: 'on-site',
    holds: (o) => groupOf(o) === 'with-crew' && o.state === 'on-site',
  },
  {
    key: 'en-route',
    word: 'en route',
    fill: 'en-route',
    holds: (o) => groupOf(o) === 'with-crew' && o.state === 'en-route',
  },
  {
    key: 'assigned',
    word: 'assigned',
    fill: 'assigned',
    holds: (o) => groupOf(o) === 'with-crew' && o.state === 'assigned',
  },
  { key: 'remote', word: 'at valve', fill: 'at-valve', holds: (o) => groupOf(o) === 'remote' },
  { key: 'unassigned', word: 'unassigned', fill: 'unassigned', holds: (o) => groupOf(o) === 'unassigned' },
  { key: 'to-release', word: 'to release', fill: 'unassigned', holds: (o) => groupOf(o) === 'to-release' },
  { key: 'cannot', word: 'cannot', fill: 'cannot', holds: (o) => groupOf(o) === 'cannot' },
  { key: 'held', word: 'held', fill: 'held', holds: (o) => groupOf(o) === 'held' },
  { key: 'recalled', word: 'recalled', fill: 'stop', holds: (o) => groupOf(o) === 'recalled' },
];

/** The bar over the map: how many orders stand where. Called-off ones are no work and are not counted; zeros are left out. */
export function countStates(orders: readonly DispatchOrder[]): StateCount[] {
  return LINES.map(({ key, word, fill, holds }) => ({ key, word, fill, n: orders.filter(holds).length })).filter(
    ({ n }) => n > 0,
  );
}
