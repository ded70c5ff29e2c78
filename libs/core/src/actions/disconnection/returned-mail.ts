import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { hangerDueOn, mayNoteReturned, returnableNotice } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { placeHold } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { hangerKey, orderHanger } from '../../reconcile/rules/door-hanger.ts';
import { Notice } from '../../records/notices/notice.entity.ts';

/**
 * E.2.b: a disconnection notice came back. The water stays on until a crew has left the notice at the door, or has tried, and
 * forty-eight hours more.
 */
export async function recordReturnedMail(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  idempotencyKey?: string,
): Promise<void> {
  const asked = {
    request: 'mail-returned',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const answer = mayNoteReturned(account.facts);
    const notice = returnableNotice(account.facts);
    if (!answer.granted || notice === null) throw new Refused(answer.says, answer.clauses);
    await accept('E.2.b', answer.says);
    await tx.update(Notice, notice.noticeId, { returnedAt: now });
    const reason = 'The disconnection notice came back.';
    const { billIds } = notice;
    await placeHold(change, { accountId, kind: 'undeliverable', clause: 'E.2.b', reason, until: null, billIds });
    const dueOn = hangerDueOn(now, policyAt(account.profile, now));
    await orderHanger(change, { accountId, billIds, dueOn }, hangerKey(accountId, notice.noticeId, 1));
  });
}
