import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { bySeq } from './record.ts';
import type { Marker, OutboxRecord } from './record.ts';
import { StorageFull } from './store.ts';
import type { Kept, OutboxStore } from './store.ts';

interface Schema extends DBSchema {
  records: { key: string; value: OutboxRecord };
  marker: { key: 'marker'; value: Marker };
}
type Db = IDBPDatabase<Schema>;

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** The queue in the browser's IndexedDB. A crash or a reload loses nothing that `append` confirmed. */
export class IndexedDbStore implements OutboxStore {
  private readonly name: string;
  private opened: Promise<Db> | null = null;

  constructor(name = 'curbstop-outbox') {
    this.name = name;
  }

  read(): Promise<Kept> {
    return this.run(async (db) => {
      const tx = db.transaction(['records', 'marker'], 'readonly');
      const [records, marker] = await Promise.all([
        tx.objectStore('records').getAll(),
        tx.objectStore('marker').get('marker'),
      ]);
      await tx.done;
      return { marker: marker ?? null, records: records.sort(bySeq) };
    });
  }

  mark(marker: Marker): Promise<void> {
    return this.run(async (db) => {
      await db.put('marker', marker, 'marker');
    });
  }

  append(id: string, make: (seq: number) => OutboxRecord): Promise<OutboxRecord> {
    return this.run(async (db) => {
      // `strict`: on the disk before the screen says that it is saved.
      const tx = db.transaction(['records', 'marker'], 'readwrite', { durability: 'strict' });
      const records = tx.objectStore('records');
      const markers = tx.objectStore('marker');
      const there = await records.get(id);
      if (there) {
        await tx.done;
        return there;
      }
      const marker = await markers.get('marker');
      if (!marker) {
        await tx.done;
        throw new Error('The store was not set up: open the outbox first.');
      }
      const seq = marker.lastSeq + 1;
      const record = make(seq);
      await Promise.all([records.put(record, id), markers.put({ ...marker, lastSeq: seq }, 'marker'), tx.done]);
      return record;
    });
  }

  replace(given: readonly OutboxRecord[]): Promise<void> {
    return this.run(async (db) => {
      const tx = db.transaction('records', 'readwrite');
      await Promise.all([
        ...given.map(async (record) => {
          const key = record.action.id;
          if ((await tx.store.getKey(key)) !== undefined) await tx.store.put(record, key);
        }),
        tx.done,
      ]);
    });
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.run(async (db) => {
      const tx = db.transaction('records', 'readwrite');
      await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done]);
    });
  }

  private async open(): Promise<Db> {
    const forget = (): void => {
      this.opened = null;
    };
    if (!this.opened) {
      const opening = openDB<Schema>(this.name, 1, {
        upgrade(db) {
          db.createObjectStore('records');
          db.createObjectStore('marker');
        },
        // A newer page wants to change the tables: let go, and open again when asked.
        blocking: () => {
          forget();
          void opening.then((db) => {
            db.close();
          });
        },
        terminated: forget,
      });
      this.opened = opening;
    }
    try {
      return await this.opened;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Every method may be run twice, so a connection that the system closed under us is opened again once. */
  private async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(await this.open());
    } catch (error) {
      if (isNamed(error, 'QuotaExceededError')) throw new StorageFull({ cause: error });
      if (!isNamed(error, 'InvalidStateError')) throw error;
      this.opened = null;
      return work(await this.open());
    }
  }
}
