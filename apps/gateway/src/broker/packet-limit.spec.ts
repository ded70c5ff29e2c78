import fc from 'fast-check';
import { PacketLimit } from './packet-limit.ts';

/** A packet with a body of `size` bytes. */
function packet(size: number): Buffer {
  const header = [0x30];
  let rest = size;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    header.push(rest > 0 ? byte | 0x80 : byte);
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(size, 0xff)]);
}

describe('the packet limit', () => {
  it.each([
    [0, true],
    [127, true],
    [128, true],
    [1000, true],
    [1001, false],
    [2_000_000, false],
  ])('%i bytes: %s', (size, allowed) => {
    expect(new PacketLimit(1000).allows(packet(size))).toBe(allowed);
  });

  it('says so before the body has come', () => {
    expect(new PacketLimit(1000).allows(packet(5_000).subarray(0, 3))).toBe(false);
  });

  it('refuses a length that never ends', () => {
    expect(new PacketLimit(1000).allows(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
  });

  it('finds the same answer however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }),
        (sizes, cuts) => {
          const stream = Buffer.concat(sizes.map(packet));
          const limit = new PacketLimit(300);
          let allowed = true;
          let at = 0;
          for (let i = 0; at < stream.length && allowed; i += 1) {
            const step = cuts[i % cuts.length] ?? 1;
            allowed = limit.allows(stream.subarray(at, at + step));
            at += step;
          }
          expect(allowed).toBe(sizes.every((size) => size <= 300));
        },
      ),
    );
  });
});
