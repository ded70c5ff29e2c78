import { inflateSync } from 'node:zlib';
import { smallPng } from './small-png.mjs';

/** The pixels of a palette PNG, as `r,g,b`. */
function pixelsOf(png) {
  const chunks = {};
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks[png.toString('latin1', at + 4, at + 8)] = png.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  const width = chunks.IHDR.readUInt32BE(0);
  return [...inflateSync(chunks.IDAT)]
    .filter((_, nth) => nth % (width + 1) !== 0)
    .map((index) => [...chunks.PLTE.subarray(index * 3, index * 3 + 3)].join(','));
}

const image = (colors, width) => ({
  width,
  height: colors.length / width,
  rgba: Uint8Array.from(colors.flatMap(([r, g, b]) => [r, g, b, 255])),
});

describe('a small PNG', () => {
  it('keeps every color of an image that has few', () => {
    const colors = [
      [255, 255, 255],
      [20, 30, 40],
      [255, 255, 255],
      [200, 0, 0],
      [20, 30, 40],
      [0, 114, 178],
    ];
    expect(pixelsOf(smallPng(image(colors, 3)))).toEqual(colors.map(String));
  });

  it('has at most 256 colors, and keeps that of a large plain area exactly', () => {
    const many = Array.from({ length: 4_000 }, (_, n) => [n % 251, (n * 7) % 241, (n * 13) % 239]);
    const plain = Array.from({ length: 4_000 }, () => [18, 33, 45]);
    const pixels = pixelsOf(smallPng(image([...many, ...plain], 80)));
    expect(new Set(pixels).size).toBeLessThanOrEqual(256);
    expect(new Set(pixels.slice(4_000))).toEqual(new Set(['18,33,45']));
  });
});
