import type { Instant } from '@curbstop/policy';
import { placeWords } from './place-words.ts';

const fix = { lon: -122.7, lat: 38.4, accuracy: 5, heading: null, at: 1_000_000 as Instant };
const after = (seconds: number): string => placeWords({ fix, problem: null }, 1_000_000 + seconds * 1_000, 'miles');

describe('what the tablet says of its position', () => {
  it('a position carries its age, and is none once it is too old to prove anything', () => {
    expect(after(0)).toBe('Position good to 16 ft, just now');
    expect(after(45)).toBe('Position good to 16 ft, 45 s ago');
    expect(after(120)).toBe('Position good to 16 ft, 2 min ago');
    expect(after(121)).toBe('No position now: the last is from 2 min ago');
    expect(after(3_600)).toBe('No position now: the last is from 1 h 00 m ago');
  });

  it('without any it says why', () => {
    expect(placeWords({ fix: null, problem: 'denied' }, 0, 'miles')).toBe('Position not allowed in this browser');
    expect(placeWords({ fix: null, problem: 'unavailable' }, 0, 'miles')).toBe('No position yet');
  });
});
