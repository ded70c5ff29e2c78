import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { decisionDue, maySupply } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { endHoldAt } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { openTask } from '../../records/tasks/tasks.ts';
import { DECISION_TASK } from './open-review.ts';
import { runningReview, reassignReview } from './running-review.ts';

/** G.2-c: what the city asked for is there: it is the city's turn, and the water stays on until it has decided. */
export async function addDocuments(change: Change, account: AccountSnapshot): Promise<void> {
  const { tx, now } = change;
  const { accountId } = account;
  const review = await runningReview(tx, account);
  if (!review) throw new Error(`Account ${accountId} has no review.`);
  const dueAt = decisionDue(now, policyAt(account.profile, now));
  // The hold goes on without a gap, open-ended now.
  await endHoldAt(change, review.holdId, null);
  await reassignReview(tx, review.reviewId, { stage: 'decide', dueAt, holdId: review.holdId });
  await openTask(change, {
    accountId,
    kind: DECISION_TASK,
    role: 'clerk',
    clause: 'G.2-c',
    says: 'The customer has supplied what was asked for. Decide, and write the decision.',
    dueAt,
    actKey: null,
    subject: { reviewId: review.reviewId },
  });
}

/** G.2-b: the customer sends what the city asked for; too late it is refused. */
export async function supplyDocuments(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const request = 'supply-information';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      const answer = maySupply(account.facts, policyAt(account.profile, now), now);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('G.2-b', answer.says);
      await addDocuments(change, account);
    },
  );
}
