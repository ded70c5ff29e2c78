import type { Actor } from '@curbstop/contracts';
import type { Instant, NoticeByHandKind, PolicyParameters } from '@curbstop/policy';
import {
  BY_HAND_CLAUSES,
  billsByHand,
  dayOf,
  leadingByHand,
  mayMailNotice,
  noticeContents,
  payByWithTimeGiven,
  writtenLanguages,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { mustBeStaff } from '../../records/requests/roles.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { tenantContentsOf } from '../../reconcile/notices/contents.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import type { NewNotice } from '../../records/notices/mail.ts';

export interface NoticeByHand {
  readonly accountId: number;
  readonly kind: NoticeByHandKind;
  /** True for one that is left at the door, now. */
  readonly left: boolean;
  /** The same key again is the same request; left out by whoever cannot ask twice. */
  readonly idempotencyKey?: string;
}

/** What the notice says. */
function written(
  account: AccountSnapshot,
  kind: NoticeByHandKind,
  policy: PolicyParameters,
  now: Instant,
): Pick<NewNotice, 'billIds' | 'amount' | 'payBy' | 'contents'> {
  const bills = billsByHand(account.facts, kind, policy, now);
  const bill = leadingByHand(account.facts, bills);
  const billIds = bills.map((each) => each.billId);
  if (bill !== null && kind !== 'tenant') {
    const contents = noticeContents(account.facts, bill, account.customer, policy, now);
    if (kind === 'disconnection') return { billIds, amount: contents.total, payBy: contents.payBy, contents };
    return { billIds, amount: contents.total, payBy: payByWithTimeGiven(bill, account.facts, policy) };
  }
  const today = dayOf(now, policy.timeZone);
  const contents =
    bill !== null && kind === 'tenant' ? tenantContentsOf(account, [bill.billId], today, policy) : undefined;
  return { billIds, amount: null, payBy: null, contents };
}

/**
 * E.2.a, E.3.a, C.1: a clerk mails a notice, or leaves it at the door. Refused with everything it lacks. One kind goes out once a
 * day: asked for again, it is refused and nothing is doubled.
 */
export async function mailNotice(source: DataSource, byHand: NoticeByHand, actor: Actor, now: Instant): Promise<void> {
  const { accountId, kind, left } = byHand;
  const asked = {
    request: 'mail-notice',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(byHand.idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const found = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(found.profile, now);
    const clause = BY_HAND_CLAUSES[kind];
    mustBeStaff(actor, clause, 'Notices are sent by the city.');
    const answer = mayMailNotice(found.facts, kind, found.customer, policy, now);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    const mailedOn = dayOf(now, policy.timeZone);
    const actKey = `${accountId}/-/${clause}/by-hand-${kind}-${mailedOn}`;
    const before = await row(tx, 'SELECT id FROM notice WHERE act_key = $1', [actKey]);
    if (before) throw new Refused('This notice went out today already.', [clause]);
    await accept(clause);
    const leftAt = left ? now : null;
    const notice = { accountId, kind, clause, languages: writtenLanguages(policy), mailedOn, actKey, leftAt };
    await append(tx, await mailNotices(change, [{ ...notice, ...written(found, kind, policy, now) }]));
    await closeTasks(change, { accountId, kind: 'notice-refused', outcome: 'Mailed by hand.' });
  });
}
