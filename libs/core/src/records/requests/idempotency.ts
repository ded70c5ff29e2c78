import type { Instant } from '@curbstop/policy';
import { z } from 'zod';
import { Conflict } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

export interface Once {
  readonly request: string;
  /** Null for the whole city. */
  readonly accountId: number | null;
  /** Made once by whoever asks; null where nobody can ask the same twice, as by the clock. */
  readonly key: string | null;
}

/**
 * Takes the key of a request whose effect has no row that could carry it. False when it was done under this key before: then
 * there is nothing to do, also where the account has moved on since. A refused request rolls back, and its key stays free.
 */
async function isFirst(tx: Tx, { request, accountId, key }: Once, now: Instant): Promise<boolean> {
  if (key === null) return true;
  const taken = await row(
    tx,
    `INSERT INTO asked_once (key, request, account_id, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [key, request, accountId, sqlInstant(now)],
  );
  if (taken) return true;
  const before = await row<{ request: string; accountId: number | null }>(
    tx,
    'SELECT request, account_id AS "accountId" FROM asked_once WHERE key = $1',
    [key],
  );
  if (before?.request !== request || before.accountId !== accountId)
    throw new Conflict('This key was used for another request.');
  return false;
}

/** The key of a request that answers something, and what its first answer is read back by. */
export interface AnsweredOnce<T> {
  readonly key: string;
  readonly answer: z.ZodType<T>;
  /** Under which request the key is kept; left out, as the request is journaled. */
  readonly name?: string;
}

/** The answer of a request that answers nothing. */
export const NO_ANSWER: z.ZodType<void> = z.null().transform(() => undefined);

/** For `changeAccounts`: nothing where no key was given, because who asks cannot ask twice. */
export function onceFor<T>(
  key: string | undefined,
  answer: z.ZodType<T>,
  name?: string,
): { readonly once?: AnsweredOnce<T> } {
  if (key === undefined) return {};
  return { once: name === undefined ? { key, answer } : { key, answer, name } };
}

/** Does `work` the first time that a key is seen, and answers the same again after that. Of two that come at once the second waits. */
export async function once<T>(
  tx: Tx,
  { key, answer }: AnsweredOnce<T>,
  about: Omit<Once, 'key'>,
  now: Instant,
  work: () => Promise<T>,
): Promise<T> {
  if (!(await isFirst(tx, { ...about, key }, now))) {
    const before = await row<{ answer: unknown }>(tx, 'SELECT answer FROM asked_once WHERE key = $1', [key]);
    return answer.parse(before?.answer);
  }
  const done = await work();
  if (done !== undefined)
    await tx.query('UPDATE asked_once SET answer = $2 WHERE key = $1', [key, JSON.stringify(done)]);
  return done;
}
