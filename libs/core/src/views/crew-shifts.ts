import type { Day, Instant, TimeOfDay } from '@curbstop/policy';
import { addDays, dayOf, momentIn, toInstant, weekday } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

export interface CrewShift {
  readonly crewId: number;
  readonly name: string;
  readonly truck: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Days ahead among which the next shift is looked for; a crew works at least once in a week. */
const DAYS_AHEAD = 8;

/** Every shift from the day before `from` on, in the order of their beginnings. */
export async function shiftsAround(db: Reader, from: Instant, timeZone: string): Promise<CrewShift[]> {
  const found = await rows<{
    crewId: number;
    name: string;
    truck: string;
    weekday: number;
    fromTime: TimeOfDay;
    toTime: TimeOfDay;
  }>(
    db,
    `SELECT c.id AS "crewId", c.name, c.truck, s.weekday, s.from_time::text AS "fromTime", s.to_time::text AS "toTime"
     FROM shift s JOIN crew c ON c.id = s.crew_id`,
  );
  const first: Day = addDays(dayOf(from, timeZone), -1);
  const days = Array.from({ length: DAYS_AHEAD }, (_, nth) => addDays(first, nth));
  return days
    .flatMap((day) =>
      found
        .filter((shift) => shift.weekday === weekday(day))
        .map(({ crewId, name, truck, fromTime, toTime }): CrewShift => {
          const begins = toInstant(day, fromTime, timeZone);
          const ends = toInstant(day, toTime, timeZone);
          // A night shift ends on the day after.
          return {
            crewId,
            name,
            truck,
            from: begins,
            to: ends > begins ? ends : toInstant(addDays(day, 1), toTime, timeZone),
          };
        }),
    )
    .sort((a, b) => a.from - b.from || a.crewId - b.crewId);
}

/**
 * When the shift ends in which something that began at `since` is to be done: the last one of the day on which it began, or,
 * where it began after everybody had gone, that moment itself.
 */
export function shiftEndFor(shifts: readonly CrewShift[], since: Instant, timeZone: string): Instant {
  const day = dayOf(since, timeZone);
  const ends = shifts.filter((shift) => dayOf(shift.from, timeZone) === day).map((shift) => shift.to);
  return Math.max(since, ...ends) as Instant;
}

/** Who can be called now, in words: the crew that is working, else the one whose shift begins next. */
export function whoIsNext(shifts: readonly CrewShift[], now: Instant, timeZone: string): string {
  const working = shifts.find((shift) => now >= shift.from && now < shift.to);
  if (working) return `On call: ${working.name}, ${working.truck}.`;
  const next = shifts.find((shift) => shift.from > now);
  if (next) return `Next shift: ${next.name}, ${next.truck}, ${momentIn(next.from, now, timeZone)}.`;
  return 'No crew has a shift within a week. Call the supervisor.';
}
