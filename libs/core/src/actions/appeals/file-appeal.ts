import type { Actor, Role } from '@curbstop/contracts';
import type { AppealTopic, Instant } from '@curbstop/policy';
import { appealOfficer, dayOf, isOverAppealLimit, mayFileAppeal } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { placeHold } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { openTask } from '../../records/tasks/tasks.ts';
import { APPEAL_TASK, OVER_LIMIT_TASK } from './appeal.ts';
import { findAppealedItem } from '../../records/appeals/appealable-items.ts';
import type { Named } from '../../records/appeals/appealable-items.ts';

/** Reading 104: who may take a late appeal. */
const TAKES_LATE: readonly Role[] = ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'];

export interface Filing extends Named {
  readonly accountId: number;
  readonly topic: AppealTopic;
  /** What the customer says is wrong. */
  readonly says: string;
  readonly written: boolean;
  /** Why a late appeal is taken; null where none is. */
  readonly lateReason: string | null;
  /** The same key again is the same request; left out by whoever cannot ask twice. */
  readonly idempotencyKey?: string;
}

const filed = z.object({
  appealId: z.int(),
  /** H.1: a person decides first whether it is heard. */
  overLimit: z.boolean(),
  says: z.string(),
});
export type Filed = Readonly<z.output<typeof filed>>;

/** H.1 to H.3.b: a bill or charge is appealed. The water stays on, and an officer has it to decide. */
export async function fileAppeal(source: DataSource, input: Filing, actor: Actor, now: Instant): Promise<Filed> {
  const { accountId, topic, lateReason } = input;
  const asked = {
    request: 'file-appeal',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, filed),
  };
  return changeAccounts<Filed>(source, asked, async (change) => {
    const { tx, accept } = change;
    if (lateReason !== null) mustBe(actor, TAKES_LATE, 'H.3.a', 'Only the billing office can take a late appeal.');
    const account = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(account.profile, now);
    const matter = await findAppealedItem(tx, accountId, input);
    const answer = mayFileAppeal(account.facts, policy, now, { matter, written: input.written, lateReason });
    if (!answer.granted || matter === null) throw new Refused(answer.says, answer.clauses);
    await accept('H.3.a', answer.says);
    const overLimit = isOverAppealLimit(account.facts, policy, dayOf(now, policy.timeZone));
    const reason = `An appeal of ${matter.says} is not decided.`;
    const holdId = await placeHold(change, {
      accountId,
      kind: 'appeal',
      clause: 'H.2',
      reason,
      until: null,
      billIds: null,
    });
    const made = await row<{ id: number }>(
      tx,
      `INSERT INTO appeal (account_id, bill_id, entry_id, topic, says, late_reason, over_limit, state, filed_at, filed_by, hold_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10) RETURNING id`,
      [
        accountId,
        matter.billId,
        matter.entryId,
        topic,
        input.says,
        lateReason,
        overLimit,
        sqlInstant(now),
        JSON.stringify(actor),
        holdId,
      ],
    );
    if (!made) throw new Error(`The appeal of account ${accountId} was not kept.`);
    const task = {
      accountId,
      role: 'appeal-officer' as const,
      dueAt: null,
      actKey: null,
      subject: { appealId: made.id },
    };
    const says = `${matter.says.charAt(0).toUpperCase()}${matter.says.slice(1)} is appealed. The ${appealOfficer(topic)} hears it.`;
    await openTask(change, { ...task, kind: APPEAL_TASK, clause: 'H.3', says });
    if (overLimit) {
      const asks = 'Two appeals were lost in twelve months. Hear this one, or write that it is not heard.';
      await openTask(change, { ...task, kind: OVER_LIMIT_TASK, clause: 'H.1', says: asks });
    }
    return { appealId: made.id, overLimit, says: answer.says };
  });
}
