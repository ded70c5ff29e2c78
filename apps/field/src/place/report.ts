import type { Fix } from './place.ts';
import { metresBetween } from '../day/stops.ts';

/** Never more often than this, ms: the radio costs battery. */
const LEAST_MS = 10_000;
/** A truck that stands still is heard of this often, ms: the dispatcher greys a fix at 90 s. */
const MOST_MS = 60_000;
const MOVED_M = 15;

/** Whether the dispatcher should be told of a fix now. */
export function worthTelling(fix: Fix, told: { readonly fix: Fix; readonly at: number } | null, now: number): boolean {
  if (!told) return true;
  const waited = now - told.at;
  if (waited < LEAST_MS) return false;
  return waited >= MOST_MS || metresBetween(fix, told.fix) >= MOVED_M;
}
