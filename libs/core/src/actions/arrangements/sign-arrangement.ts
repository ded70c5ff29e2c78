import type { Actor } from '@curbstop/contracts';
import type { ArrangementWish, Cents, Instant, Planned, SignGrant } from '@curbstop/policy';
import { cents, dayOf, maySignArrangement, signatureClause } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Conflict, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { liftHolds, placeHold } from '../../records/holds/holds.ts';
import { append } from '../../journal/append.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { mailLetter } from '../../reconcile/notices/letter.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeReview, runningReview } from '../assistance/running-review.ts';
import { chargeFee, creditReduction } from './arrangement-fee.ts';

export interface Signing {
  readonly accountId: number;
  readonly wish: ArrangementWish;
  /** Made once by whoever signs; the same key again gives the same arrangement. */
  readonly idempotencyKey: string;
}

export interface Signed {
  readonly arrangementId: number;
  readonly total: Cents;
  readonly says: string;
}

async function signedBefore(db: Reader, { accountId, idempotencyKey }: Signing): Promise<Signed | null> {
  const before = await row<{ id: number; accountId: number; total: Cents }>(
    db,
    'SELECT id, account_id AS "accountId", total FROM arrangement WHERE idempotency_key = $1',
    [idempotencyKey],
  );
  if (!before) return null;
  if (before.accountId !== accountId) throw new Conflict('This key was used for another arrangement.');
  return { arrangementId: before.id, total: before.total, says: 'Signed already.' };
}

/** G.2: the review is over, and so is an offer: the arrangement stands in their place. */
async function endReviewAndOffers(change: Change, account: AccountSnapshot): Promise<void> {
  const { tx, now } = change;
  const { accountId } = account;
  const review = await runningReview(tx, account);
  if (review) await closeReview(change, { accountId, reviewId: review.reviewId, outcome: 'signed' });
  await tx.query(`UPDATE arrangement SET state = 'replaced', since = $2 WHERE account_id = $1 AND state = 'offered'`, [
    accountId,
    sqlInstant(now),
  ]);
  await liftHolds(change, { accountId, kind: 'assistance-review' });
}

async function writeDown(
  change: Change,
  account: AccountSnapshot,
  { wish, idempotencyKey }: Signing,
  {
    planned,
    billIds,
    holdId,
  }: { readonly planned: Planned; readonly billIds: readonly number[]; readonly holdId: number },
): Promise<number> {
  const { tx, actor, now } = change;
  const feeEntryId = await chargeFee(change, account, planned.fee);
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO arrangement (account_id, kind, state, since, bill_ids, signed_at, signed_by, total, fee_entry_id,
       reduction, fund, council_action, hardship, hold_id, idempotency_key)
     VALUES ($1, $2, 'in-force', $3, $4, $3, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      account.accountId,
      wish.kind,
      sqlInstant(now),
      billIds,
      JSON.stringify(actor),
      planned.total,
      feeEntryId,
      planned.reduction,
      wish.fund ?? '',
      wish.councilAction ?? '',
      wish.hardship,
      holdId,
      idempotencyKey,
    ],
  );
  if (!made) throw new Error(`The arrangement of account ${account.accountId} was not written down.`);
  await tx.query(
    `INSERT INTO instalment (arrangement_id, ordinal, due, amount, clause)
     SELECT $1, nth, due, amount, clause
     FROM unnest($2::date[], $3::bigint[], $4::text[]) WITH ORDINALITY AS it (due, amount, clause, nth)`,
    [
      made.id,
      planned.rows.map((each) => each.due),
      planned.rows.map((each) => each.amount),
      planned.rows.map((each) => each.clause),
    ],
  );
  await append(
    tx,
    planned.rows.map(({ due, amount, clause }) => ({
      event: 'instalment.scheduled' as const,
      facts: { arrangementId: made.id, due, amount },
      at: now,
      actor,
      clause,
      accountId: account.accountId,
    })),
  );
  return made.id;
}

function checked(answer: SignGrant): Planned {
  if (!answer.granted || answer.planned === null) throw new Refused(answer.says, answer.clauses);
  return answer.planned;
}

/**
 * I.2 to I.6: an arrangement is signed. From then on it holds the turn-off for the bills it covers; a fee is charged and a
 * reduction credited at once, and the first payment is due the same day (reading 115).
 */
export async function signArrangement(source: DataSource, input: Signing, actor: Actor, now: Instant): Promise<Signed> {
  const { accountId, wish } = input;
  const before = (db: Reader): Promise<Signed | null> => signedBefore(db, input);
  return changeAccounts(
    source,
    { request: 'sign-arrangement', accountIds: [accountId], actor, now, before },
    async (change) => {
      const { tx, accept } = change;
      const { facts: locked } = await lockAccountSnapshot(tx, accountId, now);
      // I.2 counts over all accounts of the customer: two signatures for two of them wait for each other here.
      await tx.query('SELECT 1 FROM customer WHERE id = $1 FOR NO KEY UPDATE', [locked.customerId]);
      const account = await lockAccountSnapshot(tx, accountId, now);
      if (wish.hardship) mustBe(actor, ['supervisor'], 'I.3.b', 'A supervisor decides on longer time for hardship.');
      const policy = policyAt(account.profile, now);
      const answer = maySignArrangement(account.facts, policy, now, wish);
      const planned = checked(answer);
      const clause = signatureClause(wish.kind);
      const { billIds, says } = answer;
      await accept(clause, says);
      await endReviewAndOffers(change, account);
      const reason = `An arrangement over ${billIds.length === 1 ? 'one bill' : `${billIds.length} bills`} is signed.`;
      const hold = { accountId, kind: 'arrangement' as const, clause: 'I.1' as const, reason, until: null, billIds };
      const holdId = await placeHold(change, hold);
      const arrangementId = await writeDown(change, account, input, { planned, billIds, holdId });
      await creditReduction(change, account, billIds, planned.reduction);
      const today = dayOf(now, policy.timeZone);
      await allocateCredits(tx, [accountId], today);
      await noteHistory(change, { accountId, was: 'arrangement', on: today, clause: 'I.2' });
      const actKey = `${accountId}/-/I/arrangement-${arrangementId}`;
      await mailLetter(change, account, { kind: 'arrangement', clause, billIds, actKey, amount: planned.total });
      return { arrangementId, total: cents(planned.total), says };
    },
  );
}
