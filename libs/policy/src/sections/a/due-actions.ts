import { dayOf, startOfDay } from '../../calendar/zoned.ts';
import { dueAct } from '../../engine/due-action.ts';
import { finalReadLook } from './a3-closing.ts';
import { creditRefund, unclaimedFrom } from './a5-credits.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

/** A: the first and the last day of an account, its final read, and what is sent back after it. */
export function accountActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  const { opening, closing } = facts;
  const found: DueAct[] = [];
  if (opening !== null && !facts.open && facts.closedOn === null && opening.afterAccountId === null) {
    const at = startOfDay(opening.opensOn, policy.timeZone);
    found.push(dueAct(facts, at, 'account-opens', 'A.1', null, `opens-${opening.opensOn}`));
  }
  if (closing === null) return found;
  if (facts.open) {
    found.push(dueAct(facts, closing.at, 'account-closes', 'A.3', null, `closes-${closing.on}`));
    return found;
  }
  if (closing.finalReadAt === null && facts.meter === 'smart')
    found.push(dueAct(facts, finalReadLook(closing), 'final-read', 'A.3', null, `final-read-${closing.on}`));
  const refund = creditRefund(closing, policy);
  if (refund !== null) {
    const on = dayOf(refund.at, policy.timeZone);
    found.push(dueAct(facts, refund.at, 'refund', refund.clause, null, `refund-${on}`));
  }
  const unclaimed = unclaimedFrom(closing, policy);
  if (unclaimed !== null) found.push(dueAct(facts, unclaimed, 'unclaimed-credit', 'A.5', null, 'unclaimed'));
  return found;
}
