import type { ClauseId, Instant, Missing } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { DueAccount, Plan } from './due-action.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** Clauses whose missing part is the city's, not the account's. */
const OF_THE_CITY: readonly ClauseId[] = ['Z.5', 'Z.6', 'Z.7', 'E.3.c'];

/** What is missing, in a sentence and its clauses. */
export function missingMessage(missing: readonly Missing[]): { says: string; clauses: ClauseId[] } {
  return {
    says: missing.map((each) => each.says).join(' '),
    clauses: [...new Set(missing.flatMap((each) => each.clauses))],
  };
}

/** E.2.a, Z.5: a notice that lacks something is not mailed. The journal says so, and a person mends it. */
export function planRefusedNotice(due: DueAccount, missing: readonly Missing[], plan: Plan, now: Instant): void {
  const { it: account, act } = due;
  const { says, clauses } = missingMessage(missing);
  const ofCity = missing.every((each) => each.clauses.some((id) => OF_THE_CITY.includes(id)));
  // What only the city can mend is told by the city's own clause: a text that is missing is Z.7's before it is E.2.a's.
  const clause = (ofCity ? clauses.find((id) => OF_THE_CITY.includes(id)) : clauses[0]) ?? act.clause;
  plan.happenings.push({
    event: 'request.refused',
    facts: { request: 'mail-notice', because: clauses, says },
    at: now,
    actor: SCHEDULER,
    clause,
    accountId: account.accountId,
  });
  const today = dayOf(now, policyAt(account.profile, now).timeZone);
  const actKey = ofCity
    ? `city/-/${clause}/notice-refused-${today}`
    : `${account.accountId}/${act.billId ?? '-'}/${clause}/refused`;
  // What the whole city lacks is one task, however many accounts it concerns.
  if (plan.tasks.some((task) => task.actKey === actKey)) return;
  plan.tasks.push({
    accountId: ofCity ? null : account.accountId,
    kind: 'notice-refused',
    role: ofCity ? 'finance' : 'clerk',
    clause,
    says,
    dueAt: null,
    actKey,
    // What the city lacks is asked for once, and again only when it is said to be mended and is not.
    unlessOpen: ofCity,
  });
}
