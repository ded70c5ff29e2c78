import type { Observable } from '@curbstop/ui';
import { isStale } from './place.ts';
import type { Fix, PlaceState } from './place.ts';
import { metresBetween } from '../day/stops.ts';

/** Never more often than this, ms: the radio costs battery. */
const LEAST_MS = 10_000;
/** A truck that stands still is heard of this often, ms: the dispatcher greys a fix at 90 s. */
const MOST_MS = 60_000;
const MOVED_M = 15;

/** Whether the dispatcher should be told of a fix now; one too old to prove anything is no news. */
export function worthTelling(fix: Fix, told: { readonly fix: Fix; readonly at: number } | null, now: number): boolean {
  if (isStale(fix, now)) return false;
  if (!told) return true;
  const waited = now - told.at;
  if (waited < LEAST_MS) return false;
  return waited >= MOST_MS || metresBetween(fix, told.fix) >= MOVED_M;
}

export interface PlaceReport {
  readonly place: Observable<PlaceState>;
  readonly now: () => number;
  readonly isOnline: () => boolean;
  /** Resolves to whether the server has it. */
  readonly post: (fix: Fix) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

/** Tells the dispatcher where the truck is. A call that fails is not kept: the next fix says more. */
export function reportPlace({ place, now, isOnline, post, onError }: PlaceReport): () => void {
  let told: { readonly fix: Fix; readonly at: number } | null = null;
  let before = place.get().fix;
  return place.subscribe(({ fix }) => {
    // The receiver failed, and the last good fix still stands: that is nothing to tell.
    const isNew = fix !== before;
    before = fix;
    if (!fix || !isNew || !isOnline() || !worthTelling(fix, told, now())) return;
    const last = told;
    told = { fix, at: now() };
    post(fix).then((arrived) => {
      // What did not arrive must not hold back the next.
      if (!arrived && told?.fix === fix) told = last;
    }, onError);
  });
}
