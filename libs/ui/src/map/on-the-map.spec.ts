import fc from 'fast-check';
import { fixLook } from './fix-age.ts';
import { isArrow, nearestTowards } from './nearest.ts';
import { inside, insidePolygon } from './polygon.ts';
import { placeLabels, shortStreet } from './street-labels.ts';

describe('the lasso', () => {
  const square = [
    { lat: 0, lon: 0 },
    { lat: 0, lon: 10 },
    { lat: 10, lon: 10 },
    { lat: 10, lon: 0 },
  ];
  /** A horseshoe open to the north. */
  const horseshoe = [
    { lat: 0, lon: 0 },
    { lat: 0, lon: 9 },
    { lat: 9, lon: 9 },
    { lat: 9, lon: 6 },
    { lat: 3, lon: 6 },
    { lat: 3, lon: 3 },
    { lat: 9, lon: 3 },
    { lat: 9, lon: 0 },
  ];

  it.each([
    [5, 5, true],
    [5, 11, false],
    [-1, 5, false],
    [9.9, 0.1, true],
  ])('square: %d %d is inside: %s', (lat, lon, held) => expect(insidePolygon(square, { lat, lon })).toBe(held));

  it('does not hold what lies in the mouth of a horseshoe', () => {
    const stops = [
      { id: 1, lat: 6, lon: 1 },
      { id: 2, lat: 6, lon: 4.5 },
      { id: 3, lat: 1, lon: 4.5 },
    ];
    expect(inside(horseshoe, stops).map((stop) => stop.id)).toEqual([1, 3]);
  });

  it('holds nothing with fewer than three corners', () =>
    expect(insidePolygon(square.slice(0, 2), { lat: 0, lon: 5 })).toBe(false));

  it('gives the same whichever way and from whichever corner it was drawn', () => {
    const coordinate = fc.integer({ min: -20, max: 20 });
    const corner = fc.record({ lat: coordinate, lon: coordinate });
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), corner, fc.nat(11), (polygon, place, turn) => {
        const odd = { lat: place.lat + 0.5, lon: place.lon + 0.37 };
        const held = insidePolygon(polygon, odd);
        const k = turn % polygon.length;
        expect(insidePolygon([...polygon].reverse(), odd)).toBe(held);
        expect(insidePolygon([...polygon.slice(k), ...polygon.slice(0, k)], odd)).toBe(held);
      }),
    );
  });
});

describe('the age of a fix', () => {
  const now = 1_000_000;
  it.each([
    [0, 'fresh'],
    [89_999, 'fresh'],
    [90_000, 'grey'],
    [599_999, 'grey'],
    [600_000, 'hollow'],
    [-5_000, 'fresh'],
    [-5_001, null],
  ])('%d ms old is %s', (age, look) => expect(fixLook(now - age, now)).toBe(look));
});

describe('arrow keys between markers', () => {
  const spots = [
    { id: 'middle', x: 0, y: 0 },
    { id: 'right', x: 10, y: 1 },
    { id: 'far right', x: 30, y: 0 },
    { id: 'above', x: 2, y: -10 },
    { id: 'aside', x: 5, y: 40 },
  ];
  const from = { id: 'middle', x: 0, y: 0 };
  it.each([
    ['ArrowRight', 'right'],
    ['ArrowUp', 'above'],
    ['ArrowDown', 'right'],
    ['ArrowLeft', null],
  ] as const)('%s goes to %s', (arrow, id) => expect(nearestTowards(from, arrow, spots)).toBe(id));
  it('knows no other keys', () => expect([isArrow('ArrowUp'), isArrow('Enter')]).toEqual([true, false]));
});

describe('street names', () => {
  it('are written short', () =>
    expect(['Amber Knoll Drive', 'Court Street', 'Sandy Way'].map(shortStreet)).toEqual([
      'Amber Knoll Dr',
      'Court St',
      'Sandy Way',
    ]));

  const line = (text: string, ...points: number[]): { text: string; width: number; points: number[] } => ({
    text,
    width: 100,
    points,
  });
  it('stand on the middle of a straight line, never upside down', () => {
    const [label] = placeLabels([line('a', 200, 0, 0, 0)], 14);
    expect(label).toMatchObject({ x: 100, y: 0 });
    expect(label?.angle).toBeCloseTo(0, 9);
  });
  it('are left out where the line is too short or too bent', () => {
    expect(placeLabels([line('a', 0, 0, 90, 0)], 14)).toEqual([]);
    expect(placeLabels([line('a', 0, 0, 60, 0, 60, 60)], 14)).toEqual([]);
  });
  it('do not cover one another; the longer street has the place', () => {
    const labels = placeLabels([line('short', 0, 5, 120, 5), line('long', -200, 0, 320, 0)], 14);
    expect(labels.map((label) => label.text)).toEqual(['long']);
  });
  it('repeat along a long line, apart', () => {
    const labels = placeLabels([line('a', 0, 0, 2_000, 0)], 14);
    expect(labels.length).toBeGreaterThanOrEqual(3);
    const xs = labels.map((label) => label.x).sort((a, b) => a - b);
    for (let i = 1; i < xs.length; i += 1) expect((xs[i] ?? 0) - (xs[i - 1] ?? 0)).toBeGreaterThanOrEqual(420);
  });
});
