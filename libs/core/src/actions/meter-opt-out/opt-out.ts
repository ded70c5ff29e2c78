import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { dayOf, mayOptIn, mayOptOut } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';

/** L.1: a customer refuses the smart meter, from today on. */
export async function optOut(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  idempotencyKey?: string,
): Promise<string> {
  const asked = {
    request: 'opt-out-smart-meter',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(idempotencyKey, z.string()),
  };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const { facts, profile } = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(profile, now);
    const answer = mayOptOut(facts, policy);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept('L.1', answer.says);
    await tx.query('INSERT INTO meter_opt_out (account_id, from_day) VALUES ($1, $2)', [
      accountId,
      dayOf(now, policy.timeZone),
    ]);
    return answer.says;
  });
}

/** L.1: a customer who refused the smart meter has it again, from today on. */
export async function optIn(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  idempotencyKey?: string,
): Promise<string> {
  const asked = {
    request: 'opt-in-smart-meter',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(idempotencyKey, z.string()),
  };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const { facts, profile } = await lockAccountSnapshot(tx, accountId, now);
    const answer = mayOptIn(facts);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept('L.1', answer.says);
    await tx.query('UPDATE meter_opt_out SET until_day = $2 WHERE account_id = $1 AND until_day IS NULL', [
      accountId,
      dayOf(now, policyAt(profile, now).timeZone),
    ]);
    return answer.says;
  });
}
