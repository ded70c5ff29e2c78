import { AsyncLocalStorage } from 'node:async_hooks';
import { Conflict } from './errors.ts';

/** The key that a request came under, and a digest of everything that it asks for. */
export interface Keyed {
  readonly key: string;
  readonly digest: Buffer;
}

const current = new AsyncLocalStorage<Keyed | null>();

/** Does `work` for a request that came under a key: what it changes is kept together with what was asked. */
export const underKey = <T>(keyed: Keyed, work: () => Promise<T>): Promise<T> => current.run(keyed, work);

/** For what is written although a request was refused: its key stays free, to be asked again in another way. */
export const withoutKey = <T>(work: () => Promise<T>): Promise<T> => current.run(null, work);

/**
 * The last step of every transaction: keeps what was asked for under the key, or throws where the same key came with
 * something else before. Last, so that whoever waits for it waits for nobody who could still need something.
 */
export async function keepDigest(tx: { query(sql: string, parameters: unknown[]): Promise<unknown> }): Promise<void> {
  const keyed = current.getStore();
  if (!keyed) return;
  const [kept] = (await tx.query(
    `WITH fresh AS (INSERT INTO request_digest (key, digest) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING 1)
     SELECT EXISTS (SELECT 1 FROM fresh) OR EXISTS (SELECT 1 FROM request_digest WHERE key = $1 AND digest = $2) AS same`,
    [keyed.key, keyed.digest],
  )) as { same: boolean }[];
  if (kept?.same !== true) throw new Conflict('This key was used for another request: make a new one for each act.');
}
