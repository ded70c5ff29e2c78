import type { Instant } from '@curbstop/policy';
import { denyAppeal } from '../../../actions/appeals/deny.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** H.4.a: nobody has taken the decision further, and it is final. The hold of H.2 ends by itself at the same moment. */
function planFinal({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const appeal = account.facts.appeals.find((each) => act.key.endsWith(`/appeal-${each.appealId}`));
  if (appeal?.state !== 'decided' || appeal.decidedAt === null) return 'not due';
  const lost = { appealId: appeal.appealId, decidedAt: appeal.decidedAt };
  plan.writes.push((tx) => denyAppeal({ tx, actor: SCHEDULER, now }, account, lost));
  return 'done';
}

export const appealPlanners: Planners<'appeal-final'> = { 'appeal-final': planFinal };
