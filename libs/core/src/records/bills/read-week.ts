import { ROUTE_GROUPS, addDays, billDateOf, readWeekOf } from '@curbstop/policy';
import type { Day, Instant } from '@curbstop/policy';
import { policyAt } from '../policy-versions/policy-in-force.ts';

/** The Monday of the read week that a bill date belongs to. */
export function readMondayOf(group: number, billDay: Day, profile: string, now: Instant): Day {
  const known = ROUTE_GROUPS.find((each) => each === group);
  if (known === undefined) throw new RangeError(`${group} is not a route group.`);
  const monday = readWeekOf(known, billDay);
  return billDateOf(monday, policyAt(profile, now)) <= billDay ? monday : addDays(monday, -56);
}
