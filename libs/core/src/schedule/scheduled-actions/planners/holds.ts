import type { Instant } from '@curbstop/policy';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** A hold has come to its end: the account is looked at again, and the journal says so. */
function planReview({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const hold = account.facts.holds.find((each) => act.key.endsWith(`/hold-${each.holdId}`));
  if (hold) {
    plan.happenings.push({
      event: 'hold.lifted',
      facts: { holdId: hold.holdId, kind: hold.kind },
      at: now,
      actor: SCHEDULER,
      clause: hold.clause,
      accountId: account.accountId,
    });
  }
  return 'done';
}

/** The end of what was held until a moment. */
export const holds: Planners<'review'> = { review: planReview };
