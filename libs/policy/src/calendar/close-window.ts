import { isBusinessDay, nextBusinessDay } from './days.ts';
import { dayOf, toInstant } from './zoned.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Day, Instant } from '../units.ts';

/** Reading 68: the moment closing may begin on a business day. */
export function windowOpens(on: Day, policy: PolicyParameters): Instant {
  return toInstant(on, policy.closeWindow.from, policy.timeZone);
}

/** Reading 68: closing is for business days from 08:00:00 up to, and not at, 16:00:00. */
export function inCloseWindow(at: Instant, policy: PolicyParameters): boolean {
  const today = dayOf(at, policy.timeZone);
  return (
    isBusinessDay(today, policy) &&
    at >= windowOpens(today, policy) &&
    at < toInstant(today, policy.closeWindow.to, policy.timeZone)
  );
}

/** `at` itself inside the window, else the moment it next opens. */
export function rollToWindow(at: Instant, policy: PolicyParameters): Instant {
  if (inCloseWindow(at, policy)) return at;
  const today = dayOf(at, policy.timeZone);
  const opens = windowOpens(today, policy);
  return isBusinessDay(today, policy) && at < opens ? opens : windowOpens(nextBusinessDay(today, policy), policy);
}

/** The opening of the window on the first business day after `on`. */
export function opensAfter(on: Day, policy: PolicyParameters): Instant {
  return windowOpens(nextBusinessDay(on, policy), policy);
}
