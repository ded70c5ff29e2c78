import type { Instant } from '@curbstop/policy';
import { nextAct } from '@curbstop/policy';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { termsAt } from '../records/policy-versions/policy-in-force.ts';
import type { Case } from './account-facts.ts';

/** What becomes of an alarm that has rung and that no scheduler has answered yet. */
export type Unanswered = 'kept' | 'answered';

/**
 * Sets the alarm of accounts from their facts as they stand. It is part of every transaction that
 * changes an account; the scheduler only wakes what is due. An alarm that has rung is kept until a scheduler answers it, so
 * that it can tell what was missed meanwhile (E.1).
 */
export async function setAlarms(
  tx: Tx,
  cases: readonly Case[],
  now: Instant,
  unanswered: Unanswered = 'answered',
): Promise<void> {
  if (cases.length === 0) return;
  const next = cases.map((it) => nextAct(it.facts, termsAt(it.profile, now), it.done, now)?.at ?? null);
  await tx.query(
    `UPDATE account SET version = version + 1,
       next_act_at = CASE WHEN $3 AND account.next_act_at <= $4 THEN account.next_act_at ELSE it.at END
     FROM unnest($1::int[], $2::timestamptz[]) AS it (id, at) WHERE account.id = it.id`,
    [cases.map((it) => it.accountId), next.map(sqlInstant), unanswered === 'kept', sqlInstant(now)],
  );
}
