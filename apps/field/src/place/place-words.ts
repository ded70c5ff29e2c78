import type { DistanceUnit } from '@curbstop/contracts';
import { ago, distanceWords } from '@curbstop/ui';
import { isStale } from './place.ts';
import type { PlaceState } from './place.ts';

/** What the receiver says, always with the age of its last word: a position of some minutes ago is none. */
export function placeWords({ fix, problem }: PlaceState, now: number, unit: DistanceUnit): string {
  if (!fix) return problem === 'denied' ? 'Position not allowed in this browser' : 'No position yet';
  const age = ago(fix.at, now);
  return isStale(fix, now)
    ? `No position now: the last is from ${age}`
    : `Position good to ${distanceWords(fix.accuracy, unit)}, ${age}`;
}
