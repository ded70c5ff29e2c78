import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Schema } from '@curbstop/ui';

interface Tables extends DBSchema {
  kept: { key: string; value: unknown };
}

/** What the tablet keeps beside the outbox: the list, who is signed in, the drafts, the permit key. */
export interface Kept {
  /** Null when there is nothing, or nothing that this version can read. */
  get<T>(key: string, schema: Schema<T>): Promise<T | null>;
  /** Everything whose key begins so; what this version cannot read is left out. */
  list<T>(prefix: string, schema: Schema<T>): Promise<T[]>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Opens the tablet's own table; a connection that the system closes is opened again. */
export function openKept(name = 'curbstop-field'): Kept {
  let opened: Promise<IDBPDatabase<Tables>> | null = null;
  const forget = (): void => {
    opened = null;
  };
  const open = async (): Promise<IDBPDatabase<Tables>> => {
    opened ??= openDB<Tables>(name, 1, {
      upgrade(db) {
        db.createObjectStore('kept');
      },
      terminated: forget,
    });
    try {
      return await opened;
    } catch (error) {
      forget();
      throw error;
    }
  };
  async function run<T>(work: (db: IDBPDatabase<Tables>) => Promise<T>): Promise<T> {
    try {
      return await work(await open());
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      forget();
      return work(await open());
    }
  }
  return {
    async get(key, schema) {
      const read = schema.safeParse(await run((db) => db.get('kept', key)));
      return read.success ? read.data : null;
    },
    async list(prefix, schema) {
      const found = await run((db) => db.getAll('kept', IDBKeyRange.bound(prefix, `${prefix}\uffff`)));
      return found.flatMap((one) => {
        const read = schema.safeParse(one);
        return read.success ? [read.data] : [];
      });
    },
    async put(key, value) {
      await run((db) => db.put('kept', value, key));
    },
    async delete(key) {
      await run((db) => db.delete('kept', key));
    },
  };
}
