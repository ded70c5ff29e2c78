import type { Evidence, Position } from '@curbstop/contracts';

export { feetWords } from '@curbstop/policy';

interface Point {
  readonly lon: number;
  readonly lat: number;
}

const EARTH_M = 6_371_000;
const FEET_PER_METER = 3.28084;

/** Farther than this from the address, a crew says why: the lot, the street and the box lie within it. */
export const FAR_FEET = 200;
/** A position that may be off by more than this proves nothing, meters. GPS in the open is good to 3 to 10. */
export const USABLE_ACCURACY_M = 100;

/** Meters between two places, as the crow flies. */
export function metersBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const x = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad);
  return Math.round(Math.hypot(x, (b.lat - a.lat) * rad) * EARTH_M);
}

/** Feet that a tablet is from an address at least: its distance less what its position may be off by. */
export function feetAway(position: Position, address: Point): number {
  return Math.round(Math.max(0, metersBetween(position, address) - position.accuracy) * FEET_PER_METER);
}

/** Whether a position is good enough to say where the tablet was. */
export function isUsable(position: Position | null): position is Position {
  return position !== null && position.accuracy <= USABLE_ACCURACY_M;
}

/** Feet from the address when that is too far to pass without a word; null when it is near, or not known. */
export function farFeet(given: Pick<Evidence, 'position'>, address: Point): number | null {
  if (!isUsable(given.position)) return null;
  const feet = feetAway(given.position, address);
  return feet > FAR_FEET ? feet : null;
}
