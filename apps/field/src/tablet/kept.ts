import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Schema } from '@curbstop/ui';

interface Tables extends DBSchema {
  kept: { key: string; value: unknown };
}

/** Names no customer and no debt: stays when the session ends. */
const STAYS = /^(permit-key|latest-moment|recalls-answered|unfinished\/.*)$/;

/**
 * What the tablet keeps beside the outbox: the list, who is signed in, the drafts, the permit key. Between two sessions
 * it is sealed: what belongs to a day is not written, however late it comes.
 */
export interface Kept {
  /** Null when there is nothing, or nothing that this version can read. */
  get<T>(key: string, schema: Schema<T>): Promise<T | null>;
  /** Everything whose key begins so; what this version cannot read is left out. */
  list<T>(prefix: string, schema: Schema<T>): Promise<T[]>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Ends a day: deletes everything that belongs to it, and takes nothing more of it until `unseal`. */
  seal(): Promise<void>;
  unseal(): void;
  /** Calls back when another page of this tablet changed a key; gives back how to stop. */
  onOtherPage(listener: (key: string) => void): () => void;
}

/** Opens the tablet's own table; a connection that the system closes is opened again. */
export function openKept(name = 'curbstop-field'): Kept {
  let opened: Promise<IDBPDatabase<Tables>> | null = null;
  let sealed = false;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
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
      if (sealed && !STAYS.test(key)) return;
      await run((db) => db.put('kept', value, key));
      if (key !== 'latest-moment') channel?.postMessage(key);
    },
    async delete(key) {
      await run((db) => db.delete('kept', key));
      channel?.postMessage(key);
    },
    async seal() {
      sealed = true;
      await run(async (db) => {
        const tx = db.transaction('kept', 'readwrite');
        const keys = await tx.store.getAllKeys();
        await Promise.all([...keys.filter((key) => !STAYS.test(key)).map((key) => tx.store.delete(key)), tx.done]);
        if (keys.includes('session')) channel?.postMessage('session');
      });
    },
    unseal() {
      sealed = false;
    },
    onOtherPage(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => {
        if (typeof data === 'string') listener(data);
      };
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
    },
  };
}
