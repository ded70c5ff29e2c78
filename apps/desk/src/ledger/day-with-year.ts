import { civilDay } from '@curbstop/ui';

/** A day as short as it can be told: `Feb 27` in the year of the newest one, `Nov 20, 2025` before it. */
export function dayWithYear(day: string, newest: string): string {
  return civilDay(day, day.slice(0, 4) === newest.slice(0, 4) ? 'short' : 'year');
}
