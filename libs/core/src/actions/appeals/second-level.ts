import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { mayFileFurther } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { sqlInstant } from '../../db/types.ts';
import { endHoldAt, liftHolds } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { openTask } from '../../records/tasks/tasks.ts';
import { FURTHER_TASK, appealAnswered, appealsMeant, keptAppeal } from './appeal.ts';
import type { AppealAnswered } from './appeal.ts';

export interface SecondLevelFiling {
  readonly accountId: number;
  /** Left out or null: the latest that was lost. */
  readonly appealId: number | null;
  readonly written: boolean;
  /** The same key again is the same request; left out by whoever cannot ask twice. */
  readonly idempotencyKey?: string;
}

/** H.4, H.4.a: a lost appeal goes to the second level. The hold of H.2 stands on, and nothing is due by H.6 meanwhile. */
export async function fileSecondLevelAppeal(
  source: DataSource,
  input: SecondLevelFiling,
  actor: Actor,
  now: Instant,
): Promise<AppealAnswered> {
  const { accountId, written } = input;
  const asked = {
    request: 'file-further-appeal',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, appealAnswered),
  };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const meant = appealsMeant(account, input.appealId);
    const answer = mayFileFurther(meant, policyAt(account.profile, now), now, written);
    const appeal = meant.appeals.findLast((each) => each.state === 'decided');
    if (!answer.granted || appeal === undefined) throw new Refused(answer.says, answer.clauses);
    const { appealId } = appeal;
    await accept('H.4.a', answer.says);
    await tx.query("UPDATE appeal SET level = 2, state = 'open', filed_at = $2 WHERE id = $1", [
      appealId,
      sqlInstant(now),
    ]);
    const { holdId, upheldHoldId } = await keptAppeal(tx, appealId);
    await endHoldAt(change, holdId, null);
    if (upheldHoldId !== null) await liftHolds(change, { accountId, kind: 'appeal', holdId: upheldHoldId });
    await openTask(change, {
      accountId,
      kind: FURTHER_TASK,
      role: 'city-manager',
      clause: 'H.4.a',
      says: 'An appeal goes to the second level. The City Manager, or one of the two directors, decides it.',
      dueAt: null,
      actKey: null,
      subject: { appealId },
    });
    return { appealId, says: answer.says };
  });
}
