import { clockTime, isDay, toInstant } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';

/** A day and an hour as they stand in two fields, as a moment of the city; null while one of them is none. */
export function cityMoment(on: string, time: string, timeZone: string): Instant | null {
  if (!isDay(on) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  return toInstant(on, clockTime(time), timeZone);
}
