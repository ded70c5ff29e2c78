import { addBusinessDays, addDays, rollForward } from '../../calendar/days.ts';
import { instant, toInstant } from '../../calendar/zoned.ts';
import { residueOf } from '../../money/balance.ts';
import { addCents } from '../../money/money.ts';
import { actedOnBills } from '../../money/smallest-debt.ts';
import { correctedShutoffDay } from '../h/h5-corrected.ts';
import { anchorOf, policyOfBill } from '../z/z-opening.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { AccountFacts, BillFacts, HoldFacts, NoticeFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

type DatedBill = Pick<BillFacts, 'billDate' | 'due' | 'policyVersion'> & Partial<Pick<BillFacts, 'kind'>>;

/** E.1: the 60th day, moved to the next business day when nobody can pay in person that day; H.5 for a corrected invoice. */
export function shutoffDay(bill: DatedBill, policy: PolicyParameters): Day {
  const own = policyOfBill(bill, policy);
  const sixtieth =
    bill.kind === 'corrected' ? correctedShutoffDay(bill, own) : addDays(anchorOf(bill, own), own.shutoffDay);
  return own.rollDay60 === 'next-business-day' ? rollForward(sixtieth, policy) : sixtieth;
}

/** E.1: the last moment to pay and stay off the list: 17:00:00 on the 60th day, that second included. */
export function payBy(bill: DatedBill, policy: PolicyParameters): Instant {
  return toInstant(shutoffDay(bill, policy), policyOfBill(bill, policy).payByTime, policy.timeZone);
}

/** Holds by which the city gave more time to pay: an extension, and the two days after an appeal that was lost. */
const GIVES_TIME: readonly ClauseId[] = ['D.1', 'H.6'];

/** D.1, H.6: whether a hold gives a bill more time to pay. */
export function givesTime({ clause, until, billIds }: HoldFacts, bill: Pick<BillFacts, 'billId'>): boolean {
  return GIVES_TIME.includes(clause) && until !== null && (billIds?.includes(bill.billId) ?? true);
}

/** E.1, D.1: the last moment to pay a bill with all the time that was given for it. */
export function payByWithTimeGiven(
  bill: DatedBill & Pick<BillFacts, 'billId'>,
  { holds }: Pick<AccountFacts, 'holds'>,
  policy: PolicyParameters,
): Instant {
  const ends = holds.filter((hold) => givesTime(hold, bill)).map((hold) => hold.until ?? payBy(bill, policy));
  return instant(Math.max(payBy(bill, policy), ...ends));
}

/** E.1: unpaid bills whose last moment to pay has come. */
export function billsPastPayBy(
  facts: Pick<AccountFacts, 'bills'>,
  policy: PolicyParameters,
  now: Instant,
): readonly BillFacts[] {
  return actedOnBills(facts, policy).filter((bill) => payBy(bill, policy) <= now);
}

/**
 * E.1: what takes an account off the turn-off list: every cent of every bill past its 60th day, with its penalty.
 * Any residue keeps it there that the city acts on (reading 10).
 */
export function owedToComeOff(facts: Pick<AccountFacts, 'bills'>, policy: PolicyParameters, now: Instant): Cents {
  return addCents(...billsPastPayBy(facts, policy, now).map(residueOf));
}

/**
 * E.2.a: when the disconnection notice is made: on day 43 at the hour of the penalty, right after it, so that
 * it can name the whole amount; never before the bill is past due. Rolled to a business day, because it must be mailed that day.
 */
export function noticeDueAt(bill: DatedBill, policy: PolicyParameters): Instant {
  const own = policyOfBill(bill, policy);
  const planned = addDays(bill.billDate, own.noticeDay);
  const pastDue = addDays(bill.due, 1);
  return toInstant(rollForward(planned > pastDue ? planned : pastDue, policy), own.penaltyRunAt, policy.timeZone);
}

/**
 * E.2.a: the first day on which a notice is old enough: seven business days after mailing, which is not counted; and fifteen
 * calendar days where PUC 10010.1 is followed. A city that counts from receipt presumes the letter's days of travel.
 */
export function noticeMatures(mailedOn: Day, bill: Pick<BillFacts, 'policyVersion'>, policy: PolicyParameters): Day {
  const own = policyOfBill(bill, policy);
  const counted = own.noticeCountsFrom === 'mailed' ? mailedOn : addDays(mailedOn, own.review.mailDays);
  const worked = addBusinessDays(counted, own.noticeBusinessDays, policy);
  if (!own.puc10010_1) return worked;
  const fifteenth = rollForward(addDays(mailedOn, own.puc10010_1Days), policy);
  return fifteenth > worked ? fifteenth : worked;
}

/** E.2.a: the mailed disconnection notice that counts for a bill: the earliest one that names it. A reminder does not count (E.2). */
export function noticeFor(
  bill: Pick<BillFacts, 'billId'>,
  facts: Pick<AccountFacts, 'notices'>,
): (NoticeFacts & { readonly mailedOn: Day }) | null {
  let found: (NoticeFacts & { readonly mailedOn: Day }) | null = null;
  for (const notice of facts.notices) {
    if (notice.kind !== 'disconnection' || notice.voided || !notice.billIds.includes(bill.billId)) continue;
    const { mailedOn } = notice;
    if (mailedOn !== null && (found === null || mailedOn < found.mailedOn)) found = { ...notice, mailedOn };
  }
  return found;
}

/** E.4: a turn-off for a debt is complete only when the customer was told how to get the water back. A vacant place has nobody to tell. */
export function needsRestoreInformation(orderKind: string): boolean {
  if (orderKind === 'turn-off-vacant') return false;
  return orderKind === 'turn-off' || orderKind.startsWith('turn-off-');
}
