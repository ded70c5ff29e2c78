/** Milliseconds to wait before the next try. */
export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

export const USUAL_BACKOFF: Backoff = { firstMs: 2_000, mostMs: 60_000 };

/**
 * Doubles with every failure in a row (the first is 1), up to the most, and spreads by half either way: tablets
 * that lost the same network must not come back in the same second. `chance` is in [0, 1).
 */
export function waitAfter(failures: number, chance: number, backoff: Backoff = USUAL_BACKOFF): number {
  const full = Math.min(backoff.mostMs, backoff.firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.round(full * (0.5 + chance));
}
