import { addDays, rollForward } from './days.ts';
import { percentHalfUp } from './money.ts';
import { termsOfBill } from './z-opening.ts';
import { toInstant } from './zoned.ts';
import type { AccountFacts, BillFacts } from './facts.ts';
import type { Terms } from './terms.ts';
import type { Cents, Day, Instant } from './units.ts';

/**
 * C.1: ten per cent of what was unpaid of the bill itself at the end of its due date, by effective dates, half up.
 * Earlier penalties are not in the base, and what is paid between the due date and the run does not
 * lower it.
 */
export function penalty(bill: Pick<BillFacts, 'unpaidAtDue' | 'policyVersion'>, terms: Terms): Cents {
  return percentHalfUp(bill.unpaidAtDue, termsOfBill(bill, terms).penaltyRate);
}

/** C.1: the day the penalty counts from, the 43rd, holiday or not. */
export function penaltyDay(bill: Pick<BillFacts, 'due'>): Day {
  return addDays(bill.due, 1);
}

/** C.1: when the penalty is charged: at 10:00 on the 43rd day, or on the next business day when the office is shut. */
export function penaltyRunAt(bill: Pick<BillFacts, 'due' | 'policyVersion'>, terms: Terms): Instant {
  return toInstant(rollForward(penaltyDay(bill), terms), termsOfBill(bill, terms).penaltyRunAt, terms.timeZone);
}

/**
 * C.1.c, C.1.c.i: accounts of the State of California get neither the late charge nor the delinquent notice, and
 * are never listed by the program; a supervisor looks at them on day 60. Counties, cities and districts are not the State.
 */
export function isStateExempt(facts: Pick<AccountFacts, 'customerClass'>): boolean {
  return facts.customerClass === 'state';
}
