import { ConfigError } from './environment.ts';

/** What still hangs must not hold up the end for longer, in milliseconds. */
const PATIENCE_MS = 4_000;

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
  };
}

/** A sentence for what the person who started the program can put right; null for a fault of ours. */
export type Complaint = (error: unknown) => string | null;

/** The sentence of a wrong configuration. */
export const configComplaint: Complaint = (error) => (error instanceof ConfigError ? error.message : null);

/**
 * A program's life: it starts, tells that it is ready, and ends in order on a signal or when whoever started it is
 * gone. Exit code 1 with a sentence when it cannot start, or does not end within its time.
 */
export async function serve(
  start: () => Promise<Service>,
  complaint: Complaint = configComplaint,
  host: Host = thisProcess(),
): Promise<void> {
  let service: Service;
  try {
    service = await start();
  } catch (error) {
    host.complain(complaint(error) ?? error);
    host.exit(1);
    return;
  }
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
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
  host.tell?.({ ready: true, ...service.ready });
}
