import type { Instant, MeterSize } from '@curbstop/policy';

/** Why a reading is doubted. It is kept all the same: a person or a later rule decides. */
export type Doubt = 'future' | 'before-installation' | 'no-clock' | 'backwards' | 'spike';

/** A register at a moment, in litres. */
export interface Mark {
  readonly at: Instant;
  readonly litres: number;
}

export interface Surroundings {
  readonly now: Instant;
  readonly size: MeterSize;
  /** The meter has been in the ground since; null when it is in no ground now. */
  readonly installedAt: Instant | null;
  /** Nearest readings before and after that nobody doubts. */
  readonly before: Mark | null;
  readonly after: Mark | null;
  /** What the device itself says of its clock. */
  readonly clock: 'sync' | 'free' | 'none';
}

/** A device's clock may be ahead by this much, in milliseconds. */
export const AHEAD_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

/**
 * Litres an hour that the largest flow through a meter can reach: the safe maximum capacity of
 * AWWA C700 (20, 30, 50, 100 and 160 gallons a minute).
 */
export const MOST_LITRES_PER_HOUR: Readonly<Record<MeterSize, number>> = {
  '5/8': 4_542,
  '3/4': 6_814,
  '1': 11_356,
  '1-1/2': 22_712,
  '2': 36_340,
};
/** A pulse or two may be counted late. */
const SLACK_LITRES = 20;

function tooFast(from: Mark, to: Mark, size: MeterSize): boolean {
  const most = (MOST_LITRES_PER_HOUR[size] * (to.at - from.at)) / HOUR_MS;
  return to.litres - from.litres > most + SLACK_LITRES;
}

/** The first rule that a reading breaks, or null. */
export function doubt(read: Mark, around: Surroundings): Doubt | null {
  if (read.at > around.now + AHEAD_MS) return 'future';
  if (around.installedAt !== null && read.at < around.installedAt) return 'before-installation';
  if (around.clock === 'none') return 'no-clock';
  if (around.before && read.litres < around.before.litres) return 'backwards';
  if (around.after && read.litres > around.after.litres) return 'backwards';
  if (around.before && tooFast(around.before, read, around.size)) return 'spike';
  return null;
}

/** The doubt in a sentence. */
export function sayDoubt(why: Doubt, read: Mark, around: Surroundings): string {
  switch (why) {
    case 'future':
      return 'The device says a time more than ten minutes ahead.';
    case 'before-installation':
      return 'The reading is from before the meter was installed.';
    case 'no-clock':
      return 'The device had no clock when it took the reading.';
    case 'backwards':
      return `The register reads ${read.litres} litres, between ${around.before?.litres ?? 'none'} before and ${around.after?.litres ?? 'none'} after.`;
    case 'spike':
      return `${read.litres - (around.before?.litres ?? 0)} litres since the reading before is more than a ${around.size} inch meter can pass.`;
  }
}
