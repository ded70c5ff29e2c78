import { finalReadLook } from './a-closings.ts';
import { creditRefund, unclaimedFrom } from './a-credits.ts';
import { dueAct } from './due-act.ts';
import { dayOf, startOfDay } from './zoned.ts';
import type { AccountFacts } from './facts.ts';
import type { Terms } from './terms.ts';
import type { DueAct } from './verdict.ts';

/** A: the first and the last day of an account, its final read, and what is sent back after it. */
export function accountActs(facts: AccountFacts, terms: Terms): readonly DueAct[] {
  const { opening, closing } = facts;
  const found: DueAct[] = [];
  if (opening !== null && !facts.open && facts.closedOn === null && opening.afterAccountId === null) {
    const at = startOfDay(opening.opensOn, terms.timeZone);
    found.push(dueAct(facts, at, 'account-opens', 'A.1', null, `opens-${opening.opensOn}`));
  }
  if (closing === null) return found;
  if (facts.open) {
    found.push(dueAct(facts, closing.at, 'account-closes', 'A.3', null, `closes-${closing.on}`));
    return found;
  }
  if (closing.finalReadAt === null && facts.meter === 'smart')
    found.push(dueAct(facts, finalReadLook(closing), 'final-read', 'A.3', null, `final-read-${closing.on}`));
  const refund = creditRefund(closing, terms);
  if (refund !== null) {
    const on = dayOf(refund.at, terms.timeZone);
    found.push(dueAct(facts, refund.at, 'refund', refund.clause, null, `refund-${on}`));
  }
  const unclaimed = unclaimedFrom(closing, terms);
  if (unclaimed !== null) found.push(dueAct(facts, unclaimed, 'unclaimed-credit', 'A.5', null, 'unclaimed'));
  return found;
}
