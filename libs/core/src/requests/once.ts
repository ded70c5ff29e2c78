import type { Instant } from '@curbstop/policy';
import { Conflict } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';

export interface Once {
  readonly request: string;
  readonly accountId: number;
  /** Made once by whoever asks; null where nobody can ask the same twice, as by the clock. */
  readonly key: string | null;
}

/**
 * Takes the key of a request whose effect has no row that could carry it. False when it was done under this key before: then
 * there is nothing to do, also where the account has moved on since. A refused request rolls back, and its key stays free.
 */
export async function isFirst(tx: Tx, { request, accountId, key }: Once, now: Instant): Promise<boolean> {
  if (key === null) return true;
  const taken = await row(
    tx,
    `INSERT INTO asked_once (key, request, account_id, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [key, request, accountId, sqlInstant(now)],
  );
  if (taken) return true;
  const before = await row<{ request: string; accountId: number }>(
    tx,
    'SELECT request, account_id AS "accountId" FROM asked_once WHERE key = $1',
    [key],
  );
  if (before?.request !== request || before.accountId !== accountId)
    throw new Conflict('This key was used for another request.');
  return false;
}
