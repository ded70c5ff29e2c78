import { dayOf, toInstant, weekday } from '@curbstop/policy';
import type { Instant, TimeOfDay } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

/** When the crew's shift of the day of `now` ends; null on a day without one. */
export async function shiftEndOf(db: Reader, crewId: number, timeZone: string, now: Instant): Promise<Instant | null> {
  const today = dayOf(now, timeZone);
  const shift = await row<{ toTime: TimeOfDay }>(
    db,
    'SELECT to_time::text AS "toTime" FROM shift WHERE crew_id = $1 AND weekday = $2',
    [crewId, weekday(today)],
  );
  return shift ? toInstant(today, shift.toTime, timeZone) : null;
}
