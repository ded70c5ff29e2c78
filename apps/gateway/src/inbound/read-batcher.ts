import type { IncomingRead, StoredReads } from '@curbstop/core';
import { Stopped, Unhandled, isPoison } from './outage.ts';
import type { Patience } from './outage.ts';

/** Rows of one statement: past 2,000 nothing is gained any more. */
const ROWS = 2_000;
/** A first message waits for others no longer than this. */
const LINGER_MS = 20;
/** Statements under way at once. */
const LANES = 2;
/** Rows held in memory while the database is away; beyond, devices keep them. */
const MOST_ROWS = 200_000;

interface Held {
  readonly reads: readonly IncomingRead[];
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

export interface BatcherParts {
  readonly store: (reads: readonly IncomingRead[]) => Promise<StoredReads>;
  readonly patience: Patience;
  readonly onStored: (stored: StoredReads) => void;
  /** Zero when messages come one by one and each waits for the last. */
  readonly lingerMs?: number;
}

/** Collects readings into batches and answers for each message once its batch is committed. */
export class ReadBatcher {
  private queue: Held[] = [];
  private queued = 0;
  private lanes = 0;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly parts: BatcherParts) {}

  get size(): number {
    return this.queued;
  }

  /** Resolves when the readings are committed; rejects with {@link Unhandled} when they cannot be stored, else when they must come again. */
  add(reads: readonly IncomingRead[]): Promise<void> {
    if (this.stopped) return Promise.reject(new Stopped());
    if (this.queued >= MOST_ROWS) return Promise.reject(new Error('Too many readings wait for the database.'));
    return new Promise((done, failed) => {
      this.queue.push({ reads, done, failed });
      this.queued += reads.length;
      if (this.queued >= ROWS) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), this.parts.lingerMs ?? LINGER_MS);
    });
  }

  /** What is not in a batch yet is given back. */
  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    for (const held of this.queue.splice(0)) held.failed(new Stopped());
    this.queued = 0;
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.lanes < LANES && this.queue.length > 0) {
      let count = 0;
      let rows = 0;
      while (count < this.queue.length && (rows === 0 || rows < ROWS)) {
        rows += this.queue[count]?.reads.length ?? 0;
        count += 1;
      }
      const batch = this.queue.splice(0, count);
      this.queued -= rows;
      this.lanes += 1;
      void this.settle(batch).finally(() => {
        this.lanes -= 1;
        if (this.queue.length > 0) this.flush();
      });
    }
  }

  private async settle(batch: readonly Held[]): Promise<void> {
    const reads = batch.flatMap((held) => held.reads);
    try {
      const stored = await this.parts.patience.untilDone(() => this.parts.store(reads));
      this.parts.onStored(stored);
      const without = new Set(stored.unattached);
      for (const held of batch) {
        if (held.reads.some((read) => without.has(read.deviceId)))
          held.failed(new Unhandled('It reads a meter and has none.'));
        else held.done();
      }
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      if (!isPoison(fault)) {
        for (const held of batch) held.failed(fault);
      } else if (batch.length > 1) {
        // One bad message must not keep the others out: halve until it stands alone.
        const middle = batch.length >> 1;
        await this.settle(batch.slice(0, middle));
        await this.settle(batch.slice(middle));
      } else {
        for (const held of batch) held.failed(new Unhandled(fault.message, { cause: fault }));
      }
    }
  }
}
