import { websiteWindow } from '@curbstop/contracts';
import type { WebsiteWindowBody } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { cityMoment } from './city-moment.ts';

/** A time without payments on the website, as it is typed: days and hours of the city. */
export interface TypedWindow {
  readonly fromOn: string;
  readonly fromAt: string;
  readonly toOn: string;
  readonly toAt: string;
  readonly reason: string;
}

export type CheckedWindow =
  | { readonly ok: true; readonly window: WebsiteWindowBody }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** J.4.a: what is typed, as what is sent. */
export function checkWindow(typed: TypedWindow, timeZone: string, now: Instant): CheckedWindow {
  const from = cityMoment(typed.fromOn, typed.fromAt, timeZone);
  const to = cityMoment(typed.toOn, typed.toAt, timeZone);
  const errors: Record<string, string> = {
    ...(from === null ? { from: 'A day, and an hour such as 22:00.' } : {}),
    ...(to === null
      ? { to: 'A day, and an hour such as 23:30.' }
      : from !== null && to <= from
        ? { to: 'Give an end after the beginning.' }
        : to <= now
          ? { to: 'That is over. Give a time to come.' }
          : {}),
    ...(typed.reason.trim() === '' ? { reason: 'Say why.' } : {}),
  };
  const parsed = websiteWindow.safeParse({ from, to, reason: typed.reason });
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, window: parsed.data } : { ok: false, errors };
}
