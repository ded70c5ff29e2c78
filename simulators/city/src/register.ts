import type { Irrigation, SimulatedMeter } from './fleet.ts';
import { CYCLE_HOURS } from './series.ts';
import type { Series } from './series.ts';

const HOUR = 3_600_000;
const DAY_HOURS = 24;
const CYCLE_DAYS = CYCLE_HOURS / DAY_HOURS;
/** 1 March 2022, a Tuesday like the first day of the file, 00:00 Pacific standard time. Households keep no summer time. */
const ANCHOR = Date.UTC(2022, 2, 1, 8);
const ANCHOR_WEEKDAY = 2;
/** Watering by month from March on, as a share of July's. */
const SEASON = [0.3, 0.5, 0.75, 0.95, 1, 1, 0.85, 0.6, 0.3, 0.15, 0.1, 0.15];
const WATERING_HOURS = 2;

/** A stretch in which no water can flow; `to` null while it lasts. Milliseconds since 1970. */
export interface Off {
  readonly from: number;
  readonly to: number | null;
}

/** Litres of a series from the anchor to a moment, between hours in proportion. */
function household(series: Series, at: number): number {
  const hours = (at - ANCHOR) / HOUR;
  const cycle = Math.floor(hours / CYCLE_HOURS);
  const within = hours - cycle * CYCLE_HOURS;
  const hour = Math.floor(within);
  const from = series[hour] ?? 0;
  const to = series[hour + 1] ?? from;
  return cycle * (series[CYCLE_HOURS] ?? 0) + from + (to - from) * (within - hour);
}

const gardens = new Map<string, Float64Array>();

/** Waterings, weighed by season, before each day of the cycle, for a set of weekdays. */
function waterings(days: readonly number[]): Float64Array {
  const key = days.join();
  let sums = gardens.get(key);
  if (!sums) {
    sums = new Float64Array(CYCLE_DAYS + 1);
    for (let day = 0; day < CYCLE_DAYS; day += 1) {
      const runs = days.includes((ANCHOR_WEEKDAY + day) % 7);
      const season = SEASON[Math.min(SEASON.length - 1, Math.floor((day * SEASON.length) / CYCLE_DAYS))] ?? 0;
      sums[day + 1] = (sums[day] ?? 0) + (runs ? season : 0);
    }
    gardens.set(key, sums);
  }
  return sums;
}

function garden(each: Irrigation, at: number): number {
  const sums = waterings(each.days);
  const hours = (at - ANCHOR) / HOUR;
  const day = Math.floor(hours / DAY_HOURS);
  const cycle = Math.floor(day / CYCLE_DAYS);
  const within = day - cycle * CYCLE_DAYS;
  const before = sums[within] ?? 0;
  const today = (sums[within + 1] ?? before) - before;
  const share = Math.min(1, Math.max(0, (hours - day * DAY_HOURS - each.hour) / WATERING_HOURS));
  return each.litres * (cycle * (sums[CYCLE_DAYS] ?? 0) + before + today * share);
}

/** Litres from the anchor to a moment, were the water never off. */
function used(meter: SimulatedMeter, series: Series, at: number): number {
  return meter.scale * household(series, at) + (meter.irrigation ? garden(meter.irrigation, at) : 0);
}

/**
 * The register in whole litres at a moment (milliseconds since 1970): base, household and garden since
 * the epoch, less what would have flowed while the water was off. The same meter gives the same answer
 * for ever; the demo loader makes its two years of history with it.
 */
export function registerAt(
  meter: SimulatedMeter,
  at: number,
  allSeries: ReadonlyMap<string, Series>,
  off: readonly Off[] = [],
): number {
  const series = allSeries.get(meter.series);
  if (!series) throw new Error(`The consumption file has no series ${meter.series}.`);
  let litres = meter.base + used(meter, series, at) - used(meter, series, meter.epoch);
  for (const each of off) {
    const from = Math.min(each.from, at);
    const to = Math.min(each.to ?? at, at);
    if (to > from) litres -= used(meter, series, to) - used(meter, series, from);
  }
  // A thousandth of a litre of rounding must not turn a register back when the water has just been shut.
  return Math.floor(litres + 1e-3);
}

/** Litres an hour at a moment, while the water is on. */
export function flowAt(meter: SimulatedMeter, at: number, allSeries: ReadonlyMap<string, Series>): number {
  const series = allSeries.get(meter.series);
  if (!series) throw new Error(`The consumption file has no series ${meter.series}.`);
  const minute = 60_000;
  return Math.round((used(meter, series, at) - used(meter, series, at - minute)) * 60);
}

/** Cubic metres with three decimals, as the meters send them. */
export function cubicMetres(litres: number): string {
  const digits = String(litres).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
