import type { Actor } from '@curbstop/contracts';
import type { AnnualCount, Instant, WaterClosed } from '@curbstop/policy';
import {
  addDays,
  annualDiscontinuations,
  dayOf,
  dayParts,
  instant,
  reportDay,
  startOfDay,
  yearSpan,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Invalid } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { cityProfile } from '../../records/policy-versions/city.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';
import { AnnualReport } from '../../records/reports/annual-report.entity.ts';

export const DISCONTINUATIONS = 'annual-discontinuations';
/** The kind of the task to publish the count of a year. */
export const REPORT_TASK = 'publish-report';

/** M.1: every close of a year, from the journal: who, why, and when the water came back. */
async function closesOf(db: Reader, from: Instant, to: Instant): Promise<WaterClosed[]> {
  return rows<WaterClosed>(
    db,
    `SELECT j.account_id AS "accountId", a.class AS "customerClass", o.kind, o.state = 'completed' AS "carriedOut", j.at,
       (SELECT min(k.at) FROM journal k WHERE k.account_id = j.account_id AND k.event = 'service.on' AND k.seq > j.seq)
         AS "restoredAt"
     FROM journal j JOIN account a ON a.id = j.account_id JOIN work_order o ON o.id = (j.facts->>'orderId')::int
     WHERE j.event = 'service.off' AND j.at >= $1 AND j.at < $2 ORDER BY j.at, j.seq`,
    [sqlInstant(from), sqlInstant(to)],
  );
}

/** M.1: the count of a year as the journal has it now. */
export async function countDiscontinuations(
  db: Reader,
  profile: string,
  year: number,
  now: Instant,
): Promise<AnnualCount> {
  const policy = policyAt(profile, now);
  const { from, to } = yearSpan(year, policy);
  return annualDiscontinuations(await closesOf(db, from, to), year, policy);
}

/** A year's count as it was published. */
export interface PublishedReport extends AnnualCount {
  readonly madeAt: Instant;
  /** The year was over when it was made. */
  readonly whole: boolean;
}

/** M.1: counts a year and publishes it. Made again, the later one counts. */
export async function publishDiscontinuations(
  source: DataSource,
  year: number,
  actor: Actor,
  now: Instant,
): Promise<PublishedReport> {
  if (!Number.isInteger(year) || year < 2000 || year > 2099) throw new Invalid('year', 'Give a year, such as 2026.');
  const profile = await cityProfile(source);
  return changeAccounts(source, { request: 'run-report', accountIds: [], actor, now }, async (change) => {
    const { tx, accept } = change;
    mustBe(
      actor,
      ['finance', 'supervisor', 'asst-director-finance', 'admin-services-director', 'admin'],
      'M.1',
      'Finance publishes the yearly count.',
    );
    const policy = policyAt(profile, now);
    if (dayParts(dayOf(now, policy.timeZone)).year < year) throw new Invalid('year', 'That year has not begun.');
    await accept('M.1');
    const found = await countDiscontinuations(tx, profile, year, now);
    const whole = now >= yearSpan(year, policy).to;
    const report: PublishedReport = { ...found, madeAt: now, whole };
    await tx.insert(AnnualReport, { report: DISCONTINUATIONS, year, body: report, madeAt: now, madeBy: actor });
    const facts = { report: DISCONTINUATIONS, year, count: found.count };
    await append(tx, [{ event: 'report.made', facts, at: now, actor, clause: 'M.1', accountId: null }]);
    const task = await row<{ id: number }>(tx, 'SELECT id FROM task WHERE act_key = $1 AND done_at IS NULL', [
      taskKey(year),
    ]);
    if (whole && task) {
      const outcome = `Published: ${found.count}.`;
      await closeTasks(change, { accountId: null, kind: REPORT_TASK, outcome, taskId: task.id });
    }
    return report;
  });
}

/** The latest that was published of each year, or of one; newest year first. */
export async function publishedDiscontinuations(db: Reader, year?: number): Promise<PublishedReport[]> {
  const found = await rows<{ body: PublishedReport }>(
    db,
    `SELECT DISTINCT ON (year) body FROM annual_report WHERE report = $1 AND ($2::int IS NULL OR year = $2)
     ORDER BY year DESC, id DESC`,
    [DISCONTINUATIONS, year ?? null],
  );
  return found.map(({ body }) => body);
}

/** One row for each year, as the State Water Board takes it. */
export function discontinuationsCsv(reports: readonly PublishedReport[]): string {
  const lines = reports.map((report) =>
    [report.year, report.count, report.accounts, report.restoredWithinADay].join(','),
  );
  return ['year,discontinuations,accounts,restored_within_24_hours', ...lines, ''].join('\r\n');
}

function taskKey(year: number): string {
  return `report/${DISCONTINUATIONS}/${year}`;
}

/** M.1: when the year turns, finance is asked for the count of the year that ended; a city that began later is not. */
export async function askForReport(source: DataSource, profile: string, now: Instant): Promise<boolean> {
  const policy = policyAt(profile, now);
  const year = dayParts(dayOf(now, policy.timeZone)).year - 1;
  const due = reportDay(year, policy);
  if (dayOf(now, policy.timeZone) > due) return false;
  const known = await row<{ asked: boolean; worked: boolean }>(
    source,
    `SELECT EXISTS (SELECT 1 FROM task WHERE act_key = $1) AS asked,
       EXISTS (SELECT 1 FROM journal WHERE seq = (SELECT min(seq) FROM journal) AND at < $2) AS worked`,
    [taskKey(year), sqlInstant(yearSpan(year, policy).to)],
  );
  if (!known || known.asked || !known.worked) return false;
  const dueAt = instant(startOfDay(addDays(due, 1), policy.timeZone) - 1);
  const says = `Publish how often residential water was turned off for nonpayment in ${year}, and report it to the State Water Board.`;
  const task = { accountId: null, kind: REPORT_TASK, role: 'finance' as const, clause: 'M.1' as const, says, dueAt };
  await changeAccounts(source, { accountIds: [], actor: SCHEDULER, now }, ({ tx }) =>
    openTask({ tx, actor: SCHEDULER, now }, { ...task, actKey: taskKey(year), subject: { year } }),
  );
  return true;
}

/** M.1: the next turn of a year. */
export function nextReport(profile: string, now: Instant): Instant {
  const policy = policyAt(profile, now);
  return yearSpan(dayParts(dayOf(now, policy.timeZone)).year, policy).to;
}
