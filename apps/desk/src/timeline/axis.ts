import { addDays, dayNumber } from '@curbstop/policy';
import type { Day } from '@curbstop/policy';

/** A stretch without an event that is longer than this many days is drawn shorter, with a break in the axis. */
const QUIET_DAYS = 8;
/** A broken stretch grows with a seventh of the days it hides, so that longer still looks longer. */
const SHRINK = 7;

/** How many day widths a stretch takes on the axis. */
function widthOf(days: number): number {
  return days <= QUIET_DAYS ? days : Math.min(QUIET_DAYS - 2 + (days - QUIET_DAYS) / SHRINK, QUIET_DAYS * 2);
}

export interface Axis {
  /** Where a day stands, px. Days outside stand at the nearer end. */
  x(day: Day): number;
  /** A tick for each day of the stretches that are drawn whole. */
  readonly ticks: readonly number[];
  /** The middle of each stretch that is drawn shorter. */
  readonly breaks: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** A day axis over `days` (any order, at least one), from `left` to `right` px, with the quiet stretches broken. */
export function axisOf(days: readonly Day[], left: number, right: number): Axis {
  const numbers = [...new Set(days.map(dayNumber))].sort((a, b) => a - b);
  const first = numbers[0] ?? 0;
  const units: number[] = [0];
  for (let i = 1; i < numbers.length; i += 1) {
    units.push((units[i - 1] ?? 0) + widthOf((numbers[i] ?? 0) - (numbers[i - 1] ?? 0)));
  }
  const whole = units.at(-1) ?? 0;
  const scale = whole === 0 ? 0 : (right - left) / whole;
  const at = (unit: number): number => left + unit * scale;

  const ticks: number[] = [];
  const breaks: number[] = [];
  for (let i = 1; i < numbers.length; i += 1) {
    const gap = (numbers[i] ?? 0) - (numbers[i - 1] ?? 0);
    const start = units[i - 1] ?? 0;
    if (gap > QUIET_DAYS) breaks.push(at((start + (units[i] ?? 0)) / 2));
    else for (let day = 1; day < gap; day += 1) ticks.push(at(start + day));
  }

  function x(day: Day): number {
    const number = dayNumber(day);
    if (number <= first) return at(0);
    for (let i = 1; i < numbers.length; i += 1) {
      const [before, after] = [numbers[i - 1] ?? 0, numbers[i] ?? 0];
      if (number > after) continue;
      const [from, to] = [units[i - 1] ?? 0, units[i] ?? 0];
      return at(from + ((to - from) * (number - before)) / (after - before));
    }
    return at(whole);
  }
  return { x, ticks, breaks, from: left, to: right };
}

/** The day after, so that the last event does not stand on the edge. */
export function dayAfter(day: Day): Day {
  return addDays(day, 1);
}
