import type { Dial, Instant, MeterSize, Step, PolicyParameters } from '@curbstop/policy';
import { DAY_MS, dialCapacity, isUnusualStep, literWords, passedWords } from '@curbstop/policy';

/** Why a reading is doubted. It is kept all the same: later readings or a person decide. */
export type Doubt =
  'future' | 'before-installation' | 'no-clock' | 'beyond-register' | 'backwards' | 'spike' | 'unusual';

/** Doubts about the register alone: readings that come later may settle them. Where the time is doubted, only a person can. */
export const SETTLED_BY_LATER: readonly Doubt[] = ['backwards', 'spike', 'unusual'];

/** A register at a moment, in litres. */
export interface Mark {
  readonly at: Instant;
  readonly litres: number;
}

/** The use of a meter in an earlier stretch of time; null while it has none of a week. */
export type OwnUse = Step | null;

export interface Surroundings {
  readonly now: Instant;
  readonly size: MeterSize;
  /** What its register shows, and when that begins at nought again. */
  readonly dial: Dial;
  /** The meter has been in the ground since; null when it is in no ground now. */
  readonly installedAt: Instant | null;
  /** Nearest readings before and after that nobody doubts. */
  readonly before: Mark | null;
  readonly after: Mark | null;
  /** What the device itself says of its clock. */
  readonly clock: 'sync' | 'free' | 'none';
  readonly own: OwnUse;
  readonly policy: Pick<PolicyParameters, 'oddUse'>;
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

export function stepBetween(from: Mark, to: Mark): Step {
  return { litres: to.litres - from.litres, days: (to.at - from.at) / DAY_MS };
}

/** More than the meter can pass. */
export function isTooFast(from: Mark, to: Mark, size: MeterSize): boolean {
  const most = (MOST_LITRES_PER_HOUR[size] * (to.at - from.at)) / HOUR_MS;
  return to.litres - from.litres > most + SLACK_LITRES;
}

/** Whether water can have flowed so between two readings, and usually does. */
export function isOrdinary(from: Mark, to: Mark, around: Pick<Surroundings, 'size' | 'own' | 'policy'>): boolean {
  if (to.litres < from.litres || isTooFast(from, to, around.size)) return false;
  return !isUnusualStep(stepBetween(from, to), around.own, around.policy);
}

/** Whether a register stands in its last tenth, so that it may soon be at nought again. */
export function hasLastDigits(litres: number, dial: Dial): boolean {
  const capacity = dialCapacity(dial);
  return litres < capacity && litres * 10 >= capacity * 9;
}

/**
 * Whether the register went past its last digit since the reading before: it stood in its last tenth, and what has flowed since is
 * in keeping with the own use. A register that fell back from anywhere else began again, or was misread.
 */
export function hasRolledOver(read: Mark, around: Surroundings): boolean {
  const { before, after, dial } = around;
  if (before === null || after !== null || read.litres >= before.litres) return false;
  if (!hasLastDigits(before.litres, dial)) return false;
  return isOrdinary(before, { at: read.at, litres: read.litres + dialCapacity(dial) }, around);
}

/** The first rule that a reading breaks, or null. */
export function doubt(read: Mark, around: Surroundings): Doubt | null {
  const { before, after } = around;
  if (read.at > around.now + AHEAD_MS) return 'future';
  if (around.installedAt !== null && read.at < around.installedAt) return 'before-installation';
  if (around.clock === 'none') return 'no-clock';
  if (read.litres >= dialCapacity(around.dial)) return 'beyond-register';
  if (hasRolledOver(read, around)) return null;
  if (before && read.litres < before.litres) return 'backwards';
  if (after && read.litres > after.litres) return 'backwards';
  if (before && isTooFast(before, read, around.size)) return 'spike';
  if (before && isUnusualStep(stepBetween(before, read), around.own, around.policy)) return 'unusual';
  return null;
}

/** The doubt in a sentence. */
export function sayDoubt(why: Doubt, read: Mark, around: Surroundings): string {
  const { dial, before, after } = around;
  const shows = (mark: Mark | null): string => (mark === null ? 'none' : literWords(mark.litres, dial));
  const passed = passedWords(read.litres - (before?.litres ?? 0), dial);
  switch (why) {
    case 'future':
      return 'The device says a time more than ten minutes ahead.';
    case 'before-installation':
      return 'The reading is from before the meter was installed.';
    case 'no-clock':
      return 'The device had no clock when it took the reading.';
    case 'beyond-register':
      return `${passedWords(read.litres, dial)} is more than a dial of ${dial.digits} digits can show.`;
    case 'backwards':
      return `The dial reads ${shows(read)}, between ${shows(before)} before and ${shows(after)} after.`;
    case 'spike':
      return `${passed} since the reading before is more than a ${around.size} inch meter can pass.`;
    case 'unusual':
      return `${passed} since the reading before is far above the meter's own use.`;
  }
}
