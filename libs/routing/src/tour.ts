import type { Distances } from './distance.ts';

/** A gain smaller than this is rounding, not a gain. */
const EPSILON = 1e-7;
/** Longest run of stops that is moved as a whole. */
const RUN = 3;

/** The nearest `count` points of each point, row after row. */
export function nearestLists({ size, of }: Distances, count: number): Int32Array {
  const k = Math.min(count, size - 1);
  const lists = new Int32Array(size * k);
  for (let a = 0; a < size; a += 1) {
    const others = Array.from({ length: size }, (_, b) => b).filter((b) => b !== a);
    others.sort((b, c) => (of[a * size + b] ?? 0) - (of[a * size + c] ?? 0) || b - c);
    lists.set(others.slice(0, k), a * k);
  }
  return lists;
}

/** From the first point always to the nearest not yet visited. */
export function nearestNeighbourTour({ size, of }: Distances, first: number): Int32Array {
  const tour = new Int32Array(size);
  const seen = new Uint8Array(size);
  let at = first;
  for (let i = 0; i < size; i += 1) {
    tour[i] = at;
    seen[at] = 1;
    let next = at;
    let least = Infinity;
    for (let b = 0; b < size; b += 1) {
      const metres = of[at * size + b] ?? 0;
      if (!seen[b] && metres < least) [next, least] = [b, metres];
    }
    at = next;
  }
  return tour;
}

/**
 * A closed tour that is shortened by exchanging two edges (2-opt) and by moving runs of up to three stops (Or-opt),
 * looking only at near neighbours of points whose surroundings changed.
 */
export class Tour {
  readonly order: Int32Array;
  readonly #place: Int32Array;
  readonly #n: number;
  readonly #d: Float64Array;
  readonly #near: Int32Array;
  readonly #k: number;
  readonly #queue: Int32Array;
  readonly #queued: Uint8Array;
  #head = 0;
  #waiting = 0;

  constructor(order: Int32Array, distances: Distances, near: Int32Array) {
    this.#n = distances.size;
    this.#d = distances.of;
    this.#near = near;
    this.#k = this.#n === 0 ? 0 : near.length / this.#n;
    this.order = order.slice();
    this.#place = new Int32Array(this.#n);
    this.#queue = new Int32Array(this.#n);
    this.#queued = new Uint8Array(this.#n);
    this.restore(order);
  }

  /** Goes back to an earlier order. */
  restore(order: Int32Array): void {
    this.order.set(order);
    for (let i = 0; i < this.#n; i += 1) this.#place[order[i] ?? 0] = i;
  }

  /** Asks `improve` to look around a point. */
  touch(point: number): void {
    if (this.#queued[point]) return;
    this.#queued[point] = 1;
    this.#queue[(this.#head + this.#waiting) % this.#n] = point;
    this.#waiting += 1;
  }

  /** Shortens until nothing near the touched points helps. Returns the change of length, zero or less. */
  improve(): number {
    let change = 0;
    while (this.#waiting > 0) {
      const point = this.#queue[this.#head] ?? 0;
      this.#head = (this.#head + 1) % this.#n;
      this.#waiting -= 1;
      this.#queued[point] = 0;
      for (let gain = this.#better(point); gain < 0; gain = this.#better(point)) change += gain;
    }
    return change;
  }

  /**
   * Swaps two neighbouring runs, `first` and `second` points long, behind a place (the double bridge, kept local).
   * Returns the change of length.
   */
  swapRuns(behind: number, first: number, second: number): number {
    const [a, b, c] = [this.#at(behind), this.#at(behind + 1), this.#at(behind + first)];
    const [d, e, f] = [
      this.#at(behind + first + 1),
      this.#at(behind + first + second),
      this.#at(behind + first + second + 1),
    ];
    const change =
      this.#dist(a, d) + this.#dist(e, b) + this.#dist(c, f) - this.#dist(a, b) - this.#dist(c, d) - this.#dist(e, f);
    this.#reverse(behind + 1, behind + first + second);
    // The reversal may have turned the other side instead; the runs are then found from their points.
    this.#reversePath(e, d);
    this.#reversePath(c, b);
    for (const point of [a, b, c, d, e, f]) this.touch(point);
    return change;
  }

  #at(place: number): number {
    const n = this.#n;
    return this.order[place < n ? (place < 0 ? place + n : place) : place - n] ?? 0;
  }

  #dist(a: number, b: number): number {
    return this.#d[a * this.#n + b] ?? 0;
  }

  #next(point: number): number {
    return this.#at((this.#place[point] ?? 0) + 1);
  }

  #before(point: number): number {
    return this.#at((this.#place[point] ?? 0) - 1);
  }

  /** Turns the points from one place to another round; places may run past the end. Turns the shorter side. */
  #reverse(from: number, to: number): void {
    const n = this.#n;
    let i = ((from % n) + n) % n;
    let j = ((to % n) + n) % n;
    let inside = j - i + 1;
    if (inside <= 0) inside += n;
    if (inside * 2 > n) {
      [i, j] = [(j + 1) % n, (i - 1 + n) % n];
      inside = n - inside;
    }
    for (let swaps = inside >> 1; swaps > 0; swaps -= 1) {
      const a = this.order[i] ?? 0;
      const b = this.order[j] ?? 0;
      this.order[i] = b;
      this.#place[b] = i;
      this.order[j] = a;
      this.#place[a] = j;
      i = i + 1 === n ? 0 : i + 1;
      j = j === 0 ? n - 1 : j - 1;
    }
  }

  /** Turns the path between two points round, whichever of them comes first on the shorter way the tour now runs. */
  #reversePath(a: number, b: number): void {
    const i = this.#place[a] ?? 0;
    const j = this.#place[b] ?? 0;
    const forward = (j - i + this.#n) % this.#n;
    const backward = (i - j + this.#n) % this.#n;
    if (forward <= backward) this.#reverse(i, j);
    else this.#reverse(j, i);
  }

  /** Makes the first better change around a point. Returns the change of length; zero when there is none. */
  #better(a: number): number {
    return this.#exchange(a) || this.#moveRun(a);
  }

  /** 2-opt: edges a–b and c–d become a–c and b–d, where c is near a. */
  #exchange(a: number): number {
    for (const ahead of [true, false]) {
      const b = ahead ? this.#next(a) : this.#before(a);
      const ab = this.#dist(a, b);
      for (let k = 0; k < this.#k; k += 1) {
        const c = this.#near[a * this.#k + k] ?? 0;
        const ac = this.#dist(a, c);
        if (ac >= ab) break;
        const d = ahead ? this.#next(c) : this.#before(c);
        const change = ac + this.#dist(b, d) - ab - this.#dist(c, d);
        if (change > -EPSILON) continue;
        if (ahead) this.#reverse(this.#place[b] ?? 0, this.#place[c] ?? 0);
        else this.#reverse(this.#place[c] ?? 0, this.#place[b] ?? 0);
        this.#touchAll(a, b, c, d);
        return change;
      }
    }
    return 0;
  }

  /** Or-opt: a run that ends in a goes between two neighbours, one of them near a, either way round. */
  #moveRun(a: number): number {
    const n = this.#n;
    if (n < RUN + 3) return 0;
    for (const ahead of [true, false]) {
      // The run lies from a away from p: p, a, …, e, q.
      const p = ahead ? this.#before(a) : this.#next(a);
      const pa = this.#dist(p, a);
      let e = a;
      for (let length = 1; length <= RUN; length += 1, e = ahead ? this.#next(e) : this.#before(e)) {
        const q = ahead ? this.#next(e) : this.#before(e);
        const freed = pa + this.#dist(e, q) - this.#dist(p, q);
        if (freed <= EPSILON) continue;
        for (let k = 0; k < this.#k; k += 1) {
          const c = this.#near[a * this.#k + k] ?? 0;
          const ac = this.#dist(a, c);
          if (ac >= freed) break;
          const away = ((this.#place[c] ?? 0) - (this.#place[a] ?? 0) + n) % n;
          if ((ahead ? away : (n - away) % n) < length) continue;
          for (const g of [this.#next(c), this.#before(c)]) {
            if (c === p && g === a) continue;
            if (c === q && g === e) continue;
            if ((c === p && g === q) || (c === q && g === p)) continue;
            const change = ac + this.#dist(e, g) - this.#dist(c, g) - freed;
            if (change > -EPSILON) continue;
            this.#carry(a, e, p, q, c, g);
            this.#touchAll(p, q, a, e, c, g);
            return change;
          }
        }
      }
    }
    return 0;
  }

  /** Moves the run a…e from between p and q to between c and g, a beside c: two or three reversals. */
  #carry(a: number, e: number, p: number, q: number, c: number, g: number): void {
    // Seen along the direction p → a → e → q. Which of c and g is met first tells whether the run is turned.
    const n = this.#n;
    const ahead = this.#next(p) === a;
    const step = (point: number): number => {
      const off = ((this.#place[point] ?? 0) - (this.#place[q] ?? 0) + n) % n;
      return ahead ? off : (n - off) % n;
    };
    const gFirst = step(g) < step(c);
    const last = gFirst ? g : c;
    // p [a..e] [q..last] next: the two blocks change places.
    const far = gFirst ? c : g;
    this.#turn(a, last, ahead);
    // Now p last..q e..a far.
    this.#turnBetween(p, last, q);
    // Now p q..last e..a far: a is beside far.
    if (far !== c) this.#turnBetween(last, e, a);
  }

  /** Turns the path that runs from one point to another in the given direction. */
  #turn(from: number, to: number, ahead: boolean): void {
    if (ahead) this.#reverse(this.#place[from] ?? 0, this.#place[to] ?? 0);
    else this.#reverse(this.#place[to] ?? 0, this.#place[from] ?? 0);
  }

  /** Turns the path `from`…`to` that stands behind `anchor`. */
  #turnBetween(anchor: number, from: number, to: number): void {
    this.#turn(from, to, this.#next(anchor) === from);
  }

  #touchAll(...points: number[]): void {
    for (const point of points) this.touch(point);
  }
}
