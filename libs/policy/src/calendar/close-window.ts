import { isBusinessDay, nextBusinessDay } from './days.ts';
import { dayOf, toInstant } from './zoned.ts';
import type { Terms } from '../parameters/terms.ts';
import type { Day, Instant } from '../units.ts';

/** Reading 68: the moment closing may begin on a business day. */
export function windowOpens(on: Day, terms: Terms): Instant {
  return toInstant(on, terms.closeWindow.from, terms.timeZone);
}

/** Reading 68: closing is for business days from 08:00:00 up to, and not at, 16:00:00. */
export function inCloseWindow(at: Instant, terms: Terms): boolean {
  const today = dayOf(at, terms.timeZone);
  return (
    isBusinessDay(today, terms) &&
    at >= windowOpens(today, terms) &&
    at < toInstant(today, terms.closeWindow.to, terms.timeZone)
  );
}

/** `at` itself inside the window, else the moment it next opens. */
export function rollToWindow(at: Instant, terms: Terms): Instant {
  if (inCloseWindow(at, terms)) return at;
  const today = dayOf(at, terms.timeZone);
  const opens = windowOpens(today, terms);
  return isBusinessDay(today, terms) && at < opens ? opens : windowOpens(nextBusinessDay(today, terms), terms);
}

/** The opening of the window on the first business day after `on`. */
export function opensAfter(on: Day, terms: Terms): Instant {
  return windowOpens(nextBusinessDay(on, terms), terms);
}
