import { bestOrder, lengthOf } from '../src/index.ts';
import type { Distances } from '../src/index.ts';
import { seeded } from '../src/random.ts';
import { heldKarpBound } from './lower-bound.ts';

/** Stops of a day, milliseconds given, days tried. */
const STOPS = 300;
const BUDGET_MS = 500;
const DAYS = 10;
/** The reference: so many long searches, of so long. */
const LONG_RUNS = 2;
const LONG_MS = 3_000;

/** 300 stops scattered evenly over ten kilometres square. */
export function scatteredDay(seed: number, stops = STOPS): Distances {
  const random = seeded(seed);
  const points = Array.from({ length: stops }, () => [random() * 10_000, random() * 10_000] as const);
  const of = new Float64Array(stops * stops);
  points.forEach(([x, y], i) => points.forEach(([u, v], j) => (of[i * stops + j] = Math.hypot(x - u, y - v))));
  return { size: stops, of };
}

function search(distances: Distances, seed: number, ms: number): number {
  const end = performance.now() + ms;
  const order = bestOrder({
    stops: distances.size,
    distances,
    hasStart: false,
    closed: true,
    seed,
    iterations: Number.MAX_SAFE_INTEGER,
    deadline: () => performance.now() >= end,
  });
  return lengthOf(order, distances, true);
}

/**
 * How near half a second comes to the best known, in metres, on days of 300 stops; each round is another day. The
 * reference is the best of far longer searches of our own, since no instance with a published optimum may be carried
 * here: below 1 is possible. `overBound` compares with a proven lower bound, which the shortest tour itself exceeds by
 * about 0.7 %.
 */
export function open() {
  const days = Array.from({ length: DAYS }, (_, round) => scatteredDay(1_000 + round));
  const dayOf = (round: number): Distances => {
    const day = days[round];
    if (!day) throw new Error(`There is no day ${round}.`);
    return day;
  };
  const found: number[] = [];
  const best: number[] = [];
  return {
    unit: 'metres',
    better: 'lower',
    rounds: DAYS,
    ours: (round: number) => (found[round] = search(dayOf(round), 1, BUDGET_MS)),
    reference: (round: number) =>
      (best[round] = Math.min(...Array.from({ length: LONG_RUNS }, (_, k) => search(dayOf(round), 100 + k, LONG_MS)))),
    more: () => ({
      overBound: found.map(
        (ours, round) => ours / heldKarpBound(dayOf(round), Math.min(ours, best[round] ?? ours), 600),
      ),
    }),
  };
}
