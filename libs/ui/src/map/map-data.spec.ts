import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { baseFile, unpack } from './base-data.ts';
import { gridIndex } from './grid-index.ts';
import { metresPerPixel, worldX, worldY } from './mercator.ts';

describe('unpack', () => {
  it('reads lines as differences, the first point from the line before', () => {
    const { starts, xy } = unpack([2, 10, 20, 5, 0, 1, 1, -1], [100, 200], 10);
    expect([...starts]).toEqual([0, 2, 3]);
    const places = [
      [110, 220],
      [115, 220],
      [111, 219],
    ];
    expect([...xy]).toEqual(places.flatMap(([x = 0, y = 0]) => [worldX(x / 10), worldY(y / 10)]));
  });

  it('keeps the extent of each line', () => {
    const { boxes } = unpack([2, 0, 0, 10, 10], [0, 0], 1);
    expect([...boxes]).toEqual([worldX(0), worldY(10), worldX(10), worldY(0)]);
  });

  it('does not read a file cut short', () =>
    expect(() => unpack([2, 1, 1, 5], [0, 0], 1)).toThrow('ends within a line'));
});

describe('mercator', () => {
  it('spans the world', () => {
    expect(worldX(-180)).toBe(0);
    expect(worldX(180)).toBe(256);
    expect(worldY(0)).toBeCloseTo(128, 9);
    expect(worldY(85.0511287798)).toBeCloseTo(0, 5);
    expect(metresPerPixel(0, 0)).toBeCloseTo(156_543.03, 1);
  });
});

describe('the grid index', () => {
  const number = fc.double({ min: -50, max: 50, noNaN: true });
  const box = fc.tuple(
    number,
    number,
    fc.double({ min: 0, max: 20, noNaN: true }),
    fc.double({ min: 0, max: 20, noNaN: true }),
  );

  it('finds what a search through all boxes finds', () => {
    fc.assert(
      fc.property(
        fc.array(box, { maxLength: 60 }),
        box,
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        (list, [x, y, w, h], cell) => {
          const boxes = list.map(([bx, by, bw, bh]) => [bx, by, bx + bw, by + bh] as const);
          const index = gridIndex(Float64Array.from(boxes.flat()), cell);
          const expected = boxes.flatMap(([x0, y0, x1, y1], i) =>
            x0 <= x + w && x1 >= x && y0 <= y + h && y1 >= y ? [i] : [],
          );
          expect(index.query(x, y, x + w, y + h)).toEqual(expected);
        },
      ),
    );
  });
});

describe('the packed base map of the demo city', () => {
  const packed = readFileSync(new URL('../../../../apps/api/map/base.json.gz', `file://${__filename}`));
  const file = baseFile.parse(JSON.parse(gunzipSync(packed).toString('utf8')));

  it('is small enough for a tablet', () => expect(packed.length).toBeLessThanOrEqual(700_000));
  it('holds every footprint and street, inside its bounds', () => {
    const houses = unpack(file.houses, file.origin, file.unit);
    const large = unpack(file.large, file.origin, file.unit);
    expect(houses.starts.length - 1 + (large.starts.length - 1)).toBe(19_582);
    expect(file.streets).toHaveLength(546);
    const [west, south, east, north] = file.bounds;
    for (const { boxes } of [houses, large]) {
      for (let i = 0; i < boxes.length; i += 4) {
        expect((boxes[i] ?? 0) >= worldX(west) - 1e-9 && (boxes[i + 2] ?? 0) <= worldX(east) + 1e-9).toBe(true);
        expect((boxes[i + 1] ?? 0) >= worldY(north) - 1e-9 && (boxes[i + 3] ?? 0) <= worldY(south) + 1e-9).toBe(true);
      }
    }
  });
  it('names whom it is owed to, and that the names are invented', () =>
    expect(file.attribution).toBe('© County of Sonoma · street names invented'));
});
