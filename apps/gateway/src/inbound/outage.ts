import { setTimeout as pause } from 'node:timers/promises';

/** The message itself is at fault (PostgreSQL's classes 22 and 23, or our own arithmetic): it fails at every try. */
export function isPoison(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^2[23]/.test(code);
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('The gateway is stopping; the message will come again.');
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
        return await work();
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
