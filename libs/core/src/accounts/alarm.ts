import type { Instant } from '@curbstop/policy';
import { nextAct } from '@curbstop/policy';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { termsAt } from '../policy/terms.ts';
import type { Case } from './facts.ts';

/**
 * Sets the alarm of accounts from their facts as they stand. It is part of every transaction that
 * changes an account; the scheduler only wakes what is due.
 */
export async function setAlarms(tx: Tx, cases: readonly Case[], now: Instant): Promise<void> {
  if (cases.length === 0) return;
  const next = cases.map((it) => nextAct(it.facts, termsAt(it.profile, now), it.done, now)?.at ?? null);
  await tx.query(
    `UPDATE account SET next_act_at = it.at, version = version + 1
     FROM unnest($1::int[], $2::timestamptz[]) AS it (id, at) WHERE account.id = it.id`,
    [cases.map((it) => it.accountId), next.map(sqlInstant)],
  );
}
