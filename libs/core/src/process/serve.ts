import { ConfigError } from './environment.ts';
import { guardStart } from './start-guard.ts';

/** What still hangs must not hold up the end for longer, in milliseconds. */
const PATIENCE_MS = 4_000;
/**
 * A start that does nothing for so long ends, so that whoever started the program can start it again: what it waits for
 * may have died at a moment at which nobody heard of it. A start that goes on is not ended, however slow the machine
 * is, until the longer time is over.
 */
export const START_QUIET_MS = 25_000;
export const START_TIMEOUT_MS = 180_000;
/** How often it is seen whether the start goes on, and what it has worked by then if it does. */
const LOOK_MS = 1_000;
const WORK_MS = 40;

/** A program at work. */
export interface Service {
  /** Ends in order. */
  close(): Promise<void>;
  /** What whoever started it is told once it is ready, as the port it took. */
  readonly ready?: Readonly<Record<string, unknown>>;
}

/** What a program's life hangs on outside: its process. A spec gives its own. */
export interface Host {
  on(event: 'SIGTERM' | 'SIGINT' | 'disconnect', listener: () => void): void;
  exit(code: number): void;
  /** Tells whoever started the process as its child; null when nobody listens. */
  readonly tell: ((message: unknown) => void) | null;
  complain(what: unknown): void;
  /** How long the process has computed, in milliseconds. */
  worked(): number;
  /** Watches from beside that the event loop goes on while the program starts; returns what ends the watch. */
  guard?(): () => void;
}

function thisProcess(): Host {
  return {
    on: (event, listener) => {
      if (event === 'disconnect') process.on(event, listener);
      else process.on(event, listener);
    },
    exit: (code) => process.exit(code),
    tell: process.send ? (message) => void process.send?.(message) : null,
    complain: (what) => console.error(what),
    worked: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    },
    guard: () => guardStart(START_QUIET_MS / LOOK_MS, LOOK_MS),
  };
}

/** A sentence for what the person who started the program can put right; null for a fault of ours. */
export type StartupError = (error: unknown) => string | null;

/** The sentence of a wrong configuration. */
export const configError: StartupError = (error) => (error instanceof ConfigError ? error.message : null);

/** Looks on while a program starts, and tells once when the start goes on no more. */
function watchStart(host: Host, onHang: (says: string) => void): NodeJS.Timeout {
  const began = performance.now();
  let [worked, busyAt] = [host.worked(), began];
  const watch = setInterval(() => {
    const now = performance.now();
    if (host.worked() - worked >= WORK_MS) busyAt = now;
    worked = host.worked();
    const quiet = now - busyAt >= START_QUIET_MS;
    if (!quiet && now - began < START_TIMEOUT_MS) return;
    clearInterval(watch);
    onHang(`Not ready after ${Math.round((now - began) / 1_000)} s; it ends, to be started again.`);
  }, LOOK_MS);
  return watch;
}

/**
 * A program's life: it starts, tells that it is ready, and ends in order on a signal or when whoever started it is
 * gone. Exit code 1 with a sentence when it cannot start, when its start hangs, or when it does not end within its time.
 */
export async function serve(
  start: () => Promise<Service>,
  complaint: StartupError = configError,
  host: Host = thisProcess(),
): Promise<void> {
  let service: Service | null = null;
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // On the way up there is nothing to end in order: what is open goes with the process.
    if (!service) return host.exit(1);
    setTimeout(() => host.exit(1), PATIENCE_MS).unref();
    service.close().then(
      () => host.exit(0),
      (error: unknown) => {
        host.complain(error);
        host.exit(1);
      },
    );
  };
  host.on('SIGTERM', end);
  // Ctrl-C reaches everyone in the terminal at once; whoever started us ends us in order.
  host.on('SIGINT', () => {
    if (!host.tell) end();
  });
  host.on('disconnect', end);
  const unguard = host.guard?.();
  const watch = watchStart(host, (says) => {
    host.complain(says);
    end();
  });
  try {
    const started = await start();
    if (ending) return;
    service = started;
  } catch (error) {
    if (ending) return;
    ending = true;
    host.complain(complaint(error) ?? error);
    return host.exit(1);
  } finally {
    clearInterval(watch);
    unguard?.();
  }
  host.tell?.({ ready: true, ...service.ready });
}
