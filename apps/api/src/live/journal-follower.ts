import { journalAfter, journalEnd } from '@curbstop/core';
import type { Cursor, JournalRow } from '@curbstop/core';
import type { DataSource } from 'typeorm';

const PAGE = 500;
/** A hint may come before the row can be read, while an older transaction runs: look again after so many milliseconds. */
const SOON_MS = [20, 40, 80, 160, 320];
const POLL_MS = 1_000;

export interface FollowerSettings {
  /** Told of committed rows, in order. When it fails, it is told of the same rows again. */
  readonly take: (rows: JournalRow[]) => Promise<void>;
  /** Told of the first failure of a row of them: an outage is one line in the log, not one a second. */
  readonly onError: (error: unknown) => void;
}

/**
 * Reads the journal as it grows. A notification makes it look at once; a look every second makes sure that a lost
 * notification loses nothing.
 */
export class JournalFollower {
  private cursor: Cursor = { xid: '0', seq: 0 };
  private running: Promise<void> | null = null;
  private hinted = false;
  private soon = 0;
  private stopped = false;
  private failing = false;
  private poll: NodeJS.Timeout | null = null;
  private later: NodeJS.Timeout | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly settings: FollowerSettings,
  ) {}

  /** Starts at the end of what is settled now. */
  async start(): Promise<void> {
    this.cursor = await journalEnd(this.source);
    this.poll = setInterval(() => this.look(), POLL_MS);
  }

  /** Something may have been written. */
  hint(): void {
    this.soon = 0;
    this.look();
  }

  /** Rows written that have not been told yet. */
  async unread(): Promise<number> {
    return (await journalAfter(this.source, this.cursor, 10_000)).length;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.poll) clearInterval(this.poll);
    if (this.later) clearTimeout(this.later);
    await this.running;
  }

  private look(): void {
    if (this.stopped) return;
    this.hinted = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  private async run(): Promise<void> {
    try {
      while (this.hinted && !this.stopped) {
        this.hinted = false;
        const rows = await journalAfter(this.source, this.cursor, PAGE);
        const last = rows.at(-1);
        if (!last) {
          this.lookSoon();
          continue;
        }
        await this.settings.take(rows);
        this.cursor = { xid: last.xid, seq: last.seq };
        this.hinted = true;
      }
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.settings.onError(error);
      this.failing = true;
    }
  }

  private lookSoon(): void {
    const wait = SOON_MS[this.soon];
    if (wait === undefined || this.later) return;
    this.soon += 1;
    this.later = setTimeout(() => {
      this.later = null;
      this.look();
    }, wait);
  }
}
