import type { Distances } from './distance.ts';

/** Up to this many stops the very shortest order is found by trying all. */
export const EXACT_UP_TO = 11;

export interface PathEnds {
  /** Length from the start to a stop, and from a stop to the end; zero where there is none. */
  readonly from: (stop: number) => number;
  readonly to: (stop: number) => number;
}

/**
 * The shortest order of all stops, by the shortest way to have been at each set of stops (Held and Karp). `pins[place]`
 * names the stop that must have that place, or −1.
 */
export function exactPath(distances: Distances, ends: PathEnds, pins: Int32Array): Int32Array {
  const n = distances.size;
  if (n > EXACT_UP_TO) throw new RangeError(`${n} stops are too many to try all orders.`);
  const sets = 1 << n;
  const best = new Float64Array(sets * n).fill(Infinity);
  const came = new Int8Array(sets * n).fill(-1);
  const allowed = (stop: number, place: number): boolean => {
    const pin = pins[place] ?? -1;
    return pin === -1 ? !pins.includes(stop) : pin === stop;
  };
  for (let stop = 0; stop < n; stop += 1) if (allowed(stop, 0)) best[(1 << stop) * n + stop] = ends.from(stop);
  for (let set = 1; set < sets; set += 1) {
    let place = 0;
    for (let bits = set; bits > 0; bits &= bits - 1) place += 1;
    for (let last = 0; last < n; last += 1) {
      const so = best[set * n + last] ?? Infinity;
      if (so === Infinity) continue;
      for (let next = 0; next < n; next += 1) {
        if (set & (1 << next) || !allowed(next, place)) continue;
        const at = (set | (1 << next)) * n + next;
        const metres = so + (distances.of[last * n + next] ?? 0);
        if (metres >= (best[at] ?? Infinity)) continue;
        best[at] = metres;
        came[at] = last;
      }
    }
  }
  const all = sets - 1;
  let last = 0;
  let least = Infinity;
  for (let stop = 0; stop < n; stop += 1) {
    const metres = (best[all * n + stop] ?? Infinity) + ends.to(stop);
    if (metres < least) [last, least] = [stop, metres];
  }
  const order = new Int32Array(n);
  for (let set = all, place = n - 1; place >= 0; place -= 1) {
    order[place] = last;
    const before = came[set * n + last] ?? -1;
    set &= ~(1 << last);
    last = before;
  }
  return order;
}
