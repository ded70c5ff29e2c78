import fc from 'fast-check';
import { noteSide } from './note-side.ts';

const map = { x: 560, y: 640 };
const note = { width: 240, height: 60 };

describe('a note beside its marker', () => {
  it('stands left of it, and right of it where the left is too narrow', () => {
    expect(noteSide({ x: 400, y: 300 }, note, map, 15)).toEqual({ direction: 'left', offset: { x: -15, y: 0 } });
    expect(noteSide({ x: 40, y: 300 }, note, map, 15)).toEqual({ direction: 'right', offset: { x: 15, y: 0 } });
  });

  it('lies within the map wherever the marker is in it', () => {
    fc.assert(
      fc.property(fc.nat(map.x), fc.nat(map.y), (x, y) => {
        const { direction, offset } = noteSide({ x, y }, note, map, 15);
        const left = direction === 'left' ? x + offset.x - note.width : x + offset.x;
        const top = y - note.height / 2 + offset.y;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + note.width).toBeLessThanOrEqual(map.x);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top + note.height).toBeLessThanOrEqual(map.y);
      }),
    );
  });
});
