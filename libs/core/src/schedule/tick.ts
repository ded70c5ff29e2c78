import type { Instant, ProfileName } from '@curbstop/policy';
import { addDays, dayOf } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { runDue } from './run-due.ts';
import { escalateUrgentWork } from './escalate-attention.ts';
import { dueRuns, makeBillRun } from './bill-calendar.ts';
import { withAdvisoryLock } from '../db/advisory-lock.ts';
import { sealJournal } from '../journal/seal.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { endSettledDoubts } from '../records/reads/doubt-tasks.ts';
import { ensureReadPartitions } from '../records/reads/partitions.ts';
import { askForReport } from '../actions/reports/discontinuations.ts';
import { orderManualReads } from '../actions/meter-opt-out/manual-read-orders.ts';
import { markLateTasks } from '../records/tasks/tasks.ts';

/** Months of readings for which there is room ahead. */
const MONTHS_AHEAD = 3;

export interface TickResult {
  readonly acts: number;
  readonly bills: number;
}

/**
 * One look of the alarm clock at a moment: acts that are due, bill runs that are due, reads by hand, the
 * yearly report, urgent work that has passed the shift's end, tasks whose matter later readings have decided, and the tasks that are late.
 * Looking twice at one moment does nothing the second time; two schedulers may look at once.
 */
export async function tick(source: DataSource, profile: ProfileName, now: Instant): Promise<TickResult> {
  let acts = (await runDue(source, now)).acts;
  let bills = 0;
  for (const run of await dueRuns(source, profile, now)) {
    const made = await withAdvisoryLock(source, run.key, () => makeBillRun(source, profile, run, now));
    bills += made?.bills ?? 0;
  }
  // Bills may be due at once for an act, when they were late themselves.
  if (bills > 0) acts += (await runDue(source, now)).acts;
  await orderManualReads(source, profile, now);
  await askForReport(source, profile, now);
  await escalateUrgentWork(source, now);
  await endSettledDoubts(source, now);
  await markLateTasks(source, now);
  return { acts, bills };
}

/** What is done once a day, early: yesterday's journal is sealed, and there is room for readings to come. */
export async function runDailyMaintenance(
  source: DataSource,
  profile: ProfileName,
  now: Instant,
  signed = false,
): Promise<void> {
  const today = dayOf(now, policyAt(profile, now).timeZone);
  await sealJournal(source, addDays(today, -1), now, signed);
  await source.transaction((tx) => ensureReadPartitions(tx, now, MONTHS_AHEAD));
}
