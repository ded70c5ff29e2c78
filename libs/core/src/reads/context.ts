import type { Instant, MeterSize } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import type { Mark } from './validate.ts';

/** What a meter's readings are judged by. */
export interface MeterContext {
  readonly meterId: number;
  readonly device: string;
  readonly size: MeterSize;
  readonly installedAt: Instant | null;
  /** Its latest reading that nobody doubts. */
  readonly tail: Mark | null;
}

interface ContextRow {
  deviceId: number;
  meterId: number;
  device: string;
  size: MeterSize;
  installedAt: Instant | null;
  tailAt: Instant | null;
  tailLitres: number | null;
}

/** The meters that devices speak for; a device without one is absent. The zone says when a day of installation began. */
export async function metersOf(
  db: Reader,
  deviceIds: readonly number[],
  timeZone: string,
): Promise<Map<number, MeterContext>> {
  const found = await rows<ContextRow>(
    db,
    `SELECT device.id AS "deviceId", device.name AS device, meter.id AS "meterId", meter.size,
       (here.installed_on::timestamp AT TIME ZONE $2) AS "installedAt",
       read_tail.read_at AS "tailAt", read_tail.litres AS "tailLitres"
     FROM device JOIN meter ON meter.device_id = device.id
     LEFT JOIN meter_installation AS here ON here.meter_id = meter.id AND here.removed_on IS NULL
     LEFT JOIN read_tail ON read_tail.meter_id = meter.id
     WHERE device.id = ANY($1)`,
    [deviceIds, timeZone],
  );
  return new Map(
    found.map((it) => [
      it.deviceId,
      {
        meterId: it.meterId,
        device: it.device,
        size: it.size,
        installedAt: it.installedAt,
        tail: it.tailAt === null || it.tailLitres === null ? null : { at: it.tailAt, litres: it.tailLitres },
      },
    ]),
  );
}

/** A moment of a meter whose neighbours are asked for. */
export interface Moment {
  readonly meterId: number;
  readonly at: Instant;
}

export interface Neighbours {
  readonly before: Mark | null;
  readonly after: Mark | null;
}

/** Undoubted readings just before and after moments in the past, in the order asked. */
export async function neighboursOf(db: Reader, moments: readonly Moment[]): Promise<Neighbours[]> {
  if (moments.length === 0) return [];
  const found = await rows<{
    beforeAt: Instant | null;
    beforeLitres: number | null;
    afterAt: Instant | null;
    afterLitres: number | null;
  }>(
    db,
    `SELECT before.read_at AS "beforeAt", before.litres AS "beforeLitres",
       after.read_at AS "afterAt", after.litres AS "afterLitres"
     FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS it (meter, at, nth)
     LEFT JOIN LATERAL (SELECT read_at, litres FROM meter_read WHERE meter_id = it.meter AND read_at < it.at
       AND quality = 'valid' ORDER BY read_at DESC LIMIT 1) AS before ON true
     LEFT JOIN LATERAL (SELECT read_at, litres FROM meter_read WHERE meter_id = it.meter AND read_at > it.at
       AND quality = 'valid' ORDER BY read_at LIMIT 1) AS after ON true
     ORDER BY nth`,
    [moments.map((it) => it.meterId), moments.map((it) => sqlInstant(it.at))],
  );
  const mark = (at: Instant | null, litres: number | null): Mark | null =>
    at === null || litres === null ? null : { at, litres };
  return found.map((it) => ({ before: mark(it.beforeAt, it.beforeLitres), after: mark(it.afterAt, it.afterLitres) }));
}
