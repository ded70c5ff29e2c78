import type { JournalEntry, Tx } from '@curbstop/core';
import { append, inTransaction } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';

/** The same complaint about the same device is told once in this time. */
const QUIET_MS = 60_000;
/** Kept at most, told and waiting. */
const MOST = 2_000;

/** Text of a stranger's making, fit for the journal. */
function plain(text: string): string {
  // eslint's control-character rule aside, PostgreSQL refuses NUL in jsonb.
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}

/**
 * What a device did that it should not, in the journal, without letting it fill the journal: the first
 * of a kind is told at once, then how many more there were.
 */
export class Complaints {
  private readonly told = new Map<string, { at: number; more: number }>();
  private waiting: JournalEntry[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly now: () => Instant,
    /** Milliseconds that pass evenly, whatever the city's clock does. */
    private readonly ticks: () => number,
  ) {}

  /** `known` names go to their own chain; what strangers do goes to one that they share. */
  note(name: string, known: boolean, alarm: string, says: string): void {
    const key = `${known ? name : ''} ${alarm}`;
    const last = this.told.get(key);
    if (last && this.ticks() - last.at < QUIET_MS) {
      last.more += 1;
      return;
    }
    if (this.told.size >= MOST) this.told.clear();
    this.told.set(key, { at: this.ticks(), more: 0 });
    if (this.waiting.length >= MOST) return;
    const more = last?.more ? ` ${last.more} more like it before.` : '';
    const device = plain(name) || 'unknown';
    this.waiting.push({
      event: 'device.alarm',
      facts: { deviceId: device, alarm, says: `${plain(says)}${more}` },
      at: this.now(),
      actor: { kind: 'system', part: 'gateway' },
      clause: null,
      accountId: null,
      stream: known ? `device/${name}` : 'gateway',
    });
  }

  /** Writes what waits; it waits on when the database is away. */
  async write(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      await inTransaction(this.source, (tx: Tx) => append(tx, batch));
    } catch (error) {
      this.waiting = [...batch, ...this.waiting].slice(0, MOST);
      throw error;
    }
  }
}
