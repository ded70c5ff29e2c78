import type { ClauseId } from '@curbstop/policy';
import { hasOpenTurnOff, openReview, replyDue } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { placeHold } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { openTask } from '../../records/tasks/tasks.ts';

export const REPLY_TASK = 'assistance-reply';
export const DECISION_TASK = 'assistance-decision';

/**
 * G.2: starts the review of papers, or of a request for an arrangement (I.1), on a locked account: the water stays on, and
 * the city has its days to answer. A review that runs goes on; null then. When a turn-off is on its way a supervisor is told.
 */
export async function startReview(
  change: Change,
  account: AccountSnapshot,
  why: { readonly clause: ClauseId; readonly says: string },
): Promise<number | null> {
  const { tx, now } = change;
  if (openReview(account.facts) !== null) return null;
  const { accountId } = account;
  const dueAt = replyDue(now, policyAt(account.profile, now));
  const holdId = await placeHold(change, {
    accountId,
    kind: 'assistance-review',
    clause: 'G.2',
    reason: why.says,
    until: null,
    billIds: null,
  });
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO assistance_review (account_id, opened_at, stage, due_at, hold_id) VALUES ($1, $2, 'reply', $3, $4)
     RETURNING id`,
    [accountId, sqlInstant(now), sqlInstant(dueAt), holdId],
  );
  if (!made) throw new Error(`The review of account ${accountId} was not started.`);
  const underWay = hasOpenTurnOff(account.facts);
  await openTask(change, {
    accountId,
    kind: REPLY_TASK,
    role: underWay ? 'supervisor' : 'clerk',
    clause: 'G.2-a',
    says: underWay ? `${why.says} A turn-off was on its way and is held.` : why.says,
    dueAt,
    actKey: null,
    subject: { reviewId: made.id },
  });
  return made.id;
}
