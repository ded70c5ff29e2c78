import type { Instant } from '@curbstop/policy';
import { moment, TestClock } from './test-clock.ts';

describe('the test clock', () => {
  it('stands still until it is turned', () => {
    const clock = new TestClock('2026-03-16T17:00:00-07:00');
    expect(clock.now()).toBe(Date.UTC(2026, 2, 17, 0, 0, 0));
    expect(clock.now()).toBe(clock.now());
    clock.advance({ hours: 1, minutes: 2, seconds: 3, milliseconds: 4 });
    expect(clock.now()).toBe(Date.UTC(2026, 2, 17, 1, 2, 3, 4));
    clock.set(Date.UTC(2026, 0, 1) as Instant);
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
  });

  it('refuses a moment without an offset and time that runs backwards', () => {
    expect(() => moment('2026-03-16T17:00:00')).toThrow('is no moment');
    expect(() => moment('2026-13-16T17:00:00Z')).toThrow('is no moment');
    expect(() => new TestClock('2026-03-16T17:00:00Z').advance({ minutes: -1 })).toThrow('only passes forward');
  });
});
