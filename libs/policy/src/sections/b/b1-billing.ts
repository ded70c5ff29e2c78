import {
  addDays,
  addMonths,
  daysBetween,
  day,
  dayParts,
  daysInMonth,
  isBusinessDay,
  mondayOf,
  previousBusinessDay,
  rollForward,
} from '../../calendar/days.ts';
import type { Calendar } from '../../calendar/days.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day } from '../../units.ts';

/** The eight route groups of B.1. */
export const ROUTE_GROUPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type RouteGroup = (typeof ROUTE_GROUPS)[number];

/** Eight weeks between two bills of a group. */
export const BILLING_PERIOD_DAYS = 56;

/** Group 3 is read in the week of this Monday; the other groups follow in order, a week each. */
const ANCHOR_MONDAY = day('2026-01-05');
const ANCHOR_GROUP = 3;

export function isRouteGroup(value: number): value is RouteGroup {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}

/** Weeks from the anchor to a Monday, in the round of eight. */
function groupOfMonday(monday: Day): RouteGroup {
  const weeks = daysBetween(ANCHOR_MONDAY, monday) / 7;
  const turn = (((ANCHOR_GROUP - 1 + weeks) % 8) + 8) % 8;
  return ROUTE_GROUPS[turn as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7];
}

/** B.1: the group whose meters are read in the week a day is in. */
export function groupReadOn(on: Day): RouteGroup {
  return groupOfMonday(mondayOf(on));
}

/** B.1: the Monday of the week, at or before `on`'s, in which a group was last read. */
export function readWeekOf(group: RouteGroup, on: Day): Day {
  const monday = mondayOf(on);
  const weeksAgo = (groupOfMonday(monday) - group + 8) % 8;
  return addDays(monday, -7 * weeksAgo);
}

/**
 * B.1: a read week is billed on Thursday of the week after. In a holiday week the batch keeps its week, and where
 * the city moves it the day slides: to the next business day of that week, else to the last one before.
 */
export function billDateOf(readMonday: Day, policy: PolicyParameters): Day {
  const thursday = addDays(readMonday, 10);
  if (policy.rollBillDate === 'none' || isBusinessDay(thursday, policy)) return thursday;
  for (const shift of [1, -1, -2, -3]) {
    const other = addDays(thursday, shift);
    if (isBusinessDay(other, policy)) return other;
  }
  // The office is shut the whole week; the bill then goes out on the first day it is open.
  return rollForward(thursday, policy);
}

/** B.1: the first bill date of a group after a day. */
export function nextBillDate(group: RouteGroup, after: Day, policy: PolicyParameters): Day {
  // Started a round back, because the week read last may not have been billed yet.
  let monday = addDays(readWeekOf(group, after), -BILLING_PERIOD_DAYS);
  while (billDateOf(monday, policy) <= after) monday = addDays(monday, BILLING_PERIOD_DAYS);
  return billDateOf(monday, policy);
}

/** B.1: the groups billed on a day: one on most Thursdays, none on other days. */
export function groupsBilledOn(on: Day, policy: PolicyParameters): readonly RouteGroup[] {
  // Only the week before can be due, or an earlier one whose week was shut altogether.
  const weeks = [-7, -14, -21].map((back) => addDays(mondayOf(on), back));
  return weeks.filter((monday) => billDateOf(monday, policy) === on).map(groupOfMonday);
}

/** B.2: the last business day of the month that a day is in. */
function lastBusinessDay(on: Day, calendar: Calendar): Day {
  const { year, month } = dayParts(on);
  const length = daysInMonth(year, month);
  return previousBusinessDay(addDays(on, length - dayParts(on).date + 1), calendar);
}

/** B.2: the due date before it is rolled, by the city's rule. */
function ruledDue(billDate: Day, policy: PolicyParameters): Day {
  const rule = policy.dueRule;
  if (rule.kind === 'days') return addDays(billDate, policy.payByDays);
  const least = addDays(billDate, rule.atLeastDays);
  const firstOf = addDays(least, 1 - dayParts(least).date);
  for (let month = 0; ; month += 1) {
    const first = addMonths(firstOf, month);
    // A month without the date has it on its last day.
    const due =
      rule.kind === 'last-business-day'
        ? lastBusinessDay(first, policy)
        : addDays(first, Math.min(rule.date, daysInMonth(dayParts(first).year, dayParts(first).month)) - 1);
    if (due >= least) return due;
  }
}

/**
 * B.2: a bill is due on receipt and the customer has 42 days from the bill date; other cities name a day of the month.
 * The printed date is not moved off a holiday (the city's sample bill is due on Thanksgiving Day), unless a city
 * chooses so.
 */
export function dueDate(billDate: Day, policy: PolicyParameters): Day {
  const due = ruledDue(billDate, policy);
  return policy.rollDueDate === 'next-business-day' ? rollForward(due, policy) : due;
}
