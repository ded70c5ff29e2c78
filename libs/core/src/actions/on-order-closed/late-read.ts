import { BILLING_PERIOD_DAYS, addDays, dayOf } from '@curbstop/policy';
import type { Day } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { readMondayOf } from '../../records/bills/read-week.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import type { OnOrderClosed } from '../../records/orders/closed-order.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { issueLate } from '../billing/issue-bills.ts';

/** The account's group with its last run, where that left the account out: it has no bill of a register since. */
async function leftOut(tx: Tx, accountId: number, today: Day): Promise<{ group: number; day: Day } | null> {
  return row<{ group: number; day: Day }>(
    tx,
    `SELECT p.route_group AS "group", t.day FROM account a
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     JOIN LATERAL (
       SELECT day FROM batch WHERE kind = 'bill-run' AND undone_at IS NULL AND summary ? 'finishedAt'
         AND key LIKE 'bill-run/' || a.policy_profile || '/' || p.route_group || '/%' AND day <= $2
       ORDER BY day DESC LIMIT 1
     ) t ON true
     WHERE a.id = $1 AND a.opened_on < t.day
       AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.account_id = a.id AND b.meter_id IS NOT NULL AND b.bill_date >= t.day
         AND b.taken_back_at IS NULL)`,
    [accountId, today],
  );
}

/**
 * B.1: there is a reading for an account that the run of its group went without: it is billed now, and does not wait for the next
 * round. From the next read week on, that round takes the read. The account is locked.
 */
export async function billLeftOut(change: Change, accountId: number): Promise<void> {
  const { tx, now } = change;
  const { profile } = await lockAccountSnapshot(tx, accountId, now);
  const today = dayOf(now, policyAt(profile, now).timeZone);
  const run = await leftOut(tx, accountId, today);
  if (run === null) return;
  const readMonday = readMondayOf(run.group, run.day, profile, now);
  if (today >= addDays(readMonday, BILLING_PERIOD_DAYS)) return;
  await issueLate(change, { group: run.group, readMonday, billDate: today, profile }, accountId);
}

/** B.1: the crew has read a meter that the run of its group went without. */
export const billLateRead: OnOrderClosed = async (change, order, end) => {
  if (end.done) await billLeftOut(change, order.accountId);
};
