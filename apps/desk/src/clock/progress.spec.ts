import { turned } from './progress.ts';

describe('the turning clock', () => {
  it.each([
    [0, 50, 100, 0.5],
    [0, -10, 100, 0],
    [0, 120, 100, 1],
    [100, 100, 100, 1],
    [200, 250, 300, 0.5],
  ])('from %i at %i to %i is %d', (from, at, to, share) => {
    expect(turned(from, at, to)).toBe(share);
  });
});
