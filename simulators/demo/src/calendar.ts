import { sqlInstant, policyAt } from '@curbstop/core';
import type { Day, Instant, TimeOfDay } from '@curbstop/policy';
import {
  BILLING_PERIOD_DAYS,
  ROUTE_GROUPS,
  addDays,
  billDateOf,
  daysBetween,
  readWeekOf,
  toInstant,
} from '@curbstop/policy';

/** The demo city always begins on this morning, whatever the machine's date is. */
export const DEMO_NOW_TEXT = '2026-03-17T08:12:00-07:00';
export const DEMO_NOW = Date.parse(DEMO_NOW_TEXT) as Instant;
export const DEMO_TODAY = '2026-03-17' as Day;
/** Two years of bills. */
export const HISTORY_FROM = '2024-03-18' as Day;
export const PROFILE = 'glendora';

/** One group's bills of one date. */
export interface Run {
  readonly group: number;
  readonly readMonday: Day;
  /** The Friday evening whose reads close the bills. */
  readonly readDay: Day;
  readonly billDate: Day;
}

export const policy = policyAt(PROFILE, DEMO_NOW);

export function wall(day: Day, time: string): Instant {
  return toInstant(day, time as TimeOfDay, policy.timeZone);
}

/** Every bill run of the two years, in time order. */
export function historyRuns(): Run[] {
  const runs: Run[] = [];
  for (const group of ROUTE_GROUPS) {
    let monday = readWeekOf(group, DEMO_TODAY);
    for (; daysBetween(HISTORY_FROM, monday) >= 0; monday = addDays(monday, -BILLING_PERIOD_DAYS)) {
      const billDate = billDateOf(monday, policyAt(PROFILE, wall(addDays(monday, 10), '12:00')));
      if (billDate <= DEMO_TODAY) runs.push({ group, readMonday: monday, readDay: addDays(monday, 4), billDate });
    }
  }
  return runs.sort((a, b) => (a.billDate < b.billDate ? -1 : 1));
}

/** The evening on which the meters were set, and registers begin. */
export const START = wall(addDays(HISTORY_FROM, -14), '20:00');

export const text = sqlInstant;
