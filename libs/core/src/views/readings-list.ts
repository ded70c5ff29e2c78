import type { Instant } from '@curbstop/policy';
import { dialOfLiters } from '@curbstop/policy';
import type { ReadingList } from '@curbstop/contracts';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import type { Doubt } from '../records/reads/doubt.ts';
import { doubtWords } from '../records/reads/doubt-words.ts';
import { dialOf, dialWhen } from '../records/reads/meter-context.ts';

const SHOWN = 60;
/** The readings at an account's place: what is doubted first, then the latest, with what was decided and why. */
export async function listReadings(db: Reader, accountId: number, now: Instant): Promise<ReadingList> {
  const meters = await rows<Omit<ReadingList['meters'][number], 'startRegister'> & { startLitres: number }>(
    db,
    `SELECT m.id AS "meterId", m.serial, m.size, m.digits, ${dialOf('m')} AS dial, m.dial_version AS version, i.installed_on AS "installedOn", i.removed_on AS "removedOn",
       i.start_litres AS "startLitres", ${dialWhen('m', '(i.installed_on + 1)::timestamptz')} AS "startDial"
     FROM account a JOIN meter_installation i ON i.service_point_id = a.service_point_id JOIN meter m ON m.id = i.meter_id
     WHERE a.id = $1 ORDER BY i.removed_on NULLS FIRST, i.id DESC`,
    [accountId],
  );
  if (meters.length === 0 && (await row(db, 'SELECT 1 FROM account WHERE id = $1', [accountId])) === null)
    throw new NotFound('There is no such account.');
  const readings = await rows<Omit<ReadingList['readings'][number], 'doubt'> & { why: Doubt | null }>(
    db,
    `SELECT r.meter_id AS "meterId", m.serial, ${dialWhen('m', 'r.read_at')} AS dial, r.read_at AS at, r.register, r.litres, r.source, r.quality, r.why, r.version,
       d.reason, coalesce(d.decided_by->>'name', CASE WHEN d.id IS NULL THEN NULL ELSE 'later readings' END) AS "decidedBy",
       d.decided_at AS "decidedAt"
     FROM meter m JOIN LATERAL (
       (SELECT * FROM meter_read WHERE meter_id = m.id AND read_at > $2::timestamptz - interval '400 days' AND quality = 'suspect'
        ORDER BY read_at DESC LIMIT ${SHOWN})
       UNION
       (SELECT * FROM meter_read WHERE meter_id = m.id AND read_at > $2::timestamptz - interval '400 days'
        ORDER BY read_at DESC LIMIT ${SHOWN})
     ) r ON true
     LEFT JOIN LATERAL (SELECT * FROM read_decision WHERE meter_id = r.meter_id AND read_at = r.read_at ORDER BY id DESC LIMIT 1) d ON true
     WHERE m.id = ANY($1) ORDER BY r.quality = 'suspect' DESC, r.read_at DESC LIMIT ${2 * SHOWN}`,
    [meters.map((meter) => meter.meterId), sqlInstant(now)],
  );
  return {
    meters: meters.map(({ startLitres, ...meter }) => ({
      ...meter,
      startRegister: dialOfLiters(startLitres, meter.startDial),
    })),
    readings: readings.map(({ why, ...reading }) => ({
      ...reading,
      // Cubic meters as they came; another dial shows no more than its digits.
      register: reading.dial.unit === 'm3' ? reading.register : dialOfLiters(reading.litres, reading.dial),
      doubt: doubtWords(why),
    })),
  };
}
