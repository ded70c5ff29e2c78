import { setTimeout as pause } from 'node:timers/promises';

/** The message itself is at fault (PostgreSQL's classes 22 and 23, or our own arithmetic): it fails at every try. */
export function isPoison(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^2[23]/.test(code);
}

/**
 * A database that says neither yes nor no is asked again after so many milliseconds, on another connection: a way over
 * the network that has gone silent must not keep a device waiting. Whatever is asked here may be done twice.
 */
export const ANSWER_WITHIN_MS = 60_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('The gateway is stopping; the message will come again.');
  }
}

async function answered<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`No answer within ${ANSWER_WITHIN_MS / 1_000} s.`)), ANSWER_WITHIN_MS);
    // It alone keeps no gateway from its end.
    timer.unref();
  });
  try {
    return await Promise.race([work, silent]);
  } finally {
    clearTimeout(timer);
  }
}

/** Repeats work until the database takes it. Ends with an error of the work itself, or when stopped. */
export class Patience {
  private stopped = false;
  private waits = 0;

  constructor(private readonly onOutage: (error: Error) => void) {}

  /** How many pieces of work wait for the database. */
  get waiting(): number {
    return this.waits;
  }

  stop(): void {
    this.stopped = true;
  }

  async untilDone<T>(work: () => Promise<T>): Promise<T> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return await answered(work());
      } catch (error) {
        if (isPoison(error)) throw error;
        if (this.stopped) throw new Stopped();
        this.onOutage(error instanceof Error ? error : new Error(String(error)));
        this.waits += 1;
        await pause(wait).finally(() => (this.waits -= 1));
      }
    }
  }
}
