import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { mayDecline, openAppeal } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import { sqlInstant } from '../../db/types.ts';
import { liftHolds } from '../../records/holds/holds.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { appealsMeant, closeAppealTasks, keptAppeal, mailDecision } from './appeal.ts';
import { HEARS } from './decide.ts';

/** H.1: an appeal over the limit is not heard; a person says so and why. It does not count as lost. */
export async function declineHearing(
  source: DataSource,
  input: {
    readonly accountId: number;
    readonly appealId: number;
    readonly reason: string;
    readonly idempotencyKey?: string;
  },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId, reason } = input;
  if (reason.trim() === '') throw new Invalid('reason', 'Say why it is not heard.');
  const asked = {
    request: 'decline-appeal',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    mustBe(actor, HEARS, 'H.3.b', 'The Appeal Officer says whether an appeal is heard.');
    const account = await lockAccountSnapshot(tx, accountId, now);
    const meant = appealsMeant(account, input.appealId);
    const answer = mayDecline(meant);
    const appeal = openAppeal(meant, 1);
    if (!answer.granted || appeal === null) throw new Refused(answer.says, answer.clauses);
    const { appealId } = appeal;
    await accept('H.1', reason);
    await tx.query(
      `UPDATE appeal SET state = 'final', outcome = 'not-heard', decided_at = $2, decided_by = $3, reason = $4 WHERE id = $1`,
      [appealId, sqlInstant(now), JSON.stringify(actor), reason],
    );
    const { holdId } = await keptAppeal(tx, appealId);
    await liftHolds(change, { accountId, kind: 'appeal', holdId, clause: 'H.1' });
    await mailDecision(change, account, appeal, 'H.1');
    await closeAppealTasks(change, { accountId, appealId, outcome: 'not heard' });
  });
}
