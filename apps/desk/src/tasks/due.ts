import type { CityFormats, Tone } from '@curbstop/ui';

/** A deadline as it is read out, and how pressing it is. */
export interface DueWords {
  readonly says: string;
  readonly tone: Tone;
}

/** `Late since Tue, Mar 17, 5:00 pm`, `Today, 5:00 pm`, `Tue, Mar 17, 5:00 pm`, `No deadline`. */
export function dueWords(dueAt: number | null, now: number, formats: CityFormats): DueWords {
  if (dueAt === null) return { says: 'No deadline', tone: 'plain' };
  if (dueAt < now) return { says: `Late since ${formats.dayTime(dueAt)}`, tone: 'stop' };
  if (formats.civil(dueAt) === formats.civil(now)) return { says: `Today, ${formats.time(dueAt)}`, tone: 'warn' };
  return { says: formats.dayTime(dueAt), tone: 'plain' };
}
