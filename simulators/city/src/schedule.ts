import { createHash } from 'node:crypto';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight of Pacific standard time; meters keep no summer time. */
const MIDNIGHT = 8 * HOUR;
/** Meters report in the first six hours of the day, so that the morning's work finds their readings. */
const SPREAD = 6 * HOUR;

/** Milliseconds after midnight at which a device reports: its own, for ever, spread over the night. */
export function jitterOf(device: string): number {
  return Math.floor((createHash('sha256').update(device).digest().readUInt32BE(0) / 2 ** 32) * SPREAD);
}

/** The latest moment at or before `at` at which a device of this jitter reports. */
export function lastReport(jitter: number, at: number): number {
  return Math.floor((at - MIDNIGHT - jitter) / DAY) * DAY + MIDNIGHT + jitter;
}

/**
 * What a device sends at its report: the hours of the day before it, and of every earlier day that was
 * missed since `since` one reading at its own hour. Earliest first, the report itself last.
 */
export function reportTimes(report: number, since: number, most = 400): number[] {
  const times: number[] = [];
  for (let at = report - DAY; at > since && times.length < most - DAY / HOUR; at -= DAY) times.unshift(at);
  const dayStart = Math.max(since, report - DAY);
  for (let hour = Math.floor(dayStart / HOUR) * HOUR + HOUR; hour < report; hour += HOUR) times.push(hour);
  return [...times, report];
}
