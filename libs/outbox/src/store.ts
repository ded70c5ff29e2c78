import type { Marker, OutboxRecord } from './record.ts';

/** Everything that a store keeps. */
export interface Kept {
  readonly marker: Marker | null;
  /** In the order of their places. */
  readonly records: readonly OutboxRecord[];
}

/** Where the queue lives. Every method is one transaction: all of it is kept, or nothing. */
export interface OutboxStore {
  read(): Promise<Kept>;
  /** Writes the marker, whatever stood there. */
  mark(marker: Marker): Promise<void>;
  /**
   * Appends under the next place. A record with the same action id is left alone and given back, so that an
   * action whose first saving was never confirmed may be saved again.
   */
  append(id: string, make: (seq: number) => OutboxRecord): Promise<OutboxRecord>;
  /** Replaces records that are there. */
  replace(records: readonly OutboxRecord[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

/** The device has no room left: nothing was written, and what was kept before still is. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
  constructor(options?: ErrorOptions) {
    super('This tablet has no storage left. The action was not saved.', options);
  }
}
