import type { Instant } from '@curbstop/policy';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import type { Clock } from '../process/clock.ts';

/** How the city's time follows the machine's. `running` false: it stands still at `cityAt`. */
export interface ClockState {
  readonly cityAt: Instant;
  readonly systemAt: Instant;
  readonly running: boolean;
  /** While an administrator turns it: where to, and what is being done on the way. */
  readonly turning: { readonly to: Instant; readonly doing: string } | null;
}

/** A clock that was turned is known everywhere within so many milliseconds, whatever was lost on the way. */
const LOOK_MS = 1_000;

/** The machine's clock: the edge where real time enters. */
export type SystemTime = () => Instant;

/**
 * The city's clock. In a city at work it is the machine's. In the demo it can be turned forward, by
 * a row that every process reads; it never runs backwards.
 */
export class CityClock implements Clock {
  private state: ClockState | null = null;
  private last = 0 as Instant;

  constructor(private readonly system: SystemTime) {}

  now(): Instant {
    const at = this.at();
    if (at > this.last) this.last = at;
    return this.last;
  }

  get turning(): ClockState['turning'] {
    return this.state?.turning ?? null;
  }

  private at(): Instant {
    if (!this.state) return this.system();
    if (!this.state.running) return this.state.cityAt;
    return (this.state.cityAt + (this.system() - this.state.systemAt)) as Instant;
  }

  /** Reads the row again; call it at the start and whenever `clock` is notified. True when the clock was turned. */
  async refresh(db: Reader): Promise<boolean> {
    const kept = await row<{ value: ClockState }>(db, "SELECT value FROM setting WHERE key = 'clock'");
    const before = JSON.stringify(this.state);
    this.state = kept?.value ?? null;
    return JSON.stringify(this.state) !== before;
  }

  /**
   * Reads the row every second, because a notification can be lost with its connection. `turned` is called when
   * the row has changed. A failure is one of the database and is told to `onError`; the next look tries again.
   */
  keepInStep(db: Reader, turned: () => void, onError: (error: unknown) => void): { stop(): void } {
    let looking = false;
    const timer = setInterval(() => {
      if (looking) return;
      looking = true;
      this.refresh(db)
        .then((changed) => {
          if (changed) turned();
        }, onError)
        .finally(() => {
          looking = false;
        });
    }, LOOK_MS);
    return { stop: () => clearInterval(timer) };
  }

  /** Sets the row and tells every process. */
  async set(db: Reader, state: ClockState): Promise<void> {
    await db.query(
      `INSERT INTO setting (key, value) VALUES ('clock', $1)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify(state)],
    );
    await db.query("SELECT pg_notify('clock', '')");
    this.state = state;
  }
}
