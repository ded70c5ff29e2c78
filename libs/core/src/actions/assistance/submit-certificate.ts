import type { Actor } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { conditionsOf, dayOf, maySubmitAssistance, maySubmitCertificate } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { sqlInstant } from '../../db/types.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { startReview } from './open-review.ts';
import { addDocuments } from './supply-documents.ts';

/** G.2: papers start the review, or are what the running one waits for; under an agreement that covers everything there is nothing to review. */
async function take(change: Change, account: AccountSnapshot, says: string, complete: boolean): Promise<void> {
  const { now } = change;
  const policy = policyAt(account.profile, now);
  const stage = account.facts.reviews[0]?.stage;
  if (stage === 'supply' && complete) return addDocuments(change, account);
  const agreed = account.facts.arrangements.some((each) => each.state === 'in-force');
  if (agreed && conditionsOf(account.facts, policy, now).agreement) return;
  await startReview(change, account, { clause: 'G.2', says });
}

/** G.1.a.i, G.2: somebody who lives there hands in a medical certificate. The same one, or the same key, again changes nothing. */
export async function submitCertificate(
  source: DataSource,
  input: { readonly accountId: number; readonly dated: Day | null },
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const { accountId } = input;
  const request = 'submit-certificate';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      const policy = policyAt(account.profile, now);
      const dated = input.dated ?? dayOf(now, policy.timeZone);
      const answer = maySubmitCertificate(account.facts, policy, now, dated);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('G.1.a.i', answer.says);
      await tx.query(
        `INSERT INTO certificate (account_id, dated, received_at, received_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, dated) DO NOTHING`,
        [accountId, dated, sqlInstant(now), JSON.stringify(actor)],
      );
      await take(change, account, 'A medical certificate has come in. Answer the customer.', true);
    },
  );
}

/** G.2: papers that show the conditions of G.1. Papers that are not complete are reviewed too: the city asks for the rest. */
export async function submitAssistance(
  source: DataSource,
  input: { readonly accountId: number; readonly complete: boolean },
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const { accountId, complete } = input;
  const request = 'submit-assistance';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      const answer = maySubmitAssistance(account.facts);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('G.2', answer.says);
      const says = complete
        ? 'Papers for help with the bill have come in. Answer the customer.'
        : 'Papers for help with the bill have come in and are not complete. Ask for what is missing.';
      await take(change, account, says, complete);
    },
  );
}
