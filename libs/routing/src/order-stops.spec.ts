import fc from 'fast-check';
import { givenDistances, lengthOf, planarDistances } from './distance.ts';
import { bestOrder, MOST_STOPS, orderStops } from './order-stops.ts';
import type { Stop } from './order-stops.ts';
import { seeded } from './random.ts';

const MIDDLE = { lon: -122.62, lat: 38.245 };

function day(n: number, seed: number): Stop<string>[] {
  const random = seeded(seed);
  return Array.from({ length: n }, (_, i) => ({
    id: `order ${i}`,
    lon: MIDDLE.lon + (random() - 0.5) * 0.08,
    lat: MIDDLE.lat + (random() - 0.5) * 0.06,
  }));
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const item of items)
    for (const rest of permutations(items.filter((other) => other !== item))) yield [item, ...rest];
}

/** The shortest by trying every order that keeps the pins. */
function bruteForce(stops: readonly Stop<string>[], start: boolean, closed: boolean): number {
  const distances = planarDistances(start ? [...stops, MIDDLE] : stops);
  let least = Infinity;
  for (const order of permutations(stops.map((_, i) => i))) {
    if (order.some((stop, place) => stops[place]?.pinned && stop !== place)) continue;
    least = Math.min(least, lengthOf(start ? [stops.length, ...order] : order, distances, closed));
  }
  return least;
}

describe('orderStops', () => {
  it('does nothing to no stop, and little to one', () => {
    expect(orderStops([])).toEqual({ ids: [], metres: 0, metresBefore: 0 });
    const [only] = day(1, 1);
    expect(orderStops(only ? [only] : [], { start: MIDDLE })).toMatchObject({ ids: ['order 0'] });
  });

  it('gives every stop once, keeps the pins, and is never longer than before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.nat(1e6),
        fc.boolean(),
        fc.boolean(),
        fc.nat(4),
        (n, seed, start, closed, pins) => {
          const random = seeded(seed);
          const pinnedAt = new Set(
            start || !closed ? Array.from({ length: pins }, () => Math.floor(random() * n)) : [],
          );
          const stops = day(n, seed).map((stop, i) => ({ ...stop, pinned: pinnedAt.has(i) }));
          const got = orderStops(stops, { start: start ? MIDDLE : null, closed, iterations: 40, seed });
          expect([...got.ids].sort()).toEqual(stops.map((stop) => stop.id).sort());
          stops.forEach((stop, place) => {
            if (stop.pinned) expect(got.ids[place]).toBe(stop.id);
          });
          expect(got.metres).toBeLessThanOrEqual(got.metresBefore + 1e-6);
          const places = got.ids.flatMap((id) => stops.filter((stop) => stop.id === id));
          const way = planarDistances(start ? [MIDDLE, ...places] : places);
          expect(got.metres).toBeCloseTo(
            lengthOf(
              places.length + (start ? 1 : 0) === 0 ? [] : Array.from({ length: way.size }, (_, i) => i),
              way,
              closed,
            ),
            5,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([true, false])('is the shortest of all orders for a few stops (round trip: %s)', (closed) => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const stops = day(2 + (seed % 6), seed);
      expect(orderStops(stops, { start: MIDDLE, closed }).metres).toBeCloseTo(bruteForce(stops, true, closed), 6);
      expect(orderStops(stops, { closed }).metres).toBeCloseTo(bruteForce(stops, false, closed), 6);
    }
  });

  it('is the shortest of all orders that keep the pins, for a few stops', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const stops = day(6, seed).map((stop, i) => ({ ...stop, pinned: i === seed % 6 || i === 4 }));
      expect(orderStops(stops, { start: MIDDLE }).metres).toBeCloseTo(bruteForce(stops, true, false), 6);
    }
  });

  it('agrees, searching, with the exact answer it has for eleven stops', () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const stops = day(11, seed);
      const exact = orderStops(stops, { start: MIDDLE }).metres;
      // Two stops at the start itself add nothing to the way but take the exact search away.
      const more = [...stops, { ...MIDDLE, id: 'a' }, { ...MIDDLE, id: 'b' }];
      // They move the middle of the plane a little, so lengths differ by millionths.
      expect(orderStops(more, { start: MIDDLE, iterations: 3_000 }).metres / exact).toBeCloseTo(1, 4);
      const pinned = [{ ...MIDDLE, id: 'a', pinned: true }, { ...MIDDLE, id: 'b', pinned: true }, ...stops];
      expect(orderStops(pinned, { start: MIDDLE, iterations: 3_000 }).metres).toBeLessThanOrEqual(exact * 1.0001);
    }
  });

  it('is the same each time', () => {
    const stops = day(80, 5);
    expect(orderStops(stops, { start: MIDDLE, seed: 2 })).toEqual(orderStops(stops, { start: MIDDLE, seed: 2 }));
  });

  it('says what it does not do', () => {
    expect(() => orderStops(day(MOST_STOPS + 1, 1))).toThrow('more than 320');
    const ring = day(14, 1).map((stop, i) => ({ ...stop, pinned: i === 3 }));
    expect(() => orderStops(ring, { closed: true })).toThrow('need a start');
  });
});

describe('distances', () => {
  it('are metres on the ground', () => {
    const { of } = planarDistances([
      MIDDLE,
      { lon: MIDDLE.lon, lat: MIDDLE.lat + 0.01 },
      { lon: MIDDLE.lon + 0.01, lat: MIDDLE.lat },
    ]);
    expect(of[1]).toBeCloseTo(1_112, 0);
    expect(of[2]).toBeCloseTo(1_112 * Math.cos((MIDDLE.lat * Math.PI) / 180), -1);
    expect(of[5]).toBe(of[7]);
  });

  it('may be given, when they are the same both ways', () => {
    const rows = [
      [0, 1, 9],
      [1, 0, 1],
      [9, 1, 0],
    ];
    const order = bestOrder({
      stops: 3,
      distances: givenDistances(rows),
      hasStart: false,
      closed: false,
      seed: 1,
      iterations: 10,
    });
    expect(order[1]).toBe(1);
    expect(() =>
      givenDistances([
        [0, 1],
        [2, 0],
      ]),
    ).toThrow('not as far as back');
    expect(() => givenDistances([[0, 1]])).toThrow('2 distances, not 1');
    expect(() => givenDistances([[Number.NaN]])).toThrow('NaN');
  });
});
