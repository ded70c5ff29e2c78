import type { Instant } from '@curbstop/policy';
import { TestClock } from '@curbstop/testing';

/** A clock that the story sets and that then goes on by itself, as screens expect of a city's. */
export class RunningClock extends TestClock {
  private setAt = performance.now();

  override now(): Instant {
    return (super.now() + Math.floor(performance.now() - this.setAt)) as Instant;
  }

  override set(to: Instant | string): Instant {
    this.setAt = performance.now();
    return super.set(to);
  }
}
