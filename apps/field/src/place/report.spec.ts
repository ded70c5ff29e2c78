import type { Instant } from '@curbstop/policy';
import type { Fix } from './place.ts';
import { worthTelling } from './report.ts';

const fix = (lat: number): Fix => ({ lat, lon: -122.7, accuracy: 4, at: 0 as Instant, heading: null });
const told = { fix: fix(38.4), at: 0 };

describe('telling the dispatcher where the truck is', () => {
  it.each([
    ['the first fix', fix(38.4), null, 0, true],
    ['far away, but just told', fix(38.5), told, 9_999, false],
    ['moved', fix(38.4002), told, 10_000, true],
    ['standing', fix(38.4), told, 59_999, false],
    ['standing for a minute', fix(38.4), told, 60_000, true],
  ])('%s', (_name, at, before, now, tell) => expect(worthTelling(at, before, now)).toBe(tell));
});
