import { setTimeout as pause } from 'node:timers/promises';
import { within } from './within.ts';

/**
 * Looks until there is something, a minute at most: for what another process, a broker or a socket does in its own
 * time. The sentence says what did not happen, also when a look itself is never answered.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 60_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  const late = (): string => `It did not happen within ${withinMs} ms: ${what}.`;
  for (;;) {
    // A look under way at the end is let finish, for as long again: one more answer says more than none.
    const left = Math.max(end - performance.now(), 0) + withinMs;
    const found = await within(left, Promise.resolve(look()), () => `${late()} The last look was not answered.`);
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(late());
    await pause(20);
  }
}
