import type { Instant } from '@curbstop/policy';
import { blocksOf, dayOf, disconnectionCases, longDay, missingFromOther, nextBusinessDay } from '@curbstop/policy';
import { missingMessage, planRefusedNotice } from '../missing-from-notice.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { billOf } from '../due-action.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** An order to post something at the door on the next business day. */
function planTag(due: DueAccount, plan: Plan, now: Instant, outcome: string | null): void {
  const { it: account, act } = due;
  const policy = policyAt(account.profile, now);
  plan.orders.push({
    accountId: account.accountId,
    kind: 'door-tag',
    state: outcome === null ? 'listed' : 'held',
    clause: act.clause,
    urgent: false,
    dueOn: nextBusinessDay(dayOf(now, policy.timeZone), policy),
    billIds: act.billId === null ? [] : [act.billId],
    amount: null,
    verdict: null,
    outcome,
    followsId: null,
    crewOnly: true,
    actKey: act.key,
  });
}

/** E.3.a: the notice for the tenants; held while it cannot be printed in every language (E.3.c). */
function planTenantPosting(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account } = due;
  const missing = missingFromOther('tenant', account.customer, policyAt(account.profile, now));
  if (missing.length > 0) planRefusedNotice(due, missing, plan, now);
  planTag(due, plan, now, missing.length > 0 ? missingMessage(missing).says : null);
  return 'done';
}

/** Reading 11, D.7, H.6. */
function planPosting(due: DueAccount, plan: Plan, now: Instant): string {
  planTag(due, plan, now, null);
  return 'done';
}

/** Reading 11: a person calls; the call is written down when it was made. */
function planPhoneTask(due: DueAccount, plan: Plan): string {
  const bill = billOf(due);
  plan.tasks.push({
    accountId: due.it.accountId,
    kind: 'phone-contact',
    role: 'clerk',
    clause: due.act.clause,
    says: `Call the customer about bill ${bill.number} of ${longDay(bill.billDate)}, and offer the policy and its options.`,
    dueAt: null,
    actKey: due.act.key,
  });
  return 'done';
}

/** E.2.a, E.3.a, Z.2: the day has come and a rule keeps the account off the list; the journal says which, once for each bill. */
function planBlock(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const policy = policyAt(account.profile, now);
  const ground = disconnectionCases(account.facts, policy).find((each) => each.bill.billId === act.billId);
  const block = ground && blocksOf(ground, policy).find((each) => each.clause === act.clause);
  if (!block) return 'not due';
  plan.happenings.push({
    event: 'block.found',
    facts: { kind: block.kind, until: block.until },
    at: now,
    actor: SCHEDULER,
    clause: block.clause,
    accountId: account.accountId,
  });
  return 'done';
}

/** Section E besides the notice and the list. */
export const disconnection: Planners<'tenant-posting' | 'posting' | 'phone-task' | 'block'> = {
  'tenant-posting': planTenantPosting,
  posting: planPosting,
  'phone-task': planPhoneTask,
  block: planBlock,
};
