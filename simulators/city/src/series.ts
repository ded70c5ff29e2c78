import { readFileSync } from 'node:fs';

/** Whole weeks of the year that the file covers, so that a repeat falls on the same weekdays. */
export const CYCLE_HOURS = 52 * 7 * 24;

/** Litres used since the start of the cycle, at the start of each hour of it and at its end. */
export type Series = Float64Array;

/**
 * Reads the consumption of 36 households (DAIAD project, daiad.eu, CC BY-SA 4.0), hour by hour from
 * 1 March 2016, a Tuesday. An hour without a read is taken as that household's mean of the same hour of
 * the day.
 */
export function loadSeries(
  path: string | URL = new URL('../data/consumption/hourly_litres.csv', import.meta.url),
): ReadonlyMap<string, Series> {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head.trim().split(',').slice(1);
  if (lines.length < CYCLE_HOURS)
    throw new Error(`The consumption file has ${lines.length} hours; ${CYCLE_HOURS} are needed.`);
  const cells = lines.slice(0, CYCLE_HOURS).map((line) => line.trim().split(',').slice(1));
  return new Map(names.map((name, column) => [name, accumulate(cells.map((row) => row[column] ?? ''))]));
}

function accumulate(hours: readonly string[]): Series {
  const sum = new Float64Array(24);
  const count = new Float64Array(24);
  hours.forEach((cell, hour) => {
    if (cell === '') return;
    sum[hour % 24] = (sum[hour % 24] ?? 0) + Number(cell);
    count[hour % 24] = (count[hour % 24] ?? 0) + 1;
  });
  const series = new Float64Array(hours.length + 1);
  hours.forEach((cell, hour) => {
    const mean = (sum[hour % 24] ?? 0) / Math.max(1, count[hour % 24] ?? 0);
    series[hour + 1] = (series[hour] ?? 0) + (cell === '' ? mean : Number(cell));
  });
  return series;
}
