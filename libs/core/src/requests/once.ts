import type { Instant } from '@curbstop/policy';
import { z } from 'zod';
import { Conflict } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';

/** The key of a request that may be sent twice, and what its first answer is read back by. */
export interface Once<T> {
  readonly key: string;
  readonly answer: z.ZodType<T>;
}

/** The answer of a request that answers nothing. */
export const NO_ANSWER: z.ZodType<void> = z.null().transform(() => undefined);

/** For {@link ask}: nothing where no key was given, because who asks cannot ask twice. */
export function onceFor<T>(key: string | undefined, answer: z.ZodType<T>): { readonly once?: Once<T> } {
  return key === undefined ? {} : { once: { key, answer } };
}

/**
 * Does `work` the first time that a key is seen, and answers the same again after that. Of two that come at once the second waits
 * for the first. A request that was refused leaves no key behind: it may be asked again.
 */
export async function once<T>(
  tx: Tx,
  { key, answer }: Once<T>,
  about: { readonly request: string; readonly accountId: number | null },
  now: Instant,
  work: () => Promise<T>,
): Promise<T> {
  const { request, accountId } = about;
  const first = await row(
    tx,
    `INSERT INTO answered_request (key, request, account_id, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [key, request, accountId, sqlInstant(now)],
  );
  if (first === null) {
    const before = await row<{ request: string; accountId: number | null; answer: unknown }>(
      tx,
      'SELECT request, account_id AS "accountId", answer FROM answered_request WHERE key = $1',
      [key],
    );
    if (before?.request !== request || before.accountId !== accountId)
      throw new Conflict('This key was used for another request.');
    return answer.parse(before.answer);
  }
  const done = await work();
  await tx.query('UPDATE answered_request SET answer = $2 WHERE key = $1', [
    key,
    done === undefined ? null : JSON.stringify(done),
  ]);
  return done;
}
