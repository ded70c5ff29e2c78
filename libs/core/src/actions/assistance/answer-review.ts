import type { Actor, Role } from '@curbstop/contracts';
import type { AskedBy, Instant, ReviewOutcome } from '@curbstop/policy';
import { answerClause, mayOffer, mayReview, offerEnds, momentIn, supplyDue, usualOffer } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { sqlInstant } from '../../db/types.ts';
import { endHoldAt } from '../../records/holds/holds.ts';
import { mailLetter } from '../../reconcile/notices/letter.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { REPLY_TASK } from './open-review.ts';
import { closeReview, runningReview, reassignReview } from './running-review.ts';

/** G.2: who answers for the city. */
export const REVIEWERS: readonly Role[] = ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'];

export interface ReviewAnswer {
  readonly accountId: number;
  readonly outcome: ReviewOutcome;
  /** How the city asks for more. */
  readonly by: AskedBy;
}

type Running = NonNullable<Awaited<ReturnType<typeof runningReview>>>;

/** G.2-b: it is for the customer now; the water stays on to the last moment of the five days. */
async function askForMore(change: Change, account: AccountSnapshot, review: Running, by: AskedBy): Promise<void> {
  const { tx, now } = change;
  const dueAt = supplyDue(now, by, policyAt(account.profile, now));
  await reassignReview(tx, review.reviewId, { stage: 'supply', dueAt, askedBy: by });
  await endHoldAt(change, review.holdId, dueAt);
  await closeTasks(change, { accountId: account.accountId, kind: REPLY_TASK, outcome: 'asked for more' });
}

/** G.1.c: an arrangement over everything unpaid is offered, and the water stays on until the offer lapses. */
async function offer(change: Change, account: AccountSnapshot, review: Running): Promise<void> {
  const { tx, now } = change;
  const { accountId } = account;
  const { kind, billIds } = usualOffer(account.facts);
  const endsAt = offerEnds(now, policyAt(account.profile, now));
  await tx.query(
    `INSERT INTO arrangement (account_id, kind, state, since, bill_ids, offer_ends_at, hold_id)
     VALUES ($1, $2, 'offered', $3, $4, $5, $6)`,
    [accountId, kind, sqlInstant(now), billIds, sqlInstant(endsAt), review.holdId],
  );
  await closeReview(change, { accountId, reviewId: review.reviewId, outcome: 'offer' });
  await endHoldAt(change, review.holdId, endsAt);
  const actKey = `${accountId}/-/G.2/offer-${review.reviewId}`;
  await mailLetter(change, account, {
    kind: 'arrangement',
    clause: answerClause(review),
    billIds,
    amount: null,
    actKey,
  });
}

/** G.2-c: the water may be turned off from the next business day on, if everything else allows it. */
async function notEligible(change: Change, account: AccountSnapshot, review: Running): Promise<void> {
  const { now } = change;
  const { accountId } = account;
  await closeReview(change, { accountId, reviewId: review.reviewId, outcome: 'not-eligible' });
  await endHoldAt(change, review.holdId, now);
  const actKey = `${accountId}/-/G.2/decision-${review.reviewId}`;
  await mailLetter(change, account, {
    kind: 'decision',
    clause: answerClause(review),
    billIds: [],
    amount: null,
    actKey,
  });
}

/** G.2-a, G.2-c: the city's answer: it asks for more, offers an arrangement, or finds the customer not eligible. */
export async function reviewAssistance(
  source: DataSource,
  input: ReviewAnswer,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const { accountId, outcome, by } = input;
  const request = 'review-assistance';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      mustBe(actor, REVIEWERS, 'G.2', 'The city answers, by somebody of its billing office.');
      const account = await lockAccountSnapshot(tx, accountId, now);
      const policy = policyAt(account.profile, now);
      const answer = mayReview(account.facts, policy, now, outcome);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      if (outcome === 'offer') {
        const possible = mayOffer(account.facts);
        if (!possible.granted) throw new Refused(possible.says, possible.clauses);
      }
      const review = await runningReview(tx, account);
      if (!review) throw new Error(`Account ${accountId} has no review.`);
      const until =
        outcome === 'ask-more' ? supplyDue(now, by, policy) : outcome === 'offer' ? offerEnds(now, policy) : now;
      const says = {
        'ask-more': `Asked for more. It is in time until ${momentIn(until, now, policy.timeZone)}.`,
        offer: `An arrangement is offered until ${momentIn(until, now, policy.timeZone)}.`,
        'not-eligible': 'Not eligible.',
      }[outcome];
      await accept(answerClause(review), says);
      if (outcome === 'ask-more') await askForMore(change, account, review, by);
      else if (outcome === 'offer') await offer(change, account, review);
      else await notEligible(change, account, review);
    },
  );
}
