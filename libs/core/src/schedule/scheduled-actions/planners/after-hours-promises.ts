import type { Instant } from '@curbstop/policy';
import { dayOf, dueForOrder, mayCloseFor } from '@curbstop/policy';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** F.3.b: what was promised after hours is not paid: the order to close again; its gate has the last word. */
function planTurnOffAgain({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const policy = policyAt(account.profile, now);
  const verdict = mayCloseFor('turn-off-again', account.facts, policy, now);
  if (verdict.earliest === null) return 'not due';
  plan.orders.push({
    accountId: account.accountId,
    kind: 'turn-off-again',
    state: 'listed',
    clause: 'F.3.b',
    urgent: false,
    dueOn: dayOf(verdict.earliest, policy.timeZone),
    billIds: verdict.billIds,
    amount: dueForOrder({ kind: 'turn-off-again', billIds: verdict.billIds }, account.facts, policy, now).amount,
    verdict,
    outcome: null,
    followsId: null,
    crewOnly: false,
    actKey: act.key,
  });
  return 'done';
}

/** F.3.b. */
export const promisePlanners: Planners<'turn-off-again'> = { 'turn-off-again': planTurnOffAgain };
