import type { Distances } from '../src/distance.ts';

/**
 * A length that no closed tour can beat: the heaviest 1-tree found by raising the price of points with too few edges
 * and lowering that of points with too many (Held and Karp, 1971). On scattered points the shortest tour is some
 * 0.7 % above it, so a tour within 1.7 % of the bound is within about 1 % of the shortest. `upper` is a known tour.
 */
export function heldKarpBound({ size: n, of }: Distances, upper: number, rounds: number): number {
  const price = new Float64Array(n);
  const degree = new Int32Array(n);
  const near = new Float64Array(n);
  const parent = new Int32Array(n);
  const inTree = new Uint8Array(n);
  let best = -Infinity;
  let scale = 2;
  let sinceBetter = 0;

  for (let round = 0; round < rounds; round += 1) {
    // Point 0 stands apart; the others are spanned by a tree, and 0 joins it by its two cheapest edges.
    degree.fill(0);
    inTree.fill(0);
    near.fill(Infinity);
    near[1] = 0;
    parent[1] = -1;
    let weight = 0;
    for (let step = 1; step < n; step += 1) {
      let at = -1;
      let least = Infinity;
      for (let i = 1; i < n; i += 1) {
        const cost = near[i] ?? Infinity;
        if (!inTree[i] && cost < least) [at, least] = [i, cost];
      }
      inTree[at] = 1;
      weight += least;
      const up = parent[at] ?? -1;
      if (up > 0) {
        degree[at] = (degree[at] ?? 0) + 1;
        degree[up] = (degree[up] ?? 0) + 1;
      }
      for (let i = 1; i < n; i += 1) {
        if (inTree[i]) continue;
        const cost = (of[at * n + i] ?? 0) + (price[at] ?? 0) + (price[i] ?? 0);
        if (cost < (near[i] ?? Infinity)) {
          near[i] = cost;
          parent[i] = at;
        }
      }
    }
    let [first, second] = [-1, -1];
    const toZero = (i: number): number => (i < 0 ? Infinity : (of[i] ?? 0) + (price[0] ?? 0) + (price[i] ?? 0));
    for (let i = 1; i < n; i += 1) {
      if (toZero(i) < toZero(first)) [first, second] = [i, first];
      else if (toZero(i) < toZero(second)) second = i;
    }
    weight += toZero(first) + toZero(second);
    for (const end of [first, second]) degree[end] = (degree[end] ?? 0) + 1;
    degree[0] = 2;

    let bound = weight;
    let off = 0;
    for (let i = 0; i < n; i += 1) {
      bound -= 2 * (price[i] ?? 0);
      off += ((degree[i] ?? 0) - 2) ** 2;
    }
    if (bound > best) {
      best = bound;
      sinceBetter = 0;
    } else if ((sinceBetter += 1) >= 15) {
      scale /= 1.5;
      sinceBetter = 0;
    }
    if (off === 0) break;
    const step = (scale * (upper - bound)) / off;
    for (let i = 0; i < n; i += 1) price[i] = (price[i] ?? 0) + step * ((degree[i] ?? 0) - 2);
  }
  return best;
}
