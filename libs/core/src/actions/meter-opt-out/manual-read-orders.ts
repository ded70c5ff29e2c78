import type { Day, Instant } from '@curbstop/policy';
import { ROUTE_GROUPS, addDays, dayOf, groupReadOn, mondayOf, previousBusinessDay, startOfDay } from '@curbstop/policy';
import { isBusinessDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

const FRIDAY = 4;
const WEEK_DAYS = 7;

/** L.1: customers of a route group whose meters are read by hand and for whom the read of a week was not ordered yet. */
async function withoutOrder(db: Reader, group: number, monday: Day): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `SELECT a.id FROM meter_opt_out o JOIN account a ON a.id = o.account_id AND a.status = 'active'
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE o.until_day IS NULL AND p.route_group = $1
       AND NOT EXISTS (SELECT 1 FROM work_order w WHERE w.act_key = a.id || '/-/L.1/read-' || $2)
     ORDER BY a.id`,
    [group, monday],
  );
  return found.map(({ id }) => id);
}

/** L.1: on the Monday of its read week the reads of a group are ordered, for the last business day of that week. */
export async function orderManualReads(source: DataSource, profile: string, now: Instant): Promise<number> {
  const policy = policyAt(profile, now);
  const monday = mondayOf(dayOf(now, policy.timeZone));
  const ids = await withoutOrder(source, groupReadOn(monday), monday);
  const friday = addDays(monday, FRIDAY);
  const dueOn = isBusinessDay(friday, policy) ? friday : previousBusinessDay(friday, policy);
  for (const accountId of ids) {
    const order = { accountId, kind: 'manual-read', clause: 'L.1', dueOn } as const;
    await changeAccounts(source, { accountIds: [accountId], actor: SCHEDULER, now }, async (change) => {
      const { tx } = change;
      await makeOrder({ tx, actor: SCHEDULER, now }, { ...order, actKey: `${accountId}/-/L.1/read-${monday}` });
    });
  }
  return ids.length;
}

/** When reads are next to be ordered; null when no customer on a route refuses the smart meter. */
export async function nextManualReads(db: Reader, profile: string, now: Instant): Promise<Instant | null> {
  const groups = await rows<{ group: number }>(
    db,
    `SELECT DISTINCT p.route_group AS group FROM meter_opt_out o JOIN account a ON a.id = o.account_id AND a.status = 'active'
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE o.until_day IS NULL AND p.route_group > 0`,
  );
  if (groups.length === 0) return null;
  const { timeZone } = policyAt(profile, now);
  const wanted = new Set(groups.map(({ group }) => group));
  let monday = addDays(mondayOf(dayOf(now, timeZone)), WEEK_DAYS);
  for (let week = 0; week < ROUTE_GROUPS.length; week += 1) {
    if (wanted.has(groupReadOn(monday))) return startOfDay(monday, timeZone);
    monday = addDays(monday, WEEK_DAYS);
  }
  return null;
}
