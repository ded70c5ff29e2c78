/** A place, WGS 84 degrees. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** Symmetric distances between `size` points, row after row. */
export interface Distances {
  readonly size: number;
  readonly of: Float64Array;
}

const METRES_PER_DEGREE = 111_195;

/**
 * Straight distances in metres, on a plane that touches the city in its middle: within a city of 20 km the error is
 * below one part in a thousand, less than what streets add.
 */
export function planarDistances(places: readonly Place[]): Distances {
  const size = places.length;
  const of = new Float64Array(size * size);
  const middle = places.reduce((sum, place) => sum + place.lat, 0) / Math.max(1, size);
  const shrink = Math.cos((middle * Math.PI) / 180);
  const x = places.map((place) => place.lon * shrink * METRES_PER_DEGREE);
  const y = places.map((place) => place.lat * METRES_PER_DEGREE);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const metres = Math.hypot((x[i] ?? 0) - (x[j] ?? 0), (y[i] ?? 0) - (y[j] ?? 0));
      of[i * size + j] = metres;
      of[j * size + i] = metres;
    }
  }
  return { size, of };
}

/** Distances given as rows. Throws when they are not square, not symmetric, or not numbers from zero up. */
export function givenDistances(rows: readonly (readonly number[])[]): Distances {
  const size = rows.length;
  const of = new Float64Array(size * size);
  rows.forEach((row, i) => {
    if (row.length !== size) throw new RangeError(`Row ${i} has ${row.length} distances, not ${size}.`);
    row.forEach((metres, j) => {
      if (!Number.isFinite(metres) || metres < 0) throw new RangeError(`The distance from ${i} to ${j} is ${metres}.`);
      if (metres !== rows[j]?.[i]) throw new RangeError(`From ${i} to ${j} is not as far as back.`);
      of[i * size + j] = metres;
    });
  });
  return { size, of };
}

/** Length along points in the order given; `closed` adds the way back to the first. */
export function lengthOf(order: ArrayLike<number>, distances: Distances, closed: boolean): number {
  let metres = 0;
  for (let i = 1; i < order.length; i += 1) {
    metres += distances.of[(order[i - 1] ?? 0) * distances.size + (order[i] ?? 0)] ?? 0;
  }
  if (closed && order.length > 1) {
    metres += distances.of[(order[order.length - 1] ?? 0) * distances.size + (order[0] ?? 0)] ?? 0;
  }
  return metres;
}
