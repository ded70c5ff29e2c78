import type { Budget } from './budget.ts';
import { spend } from './budget.ts';
import type { Distances } from './distance.ts';
import type { PathEnds } from './exact-path.ts';
import type { Random } from './random.ts';

/** A gain smaller than this is rounding, not a gain. */
const EPSILON = 1e-7;

/**
 * Shortens an order in which pinned stops keep their places. Between two pins runs are turned and stops moved; across
 * pins free stops change places. Then kicks, each followed by the same search, kept when no longer.
 */
export function pinnedPath(
  start: Int32Array,
  distances: Distances,
  ends: PathEnds,
  isPinned: Uint8Array,
  budget: Budget,
  random: Random,
): Int32Array {
  const n = start.length;
  const order = start.slice();
  const free = Array.from({ length: n }, (_, place) => place).filter((place) => !isPinned[place]);
  if (free.length < 2) return order;

  const on = (place: number): number => order[place] ?? 0;
  /** Length between the stops of two places; −1 is the start, n the end. */
  const between = (before: number, after: number): number => {
    if (before < 0) return after < n ? ends.from(on(after)) : 0;
    if (after >= n) return ends.to(on(before));
    return distances.of[on(before) * n + on(after)] ?? 0;
  };
  const length = (): number => {
    let metres = 0;
    for (let place = 0; place <= n; place += 1) metres += between(place - 1, place);
    return metres;
  };
  const swap = (i: number, j: number): void => {
    [order[i], order[j]] = [on(j), on(i)];
  };

  /** What each change of the places i < j saves. */
  const turned = (i: number, j: number): number =>
    between(i - 1, i) + between(j, j + 1) - between(i - 1, j) - between(i, j + 1);
  const movedOn = (i: number, j: number): number =>
    between(i - 1, i) +
    between(i, i + 1) +
    between(j, j + 1) -
    between(i - 1, i + 1) -
    between(j, i) -
    between(i, j + 1);
  const movedBack = (i: number, j: number): number =>
    between(i - 1, i) +
    between(j - 1, j) +
    between(j, j + 1) -
    between(i - 1, j) -
    between(j, i) -
    between(j - 1, j + 1);
  const swapped = (i: number, j: number): number =>
    j === i + 1
      ? turned(i, j)
      : between(i - 1, i) +
        between(i, i + 1) +
        between(j - 1, j) +
        between(j, j + 1) -
        (between(i - 1, j) + between(j, i + 1) + between(j - 1, i) + between(i, j + 1));

  function turn(i: number, j: number): void {
    for (; i < j; i += 1, j -= 1) swap(i, j);
  }
  function moveOn(i: number, j: number): void {
    const stop = on(i);
    order.copyWithin(i, i + 1, j + 1);
    order[j] = stop;
  }
  function moveBack(i: number, j: number): void {
    const stop = on(j);
    order.copyWithin(i + 1, i, j);
    order[i] = stop;
  }
  const changes = [
    { saves: turned, apply: turn, acrossPins: false },
    { saves: movedOn, apply: moveOn, acrossPins: false },
    { saves: movedBack, apply: moveBack, acrossPins: false },
    { saves: swapped, apply: swap, acrossPins: true },
  ] as const;

  /** Places from i on that no pin parts from it end before this one. */
  const reach = new Int32Array(n);
  for (let place = n - 1; place >= 0; place -= 1)
    reach[place] = isPinned[place] ? place : place + 1 < n ? (reach[place + 1] ?? n) : n;

  /** Tries every change once; whether any helped. */
  function round(): boolean {
    let helped = false;
    for (const i of free) {
      for (const j of free) {
        if (j <= i) continue;
        for (const { saves, apply, acrossPins } of changes) {
          if ((!acrossPins && j >= (reach[i] ?? 0)) || saves(i, j) <= EPSILON) continue;
          apply(i, j);
          helped = true;
        }
      }
    }
    return helped;
  }
  const search = (): void => {
    while (round());
  };

  search();
  const kept = order.slice();
  let least = length();
  const pick = (): number => free[Math.floor(random() * free.length)] ?? 0;
  spend(budget, () => {
    for (let kicks = 0; kicks < 3; kicks += 1) swap(pick(), pick());
    search();
    const metres = length();
    if (metres > least + EPSILON) order.set(kept);
    else {
      least = metres;
      kept.set(order);
    }
  });
  return kept;
}
