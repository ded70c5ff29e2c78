import type { ReviewFacts } from '@curbstop/policy';
import { openReview } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { DECISION_TASK, REPLY_TASK } from './open-review.ts';
import { AssistanceReview } from '../../records/assistance/assistance.entity.ts';

/** The review that runs on a locked account, with the hold that stands for it. */
export async function runningReview(
  tx: Tx,
  account: AccountSnapshot,
): Promise<(ReviewFacts & { readonly holdId: number }) | null> {
  const review = openReview(account.facts);
  if (review === null) return null;
  const kept = await tx.findOneBy(AssistanceReview, { id: review.reviewId });
  if (!kept) throw new Error(`The review ${review.reviewId} is gone.`);
  return { ...review, ...kept };
}

/** Whose turn it is now, and until when. */
export async function reassignReview(
  tx: Tx,
  reviewId: number,
  to: Pick<ReviewFacts, 'stage' | 'dueAt'> & { readonly askedBy?: string; readonly holdId?: number },
): Promise<void> {
  await tx.query(
    `UPDATE assistance_review SET stage = $2, due_at = $3, asked_by = coalesce($4, asked_by), hold_id = coalesce($5, hold_id)
     WHERE id = $1`,
    [reviewId, to.stage, sqlInstant(to.dueAt), to.askedBy ?? null, to.holdId ?? null],
  );
}

/** G.2: the city has answered, or the customer has not: the review and its tasks are done. Its hold is the caller's. */
export async function closeReview(
  change: Change,
  each: { readonly accountId: number; readonly reviewId: number; readonly outcome: string },
): Promise<void> {
  const { tx, now } = change;
  const { accountId, reviewId, outcome } = each;
  await tx.query('UPDATE assistance_review SET closed_at = $2, outcome = $3 WHERE id = $1 AND closed_at IS NULL', [
    reviewId,
    sqlInstant(now),
    outcome,
  ]);
  for (const kind of [REPLY_TASK, DECISION_TASK]) await closeTasks(change, { accountId, kind, outcome });
}
