import fc from 'fast-check';
import { closedTour } from './closed-tour.ts';
import { lengthOf } from './distance.ts';
import type { Distances } from './distance.ts';
import { seeded } from './random.ts';
import { nearestLists, nearestNeighbourTour, Tour } from './tour.ts';

function scattered(n: number, seed: number, grid = 0): Distances {
  const random = seeded(seed);
  const place = (): number => (grid > 0 ? Math.floor(random() * grid) : random() * 1_000);
  const points = Array.from({ length: n }, () => [place(), place()] as const);
  const of = new Float64Array(n * n);
  points.forEach(([x, y], i) => points.forEach(([u, v], j) => (of[i * n + j] = Math.hypot(x - u, y - v))));
  return { size: n, of };
}
const points = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('a tour', () => {
  it('keeps every point once, and knows its length after every change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 70 }), fc.nat(1e6), fc.constantFrom(0, 5, 40), (n, seed, grid) => {
        const distances = scattered(n, seed, grid);
        const random = seeded(seed + 1);
        const first = nearestNeighbourTour(distances, 0);
        const tour = new Tour(first, distances, nearestLists(distances, 8));
        let length = lengthOf(tour.order, distances, true);
        for (const point of first) tour.touch(point);
        length += tour.improve();
        const longest = Math.max(1, Math.floor((n - 1) / 3));
        for (let kick = 0; kick < 30; kick += 1) {
          const run = (): number => 1 + Math.floor(random() * longest);
          length += tour.swapRuns(Math.floor(random() * n), run(), run());
          expect(lengthOf(tour.order, distances, true)).toBeCloseTo(length, 5);
          const change = tour.improve();
          expect(change).toBeLessThanOrEqual(0);
          length += change;
          expect(lengthOf(tour.order, distances, true)).toBeCloseTo(length, 5);
          expect([...tour.order].sort((a, b) => a - b)).toEqual(points(n));
        }
      }),
      { numRuns: 120 },
    );
  });

  it('goes back to what was kept', () => {
    const distances = scattered(30, 4);
    const first = nearestNeighbourTour(distances, 3);
    const tour = new Tour(first, distances, nearestLists(distances, 8));
    tour.swapRuns(2, 4, 5);
    expect([...tour.order]).not.toEqual([...first]);
    tour.restore(first);
    expect([...tour.order]).toEqual([...first]);
  });
});

describe('closedTour', () => {
  it.each([0, 1, 2, 3, 4, 5])('visits %d points once', (n) => {
    const tour = closedTour(scattered(n, 1), 0, { iterations: 50 }, seeded(1));
    expect([...tour].sort((a, b) => a - b)).toEqual(points(n));
  });

  it('finds the shortest tour of a lattice, whose length is proven: as many steps as points', () => {
    const [columns, rows] = [10, 8];
    const n = columns * rows;
    const of = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1)
        of[i * n + j] = Math.hypot((i % columns) - (j % columns), Math.floor(i / columns) - Math.floor(j / columns));
    }
    const distances = { size: n, of };
    const tour = closedTour(distances, 0, { iterations: 4_000 }, seeded(1));
    expect(lengthOf(tour, distances, true)).toBeCloseTo(n, 6);
  });

  it('is the same for the same seed, and shorter with more tries', () => {
    const distances = scattered(120, 9);
    const run = (iterations: number): number =>
      lengthOf(closedTour(distances, 0, { iterations }, seeded(3)), distances, true);
    expect(run(500)).toBe(run(500));
    expect(run(2_000)).toBeLessThan(run(0));
  });

  it('ends when the deadline says so', () => {
    let asked = 0;
    const deadline = (): boolean => (asked += 1) > 3;
    closedTour(scattered(50, 2), 0, { iterations: 1e9, deadline }, seeded(1));
    expect(asked).toBe(4);
  });
});
