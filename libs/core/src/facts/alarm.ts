import type { Instant } from '@curbstop/policy';
import { nextAct } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { loadAccounts } from './account-facts.ts';
import type { AccountSnapshot } from './account-facts.ts';

/** Accounts a transaction takes at once: facts of hundreds fit one round trip a table. */
const BATCH = 500;

/** What becomes of an alarm that has rung and that no scheduler has answered yet. */
export type Unanswered = 'kept' | 'answered';

/**
 * Sets the alarm of accounts from their facts as they stand. It is part of every transaction that
 * changes an account; the scheduler only wakes what is due. An alarm that has rung is kept until a scheduler answers it, so
 * that it can tell what was missed meanwhile (E.1).
 */
export async function setAlarms(
  tx: Tx,
  cases: readonly AccountSnapshot[],
  now: Instant,
  unanswered: Unanswered = 'answered',
): Promise<void> {
  if (cases.length === 0) return;
  const next = cases.map(
    (account) => nextAct(account.facts, policyAt(account.profile, now), account.done, now)?.at ?? null,
  );
  await tx.query(
    `UPDATE account SET version = version + 1,
       next_act_at = CASE WHEN $3 AND account.next_act_at <= $4 THEN account.next_act_at ELSE it.at END
     FROM unnest($1::int[], $2::timestamptz[]) AS it (id, at) WHERE account.id = it.id`,
    [cases.map((account) => account.accountId), next.map(sqlInstant), unanswered === 'kept', sqlInstant(now)],
  );
}

/** Sets every account's alarm anew from its facts: after a restore, or when the rules have changed. */
export async function resetAlarms(source: DataSource, now: Instant): Promise<number> {
  let after = 0;
  let count = 0;
  for (;;) {
    const done = await inTransaction(source, async (tx) => {
      const page = await rows<{ id: number }>(tx, `SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT ${BATCH}`, [
        after,
      ]);
      const ids = page.map((each) => each.id);
      await setAlarms(tx, await loadAccounts(tx, ids, now, { lock: true }), now);
      return ids;
    });
    const last = done.at(-1);
    if (last === undefined) return count;
    after = last;
    count += done.length;
  }
}
