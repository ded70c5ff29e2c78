import { heldKarpBound } from '../bench/lower-bound.ts';
import { scatteredDay } from '../bench/routes.ts';
import { lengthOf } from './distance.ts';
import { bestOrder } from './order-stops.ts';

describe('the quality of an order', () => {
  it('bounds a ring exactly: its shortest tour is known', () => {
    const n = 24;
    const of = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) of[i * n + j] = 200 * Math.sin((Math.PI * Math.abs(i - j)) / n);
    const around = n * 200 * Math.sin(Math.PI / n);
    expect(heldKarpBound({ size: n, of }, around, 400)).toBeCloseTo(around, 3);
  });

  // The shortest tour of scattered points is some 0.7 % above this bound, so 1.7 % means within about 1 % of it.
  it.each([1, 2, 3])(
    '300 stops with the tries of half a second: within 1.7 %% of what no tour can beat (day %d)',
    (seed) => {
      const distances = scatteredDay(seed);
      const order = bestOrder({ stops: 300, distances, hasStart: false, closed: true, seed: 1, iterations: 8_000 });
      const metres = lengthOf(order, distances, true);
      const bound = heldKarpBound(distances, metres, 400);
      expect(bound).toBeLessThan(metres);
      expect(metres / bound).toBeLessThan(1.017);
    },
  );
});
