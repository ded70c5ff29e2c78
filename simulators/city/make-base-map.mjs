// Packs footprints, streets and outline of the demo city into one file that a browser draws as its base map:
// integers of 1e-5 degree, each the difference to the one before it. Run again whenever the data changes:
//   node simulators/city/make-base-map.mjs
// The format is described and read in libs/ui/src/map/base-data.ts.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

const data = new URL('./data/', import.meta.url);
const out = new URL('../../apps/api/map/base.json.gz', import.meta.url);
const LIMIT = 700_000;
const UNIT = 1e5;
/** Kinds that are drawn like houses; everything else is a large building. */
const HOUSES = new Set(['house', 'yes', 'residential', 'semidetached_house', 'farm']);

const read = async (name) => JSON.parse(await readFile(new URL(name, data), 'utf8'));
const buildings = JSON.parse(gunzipSync(await readFile(new URL('buildings.geojson.gz', data))).toString('utf8'));
const streets = await read('streets.geojson');
const boundary = await read('boundary.geojson');

const quantise = (line) => line.map(([lon, lat]) => [Math.round(lon * UNIT), Math.round(lat * UNIT)]);

/** Leaves out points that repeat the one before or lie on the straight line to the next. */
function lean(points, closed) {
  const distinct = points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
  if (closed && distinct.length > 1 && String(distinct[0]) === String(distinct.at(-1))) distinct.pop();
  return distinct.filter((b, i) => {
    const a = distinct[i - 1];
    const c = distinct[i + 1];
    return !a || !c || (b[0] - a[0]) * (c[1] - b[1]) !== (b[1] - a[1]) * (c[0] - b[0]);
  });
}

const rings = buildings.features
  .map((feature) => ({
    big: HOUSES.has(feature.properties.b) ? 0 : 1,
    points: lean(quantise(feature.geometry.coordinates[0]), true),
  }))
  .filter((ring) => ring.points.length >= 3);
const lines = streets.features.map((feature) => ({
  name: feature.properties.demo_street,
  lines: feature.geometry.coordinates.map((line) => lean(quantise(line), false)).filter((line) => line.length >= 2),
}));
const outline = (
  boundary.features[0].geometry.type === 'Polygon'
    ? [boundary.features[0].geometry.coordinates]
    : boundary.features[0].geometry.coordinates
).map((polygon) => lean(quantise(polygon[0]), true));

const all = [...rings.map((ring) => ring.points), ...lines.flatMap((street) => street.lines)].flat();
const extent = (axis) =>
  all.reduce(([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])], [Infinity, -Infinity]);
const [west, east] = extent(0);
const [south, north] = extent(1);

// Neighbours one after another make small differences: rows of 200 units, each walked from west to east.
const row = (ring) => Math.floor((ring.points[0][1] - south) / 200);
rings.sort(
  (a, b) => a.big - b.big || row(a) - row(b) || a.points[0][0] - b.points[0][0] || a.points[0][1] - b.points[0][1],
);

/** `[count, x, y, dx, dy, …]` for each line in turn; the first point counts from the first of the line before. */
function pack(list) {
  const flat = [];
  let first = [west, south];
  for (const points of list) {
    let last = first;
    flat.push(points.length);
    for (const point of points) {
      flat.push(point[0] - last[0], point[1] - last[1]);
      last = point;
    }
    first = points[0];
  }
  return flat;
}

const map = {
  version: 1,
  attribution: '© County of Sonoma · street names invented',
  unit: UNIT,
  origin: [west, south],
  bounds: [west, south, east, north].map((value) => value / UNIT),
  houses: pack(rings.filter((ring) => ring.big === 0).map((ring) => ring.points)),
  large: pack(rings.filter((ring) => ring.big === 1).map((ring) => ring.points)),
  streets: lines.map((street) => ({ name: street.name, lines: pack(street.lines) })),
  outline: pack(outline),
};
const packed = gzipSync(JSON.stringify(map), { level: 9 });
if (packed.length > LIMIT) throw new Error(`The base map is ${packed.length} bytes; it may have ${LIMIT}.`);
await mkdir(new URL('.', out), { recursive: true });
await writeFile(out, packed);
console.log(`${rings.length} buildings, ${lines.length} streets: ${packed.length} bytes`);
