import { addMonths } from '../../calendar/days.ts';
import { dayOf, startOfDay } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { runsBilling } from '../z/z-opening.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, PastFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';
import type { Tender } from './j1-payments.ts';

/** J.7, K.5: what cannot come back from a bank. A debit card counts as a credit card. */
export const GOOD_FUNDS: readonly Tender[] = ['cash', 'money-order', 'cashiers-check', 'card'];

/** J.7, K.5: whether a tender is one of cash, money order, cashier's check and card. */
export function isGoodFunds(tender: Tender): boolean {
  return GOOD_FUNDS.includes(tender);
}

/** J.7.a: Cash Only stands until it is released, or its year is over at midnight. */
export function isCashOnly(facts: Pick<AccountFacts, 'flags'>, now: Instant): boolean {
  return facts.flags.some((flag) => flag.kind === 'cash-only' && (flag.until === null || now < flag.until));
}

/** J.7: a check, a transfer or a bank debit is refused while the account is Cash Only; null where nothing is in the way. */
export function cashOnlyRefusal(facts: Pick<AccountFacts, 'flags'>, tender: Tender, now: Instant): Objection | null {
  if (isGoodFunds(tender) || !isCashOnly(facts, now)) return null;
  return {
    clauses: ['J.7'],
    says: "This account is Cash Only. Pay by cash, money order, cashier's check, or credit card.",
  };
}

/** J.7.a: Cash Only set on a day ends at 00:00 of that date one year later. */
export function cashOnlyEnds(setOn: Day, policy: PolicyParameters): Instant {
  return startOfDay(addMonths(setOn, policy.cashOnlyMonths), policy.timeZone);
}

/** J.7.a: before its year is over, only the Assistant Director of Finance lifts Cash Only (Z.4). */
export function mayReleaseCashOnly(facts: Pick<AccountFacts, 'flags'>, role: string, now: Instant): PolicyDecision {
  const objections: Objection[] = [];
  if (!runsBilling(role))
    objections.push({ clauses: ['J.7.a', 'Z.4'], says: 'Only the Assistant Director of Finance releases Cash Only.' });
  if (!isCashOnly(facts, now)) objections.push({ clauses: ['J.7.a'], says: 'This account is not Cash Only.' });
  return grant(objections, 'J.7.a', 'Cash Only is released. Checks and bank debits are taken again.');
}

/** J.7.a: the flag goes by itself when its year is over. */
export function cashOnlyActs(facts: AccountFacts): readonly DueAct[] {
  return facts.flags.flatMap((flag) =>
    flag.kind === 'cash-only' && flag.until !== null
      ? [dueAct(facts, flag.until, 'cash-only-ends', 'J.7.a', null, `flag-${flag.flagId}`)]
      : [],
  );
}

/** Returned payments of this account, checks and bank debits alike (K.9), that the facts remember. */
export function pastReturns(facts: Pick<AccountFacts, 'accountId' | 'history'>): readonly PastFacts[] {
  return facts.history.filter(
    (past) => past.accountId === facts.accountId && (past.was === 'nsf' || past.was === 'ach-return'),
  );
}

/** J.7.b: whoever was Cash Only before is again with the next returned payment, however long ago that was. */
export function wasCashOnly(facts: Pick<AccountFacts, 'accountId' | 'history'>): boolean {
  return facts.history.some(
    (past) => past.accountId === facts.accountId && (past.was === 'cash-only' || past.was === 'cash-only-released'),
  );
}

/** K.8: the returned payments that count on a day, this day's included: one counts until the same date a year later. */
export function returnsInYear(
  facts: Pick<AccountFacts, 'accountId' | 'history'>,
  today: Day,
  policy: PolicyParameters,
): readonly PastFacts[] {
  return pastReturns(facts).filter((past) => past.on <= today && today < addMonths(past.on, policy.cashOnlyMonths));
}

/** K.8, J.7.b: the clause by which one more returned payment today makes the account Cash Only; null when none does. */
export function cashOnlyBy(facts: AccountFacts, policy: PolicyParameters, now: Instant): ClauseId | null {
  if (isCashOnly(facts, now)) return null;
  const count = returnsInYear(facts, dayOf(now, policy.timeZone), policy).length + 1;
  if (count >= policy.cashOnlyAt) return 'K.8';
  return wasCashOnly(facts) ? 'J.7.b' : null;
}
