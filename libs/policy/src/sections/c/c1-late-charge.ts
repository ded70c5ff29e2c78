import { addDays, rollForward } from '../../calendar/days.ts';
import { toInstant } from '../../calendar/zoned.ts';
import { NO_CENTS, percentHalfUp } from '../../money/money.ts';
import { payBy } from '../e/e1-sixtieth-day.ts';
import { policyOfBill } from '../z/z-opening.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

/** C.1: a year of charges where they repeat; by then the water is off, or an arrangement stands. */
const MOST_PENALTIES = 13;

/**
 * C.1: ten per cent of what was unpaid of the bill itself at the end of its due date, by effective dates, half up.
 * Earlier penalties are not in the base, and what is paid between the due date and the run does not
 * lower it. In a city with a flat charge it is that amount, and nothing when nothing was unpaid.
 */
export function penalty(bill: Pick<BillFacts, 'unpaidAtDue' | 'policyVersion'>, policy: PolicyParameters): Cents {
  const { penaltyForm, penaltyRate } = policyOfBill(bill, policy);
  if (penaltyForm.kind === 'flat') return bill.unpaidAtDue > 0 ? penaltyForm.amount : NO_CENTS;
  return percentHalfUp(bill.unpaidAtDue, penaltyRate);
}

/** C.1, H.5: a corrected invoice earns no late charge: the policy names none, so there is none. */
export function earnsPenalty(bill: Pick<BillFacts, 'kind'>): boolean {
  return bill.kind !== 'corrected';
}

/** C.1: the charge of a later round in a city that charges again: of what is still unpaid of the bill itself. */
export function repeatedPenalty(
  bill: Pick<BillFacts, 'unpaidCharges' | 'policyVersion'>,
  policy: PolicyParameters,
): Cents {
  const { penaltyForm, penaltyRate } = policyOfBill(bill, policy);
  return penaltyForm.kind === 'percent-repeating' ? percentHalfUp(bill.unpaidCharges, penaltyRate) : NO_CENTS;
}

/** C.1: the day the penalty counts from, the 43rd, holiday or not; of the n-th round, so many times the city's span later. */
export function penaltyDay(bill: Pick<BillFacts, 'due'>, everyDays = 0, round = 1): Day {
  return addDays(bill.due, 1 + everyDays * (round - 1));
}

/** C.1: when the penalty is charged: at 10:00 on the 43rd day, or on the next business day when the office is shut. */
export function penaltyRunAt(
  bill: Pick<BillFacts, 'due' | 'policyVersion'>,
  policy: PolicyParameters,
  round = 1,
): Instant {
  const own = policyOfBill(bill, policy);
  const everyDays = own.penaltyForm.kind === 'percent-repeating' ? own.penaltyForm.everyDays : 0;
  return toInstant(rollForward(penaltyDay(bill, everyDays, round), policy), own.penaltyRunAt, policy.timeZone);
}

/** C.2: whether a payment of a delinquent bill came in time: what counts is when the city had it, never the postmark. */
export function receivedInTime(
  bill: Pick<BillFacts, 'billDate' | 'due' | 'policyVersion'>,
  policy: PolicyParameters,
  receivedAt: Instant,
): boolean {
  return receivedAt <= payBy(bill, policy);
}

/** C.1: the later rounds of a bill that is still unpaid, from the second on; none where the charge is made once. */
export function penaltyRounds(
  bill: Pick<BillFacts, 'kind' | 'unpaidCharges' | 'policyVersion'>,
  policy: PolicyParameters,
): readonly number[] {
  const repeats = policyOfBill(bill, policy).penaltyForm.kind === 'percent-repeating';
  if (!repeats || !earnsPenalty(bill) || bill.unpaidCharges === 0) return [];
  return Array.from({ length: MOST_PENALTIES - 1 }, (_, nth) => nth + 2);
}

/**
 * C.1.c, C.1.c.i: accounts of the State of California get neither the late charge nor the delinquent notice, and
 * are never listed by the program; a supervisor looks at them on day 60. Counties, cities and districts are not the State.
 */
export function isStateExempt(facts: Pick<AccountFacts, 'customerClass'>): boolean {
  return facts.customerClass === 'state';
}
