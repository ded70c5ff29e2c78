import type { Instant } from '@curbstop/policy';
import { dayOf, hasLapsed, mayList, nextBusinessDay } from '@curbstop/policy';
import { SCHEDULER } from '../../orders/events.ts';
import { termsAt } from '../../policy/terms.ts';
import type { DueCase, Plan, Planners } from '../plan.ts';

/** E.1: onto the turn-off list, with an order for the next close window; the gate has the last word. */
function planListing(due: DueCase, plan: Plan, now: Instant): string {
  const { it, act } = due;
  const terms = termsAt(it.profile, now);
  if (hasLapsed(act, terms, now)) {
    plan.happenings.push({
      event: 'act.skipped',
      facts: { key: act.key, act: act.act, why: 'The list is not made late; the next one takes its place.' },
      at: now,
      actor: SCHEDULER,
      clause: act.clause,
      accountId: it.accountId,
    });
    return 'skipped';
  }
  const answer = mayList(it.facts, terms, now);
  if (!answer.mayList) return 'not due';
  const { verdict } = answer;
  plan.orders.push({
    accountId: it.accountId,
    kind: 'turn-off',
    state: 'listed',
    clause: 'E.1',
    urgent: false,
    dueOn:
      verdict.earliest === null
        ? nextBusinessDay(dayOf(now, terms.timeZone), terms)
        : dayOf(verdict.earliest, terms.timeZone),
    billIds: verdict.billIds,
    amount: verdict.pastDue,
    verdict,
    outcome: null,
    followsId: null,
    crewOnly: false,
    actKey: act.key,
  });
  return 'done';
}

/** E.1. */
export const listing: Planners<'list'> = { list: planListing };
