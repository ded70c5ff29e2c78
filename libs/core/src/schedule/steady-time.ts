import { uptime } from 'node:os';
import type { Instant } from '@curbstop/policy';
import type { SystemTime } from './city-clock.ts';

/** A step of the machine's clock up to here is taken as it is: people and time servers set clocks by seconds. */
const TAKEN_STEP_MS = 2 * 60_000;
/** What is believed is noted anew so often, so that a clock that runs a little fast or slow is no jump in the end. */
const NOTE_EVERY_MS = 10_000;

/** What has passed, in milliseconds: nobody sets these counts, and where they begin does not matter. */
export interface Passed {
  /** The machine's sleep with it. Asking takes a while. */
  readonly inAll: () => number;
  /** While the machine was awake. Asking takes no time. */
  readonly awake: () => number;
}

const OF_THIS_MACHINE: Passed = { inAll: () => uptime() * 1_000, awake: () => performance.now() };

/** The machine's time, past what jumps in it. */
export interface SteadyTime {
  readonly now: SystemTime;
  /** How far the machine's clock has jumped ahead (or, below zero, back) since it was believed; 0 while it is. */
  readonly jumped: () => number;
}

/**
 * Time as the machine's time of day, `wall`, and what has passed tell it together. Where they come apart the earlier
 * one holds: a clock that jumps a day ahead makes nobody a day late, and one that is set back is followed. It is
 * believed again when they agree, or after a new start.
 */
export function steadyTime(wall: () => number, passed: Passed = OF_THIS_MACHINE): SteadyTime {
  const note = (at: number) => ({ wall: at, inAll: passed.inAll(), awake: passed.awake() });
  let believed = note(wall());
  const look = (): { at: number; jumped: number } => {
    const at = wall();
    const since = passed.awake() - believed.awake;
    if (Math.abs(at - believed.wall - since) <= TAKEN_STEP_MS) {
      if (since >= NOTE_EVERY_MS) believed = note(at);
      return { at, jumped: 0 };
    }
    const counted = believed.wall + passed.inAll() - believed.inAll;
    const jumped = at - counted;
    if (Math.abs(jumped) > TAKEN_STEP_MS) return { at: Math.min(at, counted), jumped };
    believed = note(at);
    return { at, jumped: 0 };
  };
  return { now: () => Math.floor(look().at) as Instant, jumped: () => look().jumped };
}

/** What is wrong with a machine's clock that has jumped so far, in a sentence; null while it is believed. */
export function clockTrouble(jumped: number): string | null {
  if (jumped === 0) return null;
  const minutes = Math.round(Math.abs(jumped) / 60_000);
  const far = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return jumped > 0
    ? `The machine's clock jumped ${far} ahead; the city goes on by what has passed since. Set the machine's clock right, or start Curbstop again to take it as it is.`
    : `The machine's clock was set back by ${far}; nothing comes due until it is where it was. Set the machine's clock right, or start Curbstop again to take it as it is.`;
}
