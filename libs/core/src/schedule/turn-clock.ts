import type { CityClock as CityClockView } from '@curbstop/contracts';
import type { Day, Instant, TimeOfDay } from '@curbstop/policy';
import { addDays, dayOf, timeOfDay, toInstant } from '@curbstop/policy';
import { nextAlarm } from './run-due.ts';
import { nextRun } from './bill-calendar.ts';
import { Refused } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { theCity } from '../records/policy-versions/city.ts';
import { nextReport } from '../actions/reports/discontinuations.ts';
import { nextManualReads } from '../actions/meter-opt-out/manual-read-orders.ts';
import { nextLateTask } from '../records/tasks/tasks.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import type { CityClock } from './city-clock.ts';

const HOUR_MS = 3_600_000;
export type TurnBy = 'hour' | 'day' | 'next-deadline';

/** The next moment at which the policy or the calendar wants something done. */
export async function nextDeadline(db: Reader, now: Instant): Promise<Instant | null> {
  const profile = (await theCity(db)).profile;
  const [alarm, run, late] = [await nextAlarm(db), nextRun(profile, now), await nextLateTask(db)];
  const reads = await nextManualReads(db, profile, now);
  const known = [alarm, run?.at ?? null, late, reads, nextReport(profile, now)].filter(
    (at) => at !== null && at > now,
  ) as Instant[];
  return known.length === 0 ? null : (Math.min(...known) as Instant);
}

function sameHourTomorrow(now: Instant, timeZone: string): Instant {
  const tomorrow: Day = addDays(dayOf(now, timeZone), 1);
  return toInstant(tomorrow, timeOfDay(now, timeZone) as TimeOfDay, timeZone);
}

/** Where a turn of the clock leads. */
export async function turnTarget(db: Reader, by: TurnBy, now: Instant): Promise<Instant> {
  if (by === 'hour') return (now + HOUR_MS) as Instant;
  if (by === 'day') {
    const { profile } = await theCity(db);
    return sameHourTomorrow(now, policyAt(profile, now).timeZone);
  }
  const next = await nextDeadline(db, now);
  if (next === null) throw new Refused('Nothing is ahead that the clock could be turned to.');
  return next;
}

/**
 * Asks for the clock to be turned, in the demo only. The scheduler turns it, from one deadline to the
 * next, and carries out on the way what falls due; this writes down where to.
 */
export async function askTurn(db: Reader, clock: CityClock, by: TurnBy, now: Instant): Promise<Instant> {
  if (clock.turning !== null) throw new Refused('The clock is being turned already.');
  const to = await turnTarget(db, by, now);
  await db.query(
    `INSERT INTO setting (key, value) VALUES ('turn', $1)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [JSON.stringify({ to })],
  );
  await db.query("SELECT pg_notify('clock', '')");
  return to;
}

/** Where an administrator wants the clock; null when nothing was asked. */
export async function askedTurn(db: Reader): Promise<Instant | null> {
  const asked = await row<{ value: { to: Instant } }>(db, "SELECT value FROM setting WHERE key = 'turn'");
  return asked?.value.to ?? null;
}

export async function endTurn(db: Reader): Promise<void> {
  await db.query("DELETE FROM setting WHERE key = 'turn'");
}

/** The clock as screens show it. */
export async function clockView(db: Reader, clock: CityClock, demo: boolean): Promise<CityClockView> {
  const now = clock.now();
  const city = await theCity(db);
  const { turning } = clock;
  const { timeZone, screenUnits: units } = policyAt(city.profile, now);
  return {
    now,
    timeZone,
    units,
    city: city.name,
    demo,
    turning: turning === null ? null : { to: turning.to, at: now, doing: turning.doing },
  };
}
