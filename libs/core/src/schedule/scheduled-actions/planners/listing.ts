import type { ClauseId, Instant } from '@curbstop/policy';
import { blockKindOf, dayOf, dueForOrder, hasLapsed, mayList, nextBusinessDay, unitsToClose } from '@curbstop/policy';
import { append } from '../../../journal/append.ts';
import { sqlInstant } from '../../../db/types.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { rows } from '../../../db/tx.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** What kept an account off the list is in the way no longer; said once for each block that was found. */
function endBlocks({ it: account }: DueAccount, plan: Plan, now: Instant): void {
  for (const key of account.done) {
    const [, , clause, what] = key.split('/');
    const kind = what === 'block' && clause ? blockKindOf(clause) : null;
    if (kind === null || account.done.has(`${key}/ended`)) continue;
    plan.writes.push(async (tx) => {
      const [made] = await rows<{ clause: ClauseId }>(
        tx,
        `INSERT INTO act (key, account_id, act, clause, bill_id, due_at, done_at, outcome)
         SELECT key || '/ended', account_id, act, clause, bill_id, $2, $2, 'ended' FROM act WHERE key = $1
         ON CONFLICT (key) DO NOTHING RETURNING clause`,
        [key, sqlInstant(now)],
      );
      if (!made) return;
      const facts = { kind };
      await append(tx, [
        { event: 'block.ended', facts, at: now, actor: SCHEDULER, clause: made.clause, accountId: account.accountId },
      ]);
    });
  }
}

/** E.1: onto the turn-off list, with an order for the next close window; the gate has the last word. */
function planListing(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const policy = policyAt(account.profile, now);
  if (hasLapsed(act, policy, now)) {
    plan.happenings.push({
      event: 'act.skipped',
      facts: { key: act.key, act: act.act, why: 'The list is not made late; the next one takes its place.' },
      at: now,
      actor: SCHEDULER,
      clause: act.clause,
      accountId: account.accountId,
    });
    return 'skipped';
  }
  const answer = mayList(account.facts, policy, now);
  if (!answer.mayList) return 'not due';
  const { verdict } = answer;
  // E.3.d.i: where each dwelling has its valve, each that is not served by its own tenant is an order of its own, for a crew.
  for (const unit of unitsToClose(account.facts)) {
    plan.orders.push({
      accountId: account.accountId,
      kind: 'turn-off',
      state: 'listed',
      clause: unit === null || account.facts.tenancies.length === 0 ? act.clause : 'E.3.d.i',
      urgent: false,
      dueOn:
        verdict.earliest === null
          ? nextBusinessDay(dayOf(now, policy.timeZone), policy)
          : dayOf(verdict.earliest, policy.timeZone),
      billIds: verdict.billIds,
      amount: dueForOrder({ kind: 'turn-off', billIds: verdict.billIds }, account.facts, policy, now).amount,
      verdict,
      outcome: null,
      followsId: null,
      crewOnly: unit !== null,
      actKey: unit === null ? act.key : `${act.key}/unit-${unit}`,
      unit,
    });
  }
  endBlocks(due, plan, now);
  return 'done';
}

/** E.1. */
export const listing: Planners<'list'> = { list: planListing };
