import type { DataSource, EntityManager } from 'typeorm';
import { keepDigest } from './request-key.ts';

/** A transaction. Every change of the city's records happens in one, with its journal row. */
export type Tx = EntityManager;

/** Anything that can read: a transaction, or the pool. */
export interface Reader {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * Typed rows of a query, also those that an UPDATE or DELETE returns. The caller names the shape that its SQL selects;
 * `tools/sql/sql.db.spec.mjs` holds both to the migrated database.
 */
export async function rows<T>(db: Reader, sql: string, parameters: unknown[] = []): Promise<T[]> {
  const answer = (await db.query(sql, parameters)) as T[] | [rows: T[], count: number];
  // TypeORM answers an UPDATE or DELETE with its rows and their number. A row is never a list.
  const [first] = answer;
  return Array.isArray(first) ? first : (answer as T[]);
}

export async function row<T>(db: Reader, sql: string, parameters: unknown[] = []): Promise<T | null> {
  return (await rows<T>(db, sql, parameters))[0] ?? null;
}

const RETRY = new Set(['40001', '40P01']);
const TRIES = 5;

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Runs `work` whole or not at all; again when PostgreSQL broke a deadlock against it. What came under a key is kept with it. */
export async function inTransaction<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await source.transaction(async (tx) => {
        const done = await work(tx);
        await keepDigest(tx);
        return done;
      });
    } catch (error) {
      const code = codeOf(error);
      if (attempt >= TRIES || code === null || !RETRY.has(code)) throw error;
    }
  }
}
