import type { Position, PositionProblem } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { observable } from '@curbstop/ui';
import { isUsable } from '@curbstop/work-orders';
import type { Observable } from '@curbstop/ui';

/** Where the tablet is, as its receiver says. */
export interface Fix extends Position {
  /** Degrees from north while moving. */
  readonly heading: number | null;
}

export interface PlaceState {
  readonly fix: Fix | null;
  /** Why there is none; null while one is looked for. */
  readonly problem: PositionProblem | null;
}

export interface Place {
  readonly state: Observable<PlaceState>;
  /** Switches the receiver on; gives back how to switch it off. */
  watch(): () => void;
}

/** By the codes of the browser's errors. */
const PROBLEMS: Readonly<Record<number, PositionProblem>> = { 1: 'denied', 2: 'unavailable', 3: 'timeout' };

/** Follows the device's receiver; moments are put into the city's time. */
export function createPlace(now: () => number, receiver: Geolocation | undefined): Place {
  const state = observable<PlaceState>({ fix: null, problem: receiver ? null : 'unavailable' });
  return {
    state,
    watch() {
      if (!receiver) return () => undefined;
      const id = receiver.watchPosition(
        ({ coords }) => {
          const heading = coords.heading !== null && Number.isFinite(coords.heading) ? coords.heading : null;
          const fix: Fix = {
            lon: coords.longitude,
            lat: coords.latitude,
            accuracy: Math.min(100_000, Math.max(0, coords.accuracy)),
            at: now() as Instant,
            heading,
          };
          state.set({ fix, problem: null });
        },
        (error) => {
          // A fix that failed once leaves the last good one standing, with its age.
          const problem = PROBLEMS[error.code] ?? 'unavailable';
          state.set({ fix: state.get().fix, problem });
        },
        { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 },
      );
      return () => receiver.clearWatch(id);
    },
  };
}

/** A fix older than this is no proof of where the tablet is, ms. */
export const FIX_LASTS_MS = 120_000;

export function isStale(fix: Pick<Fix, 'at'>, now: number): boolean {
  return now - fix.at > FIX_LASTS_MS;
}

/** The fix as evidence: its position, or null when there is none or it is old. */
export function freshPosition({ fix }: PlaceState, now: number): Position | null {
  if (!fix || isStale(fix, now)) return null;
  const { lon, lat, accuracy, at } = fix;
  return { lon, lat, accuracy, at };
}

/** Where the tablet is, as evidence; and why that is not known, or proves nothing. */
export function whereNow(
  state: PlaceState,
  now: number,
): { readonly position: Position | null; readonly missing: PositionProblem | null } {
  const position = freshPosition(state, now);
  if (position) return { position, missing: isUsable(position) ? null : 'inaccurate' };
  return { position: null, missing: state.problem ?? 'timeout' };
}
