import { z } from 'zod';
import { worldX, worldY } from './mercator.ts';

const packed = z.array(z.number());

/**
 * The base map's file: integers of `1 / unit` degree. `houses`, `large`, `outline` and each street's `lines` are
 * `[count, x, y, dx, dy, …]` line after line; a line's first point is the difference to the first point of the line
 * before it (at the start: to `origin`), every further one to the point before it.
 */
export const baseFile = z.object({
  version: z.literal(1),
  attribution: z.string(),
  unit: z.number().positive(),
  origin: z.tuple([z.number(), z.number()]),
  /** west, south, east, north */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  houses: packed,
  large: packed,
  streets: z.array(z.object({ name: z.string(), lines: packed })),
  outline: packed,
});
export type BaseFile = z.infer<typeof baseFile>;

/** Lines in world units, one flat list: points of line `i` are `xy[2 * starts[i]]` up to `xy[2 * starts[i + 1]]`. */
export interface Shapes {
  readonly xy: Float64Array;
  /** Index of each line's first point, and one more for the end. */
  readonly starts: Uint32Array;
  /** Extent of each line: minX, minY, maxX, maxY. */
  readonly boxes: Float64Array;
}

/** Unpacks lines to world units. Throws when the list ends within a line. */
export function unpack(flat: readonly number[], origin: readonly [number, number], unit: number): Shapes {
  let points = 0;
  let lines = 0;
  for (let i = 0; i < flat.length; i += 1 + 2 * (flat[i] ?? 0)) {
    points += flat[i] ?? 0;
    lines += 1;
  }
  if (flat.length !== lines + 2 * points) throw new RangeError('The base map ends within a line.');

  const xy = new Float64Array(points * 2);
  const starts = new Uint32Array(lines + 1);
  const boxes = new Float64Array(lines * 4);
  let [firstX, firstY] = origin;
  let read = 0;
  let at = 0;
  for (let line = 0; line < lines; line += 1) {
    const count = flat[read++] ?? 0;
    starts[line] = at;
    let x = firstX;
    let y = firstY;
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < count; i += 1, at += 1) {
      x += flat[read++] ?? 0;
      y += flat[read++] ?? 0;
      if (i === 0) [firstX, firstY] = [x, y];
      const wx = worldX(x / unit);
      const wy = worldY(y / unit);
      xy[2 * at] = wx;
      xy[2 * at + 1] = wy;
      minX = Math.min(minX, wx);
      minY = Math.min(minY, wy);
      maxX = Math.max(maxX, wx);
      maxY = Math.max(maxY, wy);
    }
    boxes.set([minX, minY, maxX, maxY], line * 4);
  }
  starts[lines] = at;
  return { xy, starts, boxes };
}
