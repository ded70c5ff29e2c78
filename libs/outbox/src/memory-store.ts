import { bySeq } from './record.ts';
import type { Marker, OutboxRecord } from './record.ts';
import type { Kept, OutboxStore } from './store.ts';

/** A queue that lives as long as this object: for tests, and for a browser that grants no storage. */
export class MemoryStore implements OutboxStore {
  private marker: Marker | null = null;
  private readonly records = new Map<string, OutboxRecord>();

  async read(): Promise<Kept> {
    return { marker: this.marker, records: [...this.records.values()].sort(bySeq) };
  }

  async mark(marker: Marker): Promise<void> {
    this.marker = marker;
  }

  async append(id: string, make: (seq: number) => OutboxRecord): Promise<OutboxRecord> {
    const there = this.records.get(id);
    if (there) return there;
    if (!this.marker) throw new Error('The store was not set up: open the outbox first.');
    const seq = this.marker.lastSeq + 1;
    const record = make(seq);
    this.marker = { ...this.marker, lastSeq: seq };
    this.records.set(id, record);
    return record;
  }

  async replace(records: readonly OutboxRecord[]): Promise<void> {
    for (const record of records) if (this.records.has(record.action.id)) this.records.set(record.action.id, record);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.records.delete(id);
  }
}
