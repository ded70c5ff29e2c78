import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { dayOf, isRevoked, mayRestoreExtensions, mayRevoke, revocationSays, writtenLanguages } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { clearFlags, setFlag } from '../../records/flags/account-flags.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';

/** The kind of the task that suggests it. */
export const REVIEW_TASK = 'extension-review';
const REVOKERS = ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'] as const;

/** D.8: tells the customer by letter that there are no extensions, and why. */
export async function journalRevoked(change: Change, account: AccountSnapshot): Promise<void> {
  const { tx, now } = change;
  const policy = policyAt(account.profile, now);
  const notice = {
    accountId: account.accountId,
    kind: 'extension-revoked' as const,
    clause: 'D.8' as const,
    billIds: [],
    languages: writtenLanguages(policy),
    amount: null,
    payBy: null,
    mailedOn: dayOf(now, policy.timeZone),
    actKey: null,
  };
  await append(tx, await mailNotices(change, [notice]));
}

/** D.8: a person takes the right to extensions from an account. One that runs stays as it was given. */
export async function revokeExtensions(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const request = 'revoke-extensions';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      mustBe(actor, REVOKERS, 'D.8', 'Only staff of the billing office can take away the right to extensions.');
      const answer = mayRevoke(account.facts);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      const policy = policyAt(account.profile, now);
      const why = revocationSays(account.facts, policy, dayOf(now, policy.timeZone));
      await accept('D.8', why);
      await setFlag(change, { accountId, kind: 'extension-revoked', clause: 'D.8', why });
      await journalRevoked(change, account);
      await closeTasks(change, { accountId, kind: REVIEW_TASK, outcome: why });
    },
  );
}

/** Z.4, D.8: the Assistant Director of Finance, and nobody else, gives the right to extensions back. */
export async function restoreExtensions(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const request = 'release-flag';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      if (actor.kind !== 'staff' || !mayRestoreExtensions(actor.role)) {
        const says = 'Only the Assistant Director of Finance can allow extensions again.';
        throw new Refused(says, ['D.8', 'Z.4']);
      }
      if (!isRevoked(account.facts)) throw new Refused('Extensions are not taken from this account.', ['D.8']);
      const why = 'The Assistant Director of Finance allowed extensions again.';
      await accept('D.8', why);
      await clearFlags(change, { accountId, kind: 'extension-revoked', clause: 'D.8', why });
    },
  );
}
