import type { Instant } from '@curbstop/policy';

/** The one place time comes from. Rules never read it: they are given `now`. */
export interface Clock {
  now(): Instant;
}
