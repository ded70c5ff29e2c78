/** How a crew's last position is drawn: `grey` from 90 s, `hollow` from ten minutes; null when it may not be shown. */
export type FixLook = 'fresh' | 'grey' | 'hollow';

/** A fix may be this far ahead of the city's clock, ms: clocks differ a little. */
const AHEAD = 5_000;

/** Looks of a fix by its age. A fix from the future is no fix. */
export function fixLook(at: number, now: number): FixLook | null {
  const age = now - at;
  if (age < -AHEAD) return null;
  if (age < 90_000) return 'fresh';
  return age < 600_000 ? 'grey' : 'hollow';
}
