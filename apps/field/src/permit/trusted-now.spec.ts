import { trustedNow } from './trusted-now.ts';

const T = 1_000_000;

describe('the moment a permit is measured with', () => {
  it.each([
    ['all clocks agree', { steady: T, wall: T, latest: T, heard: true }, T],
    ['the page slept: the tablet’s clock ran on', { steady: T, wall: T + 900, latest: T, heard: true }, T + 900],
    ['the clock was set back while the page runs', { steady: T, wall: T - 90_000, latest: T, heard: true }, T],
    [
      'the clock was set back, then a reload offline',
      { steady: T - 90_000, wall: T - 90_000, latest: T, heard: false },
      null,
    ],
    ['a reload offline, the clocks a second apart', { steady: T - 1_000, wall: T - 1_000, latest: T, heard: false }, T],
  ])('%s', (_name, witnesses, expected) => {
    expect(trustedNow(witnesses)).toBe(expected);
  });
});
