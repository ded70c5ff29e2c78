import type { Budget } from './budget.ts';
import { closedTour } from './closed-tour.ts';
import { lengthOf, planarDistances } from './distance.ts';
import type { Distances, Place } from './distance.ts';
import { EXACT_UP_TO, exactPath } from './exact-path.ts';
import type { PathEnds } from './exact-path.ts';
import { pinnedPath } from './pinned-path.ts';
import { seeded } from './random.ts';

/** A stop of a crew's day. */
export interface Stop<Id> extends Place {
  readonly id: Id;
  /** It keeps its place in the list. */
  readonly pinned?: boolean;
}

export interface OrderOptions {
  /** Where the crew starts; without it the first stop may be any. */
  readonly start?: Place | null;
  /** Whether the way back to the start counts (to the first stop, without a start). */
  readonly closed?: boolean;
  readonly seed?: number;
  readonly iterations?: number;
  /** Asked now and then; true ends the search. Without it the number of iterations alone decides. */
  readonly deadline?: () => boolean;
}

export interface Ordered<Id> {
  readonly ids: Id[];
  /** Length of the way found, from the start, in metres. */
  readonly metres: number;
  /** Length of the way as the stops were given. */
  readonly metresBefore: number;
}

/** Most stops that are ordered at once. */
export const MOST_STOPS = 320;
/** Below half a second for 300 stops. */
const ITERATIONS = 8_000;
/** A pinned search looks at every pair again after each kick. */
const pinnedIterations = (stops: number): number => Math.ceil(1_200_000 / (stops * stops));

/** Orders given distances: the points 0 up to `stops`, and behind them the start when there is one. */
export interface OrderProblem extends Budget {
  readonly stops: number;
  /** Between all stops, and the start as last point when `hasStart`. */
  readonly distances: Distances;
  readonly hasStart: boolean;
  readonly closed: boolean;
  /** Places of pinned stops, as bytes by place; the stop there is the one with the same number. */
  readonly pinned?: Uint8Array;
  readonly seed: number;
}

/** The same distances without the points from `size` on. */
function firstPoints(distances: Distances, size: number): Distances {
  const of = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    of.set(distances.of.subarray(i * distances.size, i * distances.size + size), i * size);
  return { size, of };
}

/**
 * An open way becomes a closed tour by one more point, the gap: it is no distance from everything, and bound to the
 * start by an edge so cheap that no tour leaves it out.
 */
function withGap(distances: Distances, start: number | null): Distances {
  const size = distances.size + 1;
  const of = new Float64Array(size * size);
  let longest = 1;
  for (let i = 0; i < distances.size; i += 1) {
    of.set(distances.of.subarray(i * distances.size, (i + 1) * distances.size), i * size);
  }
  for (const metres of distances.of) longest = Math.max(longest, metres);
  if (start !== null) {
    of[start * size + size - 1] = -8 * longest;
    of[(size - 1) * size + start] = -8 * longest;
  }
  return { size, of };
}

/** The tour read from one point on, in the direction that `then` comes last. */
function readFrom(tour: Int32Array, first: number, last: number | null): number[] {
  const at = tour.indexOf(first);
  const order = [...tour.subarray(at), ...tour.subarray(0, at)];
  if (last !== null && order[1] === last) return [first, ...order.slice(1).reverse()];
  return order;
}

function freeOrder(problem: OrderProblem): number[] {
  const { stops, distances, hasStart, closed } = problem;
  const random = seeded(problem.seed);
  const start = hasStart ? stops : null;
  if (closed) {
    const tour = closedTour(distances, start ?? 0, problem, random);
    return readFrom(tour, start ?? 0, null).filter((point) => point !== start);
  }
  const gap = distances.size;
  const tour = closedTour(withGap(distances, start), start ?? gap, problem, random);
  const order = start === null ? readFrom(tour, gap, null) : readFrom(tour, start, gap);
  return order.filter((point) => point < stops);
}

/** A first order: the free stops as they would be ordered alone, in the places that the pins leave. */
function aroundPins(problem: OrderProblem, pinned: Uint8Array): Int32Array {
  const alone = freeOrder({ ...problem, iterations: 0 }).filter((stop) => !pinned[stop]);
  let next = 0;
  return Int32Array.from(pinned, (isPinned, place) => (isPinned ? place : (alone[next++] ?? place)));
}

/** The order of the stops' numbers; the shortest there is up to 11 stops, a short one above. */
export function bestOrder(problem: OrderProblem): number[] {
  const { stops, distances, hasStart, closed } = problem;
  if (stops > MOST_STOPS) throw new RangeError(`${stops} stops are more than ${MOST_STOPS}.`);
  const pinned = problem.pinned ?? new Uint8Array(stops);
  const anyPinned = pinned.includes(1);
  // A round trip without a start has no first place to leave from: only the search through places knows its length.
  const ringOnly = closed && !hasStart;
  const fromStart = (stop: number): number => (hasStart ? (distances.of[stops * distances.size + stop] ?? 0) : 0);
  const ends: PathEnds = { from: fromStart, to: closed ? fromStart : () => 0 };
  const between = firstPoints(distances, stops);
  if (stops <= EXACT_UP_TO && !ringOnly) {
    const pins = Int32Array.from({ length: stops }, (_, place) => (pinned[place] ? place : -1));
    return [...exactPath(between, ends, pins)];
  }
  if (!anyPinned) return freeOrder(problem);
  if (ringOnly) throw new RangeError('Pinned stops of a round trip need a start: without one no place is the first.');
  return [...pinnedPath(aroundPins(problem, pinned), between, ends, pinned, problem, seeded(problem.seed))];
}

/**
 * Orders stops for a short drive, on straight distances. Never longer than the order given. The same stops, seed and
 * iterations give the same answer.
 */
export function orderStops<Id>(stops: readonly Stop<Id>[], options: OrderOptions = {}): Ordered<Id> {
  const start = options.start ?? null;
  const closed = options.closed ?? false;
  const distances = planarDistances(start ? [...stops, start] : stops);
  const pinned = Uint8Array.from(stops, (stop) => (stop.pinned ? 1 : 0));
  const order = bestOrder({
    stops: stops.length,
    distances,
    hasStart: start !== null,
    closed,
    pinned,
    seed: options.seed ?? 1,
    iterations: options.iterations ?? (pinned.includes(1) ? pinnedIterations(stops.length) : ITERATIONS),
    ...(options.deadline ? { deadline: options.deadline } : {}),
  });
  const metresOf = (sequence: readonly number[]): number =>
    lengthOf(start ? [stops.length, ...sequence] : sequence, distances, closed);
  const given = stops.map((_, number) => number);
  const metresBefore = metresOf(given);
  const found = metresOf(order);
  const best = found < metresBefore ? order : given;
  return {
    ids: best.flatMap((number) => stops.slice(number, number + 1).map((stop) => stop.id)),
    metres: Math.min(found, metresBefore),
    metresBefore,
  };
}
