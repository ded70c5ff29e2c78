import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Refused } from '../../db/errors.ts';
import { lockAccount } from '../../db/locks.ts';
import { withoutKey } from '../../db/request-key.ts';
import { inTransaction } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { once } from './idempotency.ts';
import type { AnsweredOnce } from './idempotency.ts';

/** A request as the journal and the scenarios name it, and whose account it is about; null for the whole city. */
export interface Request<T> {
  readonly request: string;
  readonly accountId: number | null;
  /** Where it may be sent again because no answer came: the same key is done once. */
  readonly once?: AnsweredOnce<T>;
  /** What is locked first, where that is not the account that it is about. */
  readonly lock?: (tx: Tx) => Promise<unknown>;
}

/**
 * Asks the city for something in one transaction: `work` calls `accept` with the clause that allows it before it writes its effects. When it is {@link Refused}
 * nothing of it stays but the refusal, which is journaled with its clauses, and the refusal goes on to the caller.
 */
export async function ask<T>(
  source: DataSource,
  asked: Request<T>,
  actor: Actor,
  now: Instant,
  work: (tx: Tx, accept: (clause: ClauseId, says?: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { request, accountId } = asked;
  try {
    return await inTransaction(source, async (tx) => {
      if (asked.lock) await asked.lock(tx);
      else if (accountId !== null) await lockAccount(tx, accountId);
      const whole = (): Promise<T> =>
        work(tx, async (clause, says) => {
          const facts = says === undefined ? { request } : { request, says };
          await append(tx, [{ event: 'request.accepted', facts, at: now, actor, clause, accountId }]);
        });
      return asked.once ? once(tx, asked.once, asked, now, whole) : whole();
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await withoutKey(() =>
      inTransaction(source, async (tx) => {
        const facts = { request, because: error.clauses, says: error.says };
        const clause = error.clauses[0] ?? null;
        await append(tx, [{ event: 'request.refused', facts, at: now, actor, clause, accountId }]);
      }),
    );
    throw error;
  }
}
