import type { Day, Instant } from '@curbstop/policy';
import { addDays, dayOf, groupsBilledOn, toInstant } from '@curbstop/policy';
import type { TimeOfDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { issueBills } from '../actions/billing/issue-bills.ts';
import type { BillRunResult } from '../actions/billing/issue-bills.ts';
import { inTransaction, row, rows } from '../db/tx.ts';
import type { Reader, Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from '../journal/append.ts';
import { SCHEDULER } from '../journal/system-actors.ts';
import { readMondayOf } from '../records/bills/read-week.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { Batch } from '../records/batches/batch.entity.ts';

/** Bills are made in the morning, so that they are mailed on the day they bear (B.2). */
const RUN_AT = '06:00' as TimeOfDay;
/** How far back a run that was missed is still made; later than that a person decides. */
const LOOK_BACK_DAYS = 21;

export interface ScheduledRun {
  readonly key: string;
  readonly group: number;
  readonly day: Day;
  readonly at: Instant;
}

/** B.1: the bill runs from `from` to `to`, both days included, in time order. */
export function scheduledRuns(profile: string, from: Day, to: Day, now: Instant): ScheduledRun[] {
  const policy = policyAt(profile, now);
  const runs: ScheduledRun[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const group of groupsBilledOn(day, policy)) {
      runs.push({
        key: `bill-run/${profile}/${group}/${day}`,
        group,
        day,
        at: toInstant(day, RUN_AT, policy.timeZone),
      });
    }
  }
  return runs;
}

/** Runs that are due and were not made. */
export async function dueRuns(db: Reader, profile: string, now: Instant): Promise<ScheduledRun[]> {
  const today = dayOf(now, policyAt(profile, now).timeZone);
  const due = scheduledRuns(profile, addDays(today, -LOOK_BACK_DAYS), today, now).filter((run) => run.at <= now);
  if (due.length === 0) return [];
  const done = await rows<{ key: string }>(db, "SELECT key FROM batch WHERE key = ANY($1) AND summary ? 'finishedAt'", [
    due.map((run) => run.key),
  ]);
  const keys = new Set(done.map((each) => each.key));
  return due.filter((run) => !keys.has(run.key));
}

/** The first run after `now`. */
export function nextRun(profile: string, now: Instant): ScheduledRun | null {
  const today = dayOf(now, policyAt(profile, now).timeZone);
  return scheduledRuns(profile, today, addDays(today, LOOK_BACK_DAYS), now).find((run) => run.at > now) ?? null;
}

/** Writes down which bills the run made, so that it can be looked through and undone as a whole. */
async function keepItems(
  tx: Tx,
  run: { readonly batchId: number; readonly group: number; readonly billDate: Day; readonly profile: string },
): Promise<void> {
  await tx.query(
    `WITH made AS (
       UPDATE bill SET batch_id = $1 FROM account a JOIN service_point s ON s.id = a.service_point_id
         JOIN premise p ON p.id = s.premise_id
       WHERE bill.account_id = a.id AND p.route_group = $2 AND bill.bill_date = $3 AND bill.kind = 'regular'
         AND bill.meter_id IS NOT NULL AND bill.policy_profile = $4
       RETURNING bill.id, bill.account_id, bill.amount
     ) INSERT INTO batch_item (batch_id, kind, ref_id, account_id, amount)
     SELECT $1, 'bill', id, account_id, amount FROM made ON CONFLICT DO NOTHING`,
    [run.batchId, run.group, run.billDate, run.profile],
  );
}

/**
 * Makes a bill run, once. A run that comes late bears the day on which it is made, because that is the day
 * the bills are mailed (B.2).
 */
export async function makeBillRun(
  source: DataSource,
  profile: string,
  run: ScheduledRun,
  now: Instant,
): Promise<BillRunResult | null> {
  const today = dayOf(now, policyAt(profile, now).timeZone);
  const begun = await inTransaction(source, async (tx) => {
    await tx.query(
      `INSERT INTO batch (key, kind, day, run_at) VALUES ($1, 'bill-run', $2, $3) ON CONFLICT (key) DO NOTHING`,
      [run.key, today > run.day ? today : run.day, sqlInstant(now)],
    );
    return row<{ id: number; day: Day; done: boolean }>(
      tx,
      "SELECT id, day, summary ? 'finishedAt' AS done FROM batch WHERE key = $1 FOR NO KEY UPDATE",
      [run.key],
    );
  });
  if (!begun || begun.done) return null;
  const result = await issueBills(
    source,
    { group: run.group, readMonday: readMondayOf(run.group, run.day, profile, now), billDate: begun.day, profile },
    now,
  );
  await inTransaction(source, async (tx) => {
    await keepItems(tx, { batchId: begun.id, group: run.group, billDate: begun.day, profile });
    await tx.update(Batch, begun.id, { summary: { ...result, finishedAt: now } });
    await append(tx, [
      {
        event: 'batch.run',
        facts: { batchId: begun.id, kind: 'bill-run', day: begun.day, count: result.bills, amount: result.amount },
        at: now,
        actor: SCHEDULER,
        clause: 'B.1',
        accountId: null,
      },
    ]);
  });
  return result;
}
