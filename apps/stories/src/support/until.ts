import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks until there is something, some seconds at most: for what another process, a broker or a socket does in its own
 * time. The sentence says what did not happen.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`It did not happen within ${withinMs} ms: ${what}.`);
    await pause(20);
  }
}
