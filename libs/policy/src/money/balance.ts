import { dayOf } from '../calendar/zoned.ts';
import { addCents } from './money.ts';
import type { AccountFacts, BillFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../units.ts';

/** What is still to be paid of a bill and its penalty. */
export function residueOf(bill: Pick<BillFacts, 'unpaidCharges' | 'unpaidPenalty'>): Cents {
  return addCents(bill.unpaidCharges, bill.unpaidPenalty);
}

/** A bill is past due from the day after its due date. */
export function isPastDue(bill: Pick<BillFacts, 'due'>, today: Day): boolean {
  return bill.due < today;
}

/** I.1: whether an arrangement in force stands for a bill: it is then paid as the arrangement says. */
export function isUnderArrangement(facts: Pick<AccountFacts, 'holds'>, billId: number, now: Instant): boolean {
  return facts.holds.some(
    (hold) =>
      hold.clause === 'I.1' &&
      hold.from <= now &&
      (hold.until === null || now <= hold.until) &&
      (hold.billIds === null || hold.billIds.includes(billId)),
  );
}

/** Unpaid bills after their due date, oldest first as the facts are. */
export function pastDueBills(facts: Pick<AccountFacts, 'bills'>, today: Day): readonly BillFacts[] {
  return facts.bills.filter((bill) => isPastDue(bill, today) && residueOf(bill) > 0);
}

/** The past-due amount of E.2.a.ii: charges and penalties of every bill past due; a bill not yet due is not in it. */
export function pastDueTotal(facts: Pick<AccountFacts, 'bills'>, policy: PolicyParameters, now: Instant): Cents {
  return addCents(...pastDueBills(facts, dayOf(now, policy.timeZone)).map(residueOf));
}

/** Charges that belong to no bill, unpaid. */
export function feesOwed(facts: Pick<AccountFacts, 'fees'>): Cents {
  return addCents(...facts.fees.map((fee) => fee.unpaid));
}
