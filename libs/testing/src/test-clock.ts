import type { Clock } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';

/** A stretch of elapsed time. Civil days are no stretch of time: set the clock to the next day's moment instead. */
export interface Stretch {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A moment from its ISO text with an offset, as `2026-03-16T17:00:00-07:00`. */
export function moment(text: string): Instant {
  const at = /(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`${text} is no moment: write it as 2026-03-16T17:00:00-07:00.`);
  return at as Instant;
}

/** A clock that stands still until a test turns it. */
export class TestClock implements Clock {
  private at: Instant;

  constructor(start: Instant | string) {
    this.at = typeof start === 'string' ? moment(start) : start;
  }

  now(): Instant {
    return this.at;
  }

  /** Turns the clock to a moment, later or earlier. */
  set(to: Instant | string): Instant {
    this.at = typeof to === 'string' ? moment(to) : to;
    return this.at;
  }

  /** Lets time pass. */
  advance({ hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Stretch): Instant {
    const passed = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
    if (!(passed >= 0)) throw new RangeError('Time only passes forward: use set() to turn the clock back.');
    this.at = (this.at + passed) as Instant;
    return this.at;
  }
}
