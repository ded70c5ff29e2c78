import { spend } from './budget.ts';
import type { Budget } from './budget.ts';
import { lengthOf } from './distance.ts';
import type { Distances } from './distance.ts';
import type { Random } from './random.ts';
import { nearestLists, nearestNeighbourTour, Tour } from './tour.ts';

/** Near points looked at for each point. */
const NEAR = 10;
/** Longest runs that a kick moves: mostly short, so that the damage stays in one quarter of the town… */
const SHORT_KICK = 30;
/** …and at times long, without which stops in clusters keep the wrong bridges between them. */
const LONG_KICK = 100;
const LONG_SHARE = 0.3;
/** Share of a mean step by which a tour may typically grow for once; none at all is caught in the first hollow. */
const HEAT = 0.1;
/** A gain smaller than this is rounding, not a gain. */
const EPSILON = 1e-7;

/**
 * A short closed tour through all points: nearest neighbour, then 2-opt and Or-opt, then kicks (two neighbouring runs
 * change places) each followed by a repair around the kick. A tour a little longer is sometimes gone on from; the best
 * one met is the answer.
 */
export function closedTour(distances: Distances, first: number, budget: Budget, random: Random): Int32Array {
  const n = distances.size;
  const start = nearestNeighbourTour(distances, first);
  if (n < 4) return start;
  const tour = new Tour(start, distances, nearestLists(distances, NEAR));
  for (const point of start) tour.touch(point);
  tour.improve();

  const kept = tour.order.slice();
  const best = kept.slice();
  // Runs of a third of the tour at most: a run is then the shorter way between its ends.
  const longest = Math.floor((n - 1) / 3);
  const upTo = (most: number): number => 1 + Math.floor(random() * Math.min(most, longest));
  const kick = (): number => {
    const most = random() < LONG_SHARE ? LONG_KICK : SHORT_KICK;
    return tour.swapRuns(Math.floor(random() * n), upTo(most), upTo(most));
  };
  // The gap of an open way is bound by a large negative step; heat is taken from the true ones.
  const heat =
    (HEAT * Math.max(0, lengthOf(kept, { size: n, of: distances.of.map((metres) => Math.max(0, metres)) }, true))) / n;

  /** Length of the tour kept, over that of the best. */
  let over = 0;
  spend(budget, () => {
    const change = kick() + tour.improve();
    if (change > 0 && change > -heat * Math.log(random())) {
      tour.restore(kept);
      return;
    }
    over += change;
    kept.set(tour.order);
    if (over >= -EPSILON) return;
    best.set(kept);
    over = 0;
  });
  return best;
}
