import { setTimeout as pause } from 'node:timers/promises';

/** A message that cannot be handled, whoever is at fault: it is kept for a person and never asked again by itself. */
export class Unhandled extends Error {
  override readonly name = 'Unhandled';
}

/** PostgreSQL's word on the message itself (classes 22 and 23): it fails at every try. */
export function isPoison(error: unknown): boolean {
  if (error instanceof Unhandled) return true;
  const code = codeOf(error);
  return code !== null && /^2[23]/.test(code);
}

/** A fault of our own program, in the message's way. It may be of the moment, so it is tried again a few times. */
function isOurFault(error: unknown): boolean {
  return error instanceof RangeError || error instanceof TypeError || error instanceof ReferenceError;
}

/** The database is away or under pressure, and says so: connections, resources, an operator, a deadlock, a lock. */
function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && (/^(08|40|53|55|57|58)/.test(code) || /^E[A-Z]+$/.test(code));
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * A database that says neither yes nor no is asked again after so many milliseconds, on another connection: a way over
 * the network that has gone silent must not keep a device waiting. Whatever is asked here may be done twice.
 */
export const ANSWER_WITHIN_MS = 60_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** Our own fault is tried so often in all. */
const TRIES_OF_OUR_FAULT = 3;
/** What fails for so long while nothing says that the database is away is a fault of the message, or ours. */
const UNCLEAR_FOR_MS = 30_000;

export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('The gateway is stopping; the message will come again.');
  }
}

/** Neither yes nor no: the way over the network may have gone silent. */
class Silent extends Error {
  override readonly name = 'Silent';
  constructor() {
    super(`No answer within ${ANSWER_WITHIN_MS / 1_000} s.`);
  }
}

async function answered<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Silent()), ANSWER_WITHIN_MS);
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

  /** Ends with {@link Unhandled} where the work fails by itself, so that one message never holds up the others for ever. */
  async untilDone<T>(work: () => Promise<T>): Promise<T> {
    let waited = 0;
    let faults = 0;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return await answered(work());
      } catch (error) {
        if (isPoison(error)) throw error;
        if (isOurFault(error)) faults += 1;
        if (faults >= TRIES_OF_OUR_FAULT || waited >= UNCLEAR_FOR_MS)
          throw new Unhandled(error instanceof Error ? `${error.name}: ${error.message}` : String(error), {
            cause: error,
          });
        if (this.stopped) throw new Stopped();
        this.onOutage(error instanceof Error ? error : new Error(String(error)));
        this.waits += 1;
        await pause(wait).finally(() => (this.waits -= 1));
        waited = isOutage(error) || error instanceof Silent ? 0 : waited + wait;
      }
    }
  }
}
