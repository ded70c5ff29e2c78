import type { DataSource } from 'typeorm';
import { rows } from './tx.ts';

/**
 * Runs `work` unless somebody else, in any process, is at the same named work; then answers null at
 * once. The lock is the connection's: it is gone when the process dies.
 */
export async function withAdvisoryLock<T>(source: DataSource, name: string, work: () => Promise<T>): Promise<T | null> {
  const runner = source.createQueryRunner();
  try {
    const [answer] = await rows<{
      mine: boolean;
    }>(runner, 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine', [name]);
    if (!answer?.mine) return null;
    try {
      return await work();
    } finally {
      await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    }
  } finally {
    await runner.release();
  }
}
