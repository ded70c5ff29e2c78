import type { CrewDay } from '@curbstop/contracts';
import type { Day, Instant, TimeOfDay } from '@curbstop/policy';
import { toInstant, weekday } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { cityProfile } from '../records/policy-versions/city.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';

interface Row {
  crewId: number;
  name: string;
  initials: string;
  truck: string;
  skills: string[];
  fromTime: TimeOfDay | null;
  toTime: TimeOfDay | null;
  lon: number | null;
  lat: number | null;
  accuracy: number | null;
  heading: number | null;
  at: Instant | null;
  battery: number | null;
  outbox: number | null;
}

/** Every crew as the dispatcher sees it on a day; off shift it has no position. */
export async function crewDays(db: Reader, day: Day, now: Instant): Promise<CrewDay[]> {
  const { timeZone } = policyAt(await cityProfile(db), now);
  const found = await rows<Row>(
    db,
    `SELECT c.id AS "crewId", c.name, c.initials, c.truck, c.skills, s.from_time::text AS "fromTime", s.to_time::text AS "toTime",
       p.lon, p.lat, p.accuracy, p.heading, p.at, p.battery, p.outbox
     FROM crew c LEFT JOIN shift s ON s.crew_id = c.id AND s.weekday = $1 LEFT JOIN crew_position p ON p.crew_id = c.id
     ORDER BY c.id`,
    [weekday(day)],
  );
  return found.map((row): CrewDay => {
    const begins = row.fromTime === null ? null : toInstant(day, row.fromTime, timeZone);
    const ends = row.toTime === null ? null : toInstant(day, row.toTime, timeZone);
    const onShift = begins !== null && ends !== null && now >= begins && now < ends;
    const fix =
      onShift && row.lon !== null && row.lat !== null && row.accuracy !== null && row.at !== null
        ? { lon: row.lon, lat: row.lat, accuracy: row.accuracy, heading: row.heading, at: row.at }
        : null;
    return {
      crewId: row.crewId,
      name: row.name,
      initials: row.initials,
      truck: row.truck,
      skills: row.skills,
      onShift,
      shiftEnds: ends,
      position: fix,
      battery: row.battery,
      outbox: row.outbox,
      lastSeenAt: row.at,
    };
  });
}
