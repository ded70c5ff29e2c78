// PNG files small enough for a README: at most 256 colors, packed as tightly as zlib can.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLORS = 256;

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** How often each color occurs, as `r << 16 | g << 8 | b`. */
function countColors(rgba) {
  const counts = new Map();
  for (let at = 0; at < rgba.length; at += 4) {
    const color = (rgba[at] << 16) | (rgba[at + 1] << 8) | rgba[at + 2];
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return [...counts].map(([color, n]) => ({ rgb: [color >> 16, (color >> 8) & 255, color & 255], color, n }));
}

/** The channel in which the colors of a box differ most, and by how much, weighed by how many pixels they have. */
function widest(box) {
  const spans = [0, 1, 2].map((channel) => {
    const values = box.map(({ rgb }) => rgb[channel]);
    return values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255);
  });
  const span = Math.max(...spans);
  const pixels = box.reduce((sum, { n }) => sum + n, 0);
  return { channel: spans.indexOf(span), weight: span * Math.sqrt(pixels) };
}

/** Median cut: the box that differs most is divided until there are as many boxes as colors. */
function paletteOf(colors) {
  const boxes = [{ box: colors, ...widest(colors) }];
  while (boxes.length < COLORS) {
    boxes.sort((a, b) => b.weight - a.weight);
    const [{ box, channel, weight }] = boxes;
    if (weight === 0) break;
    boxes.shift();
    box.sort((a, b) => a.rgb[channel] - b.rgb[channel]);
    const half = Math.max(1, box.length >> 1);
    for (const part of [box.slice(0, half), box.slice(half)]) boxes.push({ box: part, ...widest(part) });
  }
  return boxes.map(({ box }) => {
    // The most frequent color of the box itself: large plain areas keep their exact color.
    const top = box.reduce((a, b) => (b.n > a.n ? b : a));
    return { rgb: top.rgb, colors: box.map(({ color }) => color) };
  });
}

/** @param {{ width: number, height: number, rgba: Uint8Array }} image */
export function smallPng({ width, height, rgba }) {
  const palette = paletteOf(countColors(rgba));
  const indexOf = new Map(palette.flatMap(({ colors }, index) => colors.map((color) => [color, index])));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      rows[y * (width + 1) + 1 + x] = indexOf.get((rgba[at] << 16) | (rgba[at + 1] << 8) | rgba[at + 2]);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(({ rgb }) => rgb))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
