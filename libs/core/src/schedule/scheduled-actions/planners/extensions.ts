import type { Instant } from '@curbstop/policy';
import { dayOf, repeatedlyLate, revocationSays } from '@curbstop/policy';
import { REVIEW_TASK } from '../../../actions/extensions/revoke-extension.ts';
import { clearFlags } from '../../../records/flags/account-flags.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { noteHistory } from '../../../records/account-history/note-history.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** D.7: the extension was not kept. That the account is listed is an act of its own, in the same evening. */
function planMissed({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const { timeZone } = policyAt(account.profile, now);
  const { accountId } = account;
  const on = dayOf(act.at, timeZone);
  plan.writes.push(async (tx) => {
    await noteHistory(
      { tx, actor: SCHEDULER, now },
      { accountId, was: 'broken-extension', on, billId: act.billId, clause: 'D.7' },
    );
  });
  return 'done';
}

/** D.8: a person is asked; nothing is taken by itself. */
function planReview({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const policy = policyAt(account.profile, now);
  const late = repeatedlyLate(account.facts, policy);
  if (late === null) return 'not due';
  plan.tasks.push({
    accountId: account.accountId,
    kind: REVIEW_TASK,
    role: 'supervisor',
    clause: 'D.8',
    says: `Shall this account lose the right to extensions? ${revocationSays(account.facts, policy, late.by.on)}`,
    dueAt: null,
    actKey: act.key,
    unlessOpen: true,
  });
  return 'done';
}

/** C.1.b: the evidence has ended, and with it the flag. */
function planLowIncomeEnds({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const flag = account.facts.flags.find((each) => act.key.endsWith(`/flag-${each.flagId}`));
  if (!flag) return 'not due';
  const why = 'The evidence has ended.';
  const { accountId } = account;
  plan.writes.push(async (tx) => {
    await clearFlags(
      { tx, actor: SCHEDULER, now },
      { accountId, kind: 'low-income', flagId: flag.flagId, clause: act.clause, why },
    );
  });
  return 'done';
}

/** D.7, D.8, C.1.b. */
export const extensionPlanners: Planners<'extension-missed' | 'extension-review' | 'low-income-ends'> = {
  'extension-missed': planMissed,
  'extension-review': planReview,
  'low-income-ends': planLowIncomeEnds,
};
