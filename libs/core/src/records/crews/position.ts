import type { Instant } from '@curbstop/policy';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

export interface Fix {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy: number;
  readonly heading: number | null;
  readonly at: Instant;
  readonly battery: number | null;
  readonly outbox: number;
}

/** Keeps the newest fix of a crew; one from the future is taken as of now. */
export async function recordPosition(db: Reader, crewId: number, fix: Fix, now: Instant): Promise<void> {
  await db.query(
    `INSERT INTO crew_position (crew_id, lon, lat, accuracy, heading, at, battery, outbox)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (crew_id) DO UPDATE SET lon = excluded.lon, lat = excluded.lat, accuracy = excluded.accuracy,
       heading = excluded.heading, at = excluded.at, battery = excluded.battery, outbox = excluded.outbox
       WHERE crew_position.at <= excluded.at`,
    [
      crewId,
      fix.lon,
      fix.lat,
      fix.accuracy,
      fix.heading,
      sqlInstant(Math.min(fix.at, now) as Instant),
      fix.battery,
      fix.outbox,
    ],
  );
}
