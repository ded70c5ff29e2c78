import { DAY_MS } from '@curbstop/policy';
import type { Dial, Instant, MeterSize } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import type { Mark, OwnUse } from './doubt.ts';

/** A meter's latest reading that nobody doubts, with what is added to its register from then on. */
export interface Tail extends Mark {
  readonly shift: number;
  /** Readings that are doubted and may yet be settled. */
  readonly doubts: number;
}

/** What a meter's readings are judged by. */
export interface MeterContext {
  readonly meterId: number;
  readonly serial: string;
  /** The device that speaks for it; null for a meter that is only read by hand. */
  readonly device: string | null;
  readonly size: MeterSize;
  readonly dial: Dial;
  readonly installedAt: Instant | null;
  readonly tail: Tail | null;
}

/** Who brings a reading: a device, by its number, or a person who stood before the meter, by the meter's. */
export type Bringer = 'device' | 'meter';

interface ContextRow extends Omit<MeterContext, 'tail'> {
  broughtBy: number;
  tailAt: Instant | null;
  tailLitres: number | null;
  shift: number;
  doubts: number;
}

/** The meters that readings are of, by who brings them; a device without one is absent. The zone says when a day of installation began. */
export async function metersOf(
  db: Reader,
  bringer: Bringer,
  ids: readonly number[],
  timeZone: string,
): Promise<Map<number, MeterContext>> {
  const found = await rows<ContextRow>(
    db,
    `SELECT ${bringer}.id AS "broughtBy", device.name AS device, meter.id AS "meterId", meter.serial, meter.size, ${dialOf('meter')} AS dial,
       (here.installed_on::timestamp AT TIME ZONE $2) AS "installedAt",
       read_tail.read_at AS "tailAt", read_tail.litres AS "tailLitres",
       coalesce(read_tail.shift_litres, 0) AS shift, coalesce(read_tail.doubts, 0) AS doubts
     FROM meter LEFT JOIN device ON device.id = meter.device_id
     LEFT JOIN meter_installation AS here ON here.meter_id = meter.id AND here.removed_on IS NULL
     LEFT JOIN read_tail ON read_tail.meter_id = meter.id
     WHERE ${bringer}.id = ANY($1)`,
    [ids, timeZone],
  );
  return new Map(
    found.map(({ broughtBy, tailAt, tailLitres, shift, doubts, ...meter }) => [
      broughtBy,
      {
        ...meter,
        tail: tailAt === null || tailLitres === null ? null : { at: tailAt, litres: tailLitres, shift, doubts },
      },
    ]),
  );
}

/** The dial of a meter of an alias, as an object. */
export function dialOf(meter: string): string {
  return `jsonb_build_object('unit', ${meter}.dial_unit, 'digits', ${meter}.digits, 'multiplier', ${meter}.dial_multiplier)`;
}

/** The dial of a meter of an alias as it was on record at a moment: a later correction changes no face that was read before. */
export function dialWhen(meter: string, at: string): string {
  return `coalesce((SELECT ${dialOf('was')} FROM dial_before was WHERE was.meter_id = ${meter}.id AND was.until_at > ${at}
    ORDER BY was.until_at, was.id LIMIT 1), ${dialOf(meter)})`;
}

/**
 * The dial on which a period began that ended on a meter: of the meter that stood there on its first day, where another was
 * set in its place since. `meter` and `from` are SQL.
 */
export function dialAtStart(meter: string, from: string): string {
  return `(SELECT ${dialWhen('had', `(${from} + 1)::timestamptz`)} FROM meter_installation here
    JOIN meter_installation before ON before.service_point_id = here.service_point_id AND before.installed_on <= here.installed_on
    JOIN meter had ON had.id = before.meter_id
    WHERE here.meter_id = ${meter} AND (before.id = here.id OR before.removed_on >= ${from})
    ORDER BY before.installed_on, before.id LIMIT 1)`;
}

/** What is added to what a register shows, for a reading of an alias. */
export function shiftOf(read: string): string {
  return `coalesce((SELECT h.shift_litres FROM register_shift h WHERE h.meter_id = ${read}.meter_id
    AND h.from_at <= ${read}.read_at ORDER BY h.from_at DESC LIMIT 1), 0)`;
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

/** Undoubted readings just before and after moments in the past, in the order asked, as the register stood at the moment. */
export async function neighboursOf(db: Reader, moments: readonly Moment[]): Promise<Neighbours[]> {
  if (moments.length === 0) return [];
  const found = await rows<{
    beforeAt: Instant | null;
    beforeLitres: number | null;
    afterAt: Instant | null;
    afterLitres: number | null;
  }>(
    db,
    `SELECT before.read_at AS "beforeAt", before.litres + before.shift - ${shiftOf('it')} AS "beforeLitres",
       after.read_at AS "afterAt", after.litres + after.shift - ${shiftOf('it')} AS "afterLitres"
     FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS it (meter_id, read_at, nth)
     LEFT JOIN LATERAL (SELECT r.read_at, r.litres, ${shiftOf('r')} AS shift FROM meter_read r
       WHERE r.meter_id = it.meter_id AND r.read_at < it.read_at AND r.quality = 'valid'
       ORDER BY r.read_at DESC LIMIT 1) AS before ON true
     LEFT JOIN LATERAL (SELECT r.read_at, r.litres, ${shiftOf('r')} AS shift FROM meter_read r
       WHERE r.meter_id = it.meter_id AND r.read_at > it.read_at AND r.quality = 'valid'
       ORDER BY r.read_at LIMIT 1) AS after ON true
     ORDER BY nth`,
    [moments.map((moment) => moment.meterId), moments.map((moment) => sqlInstant(moment.at))],
  );
  const mark = (at: Instant | null, litres: number | null): Mark | null =>
    at === null || litres === null ? null : { at, litres };
  return found.map((each) => ({
    before: mark(each.beforeAt, each.beforeLitres),
    after: mark(each.afterAt, each.afterLitres),
  }));
}

/** The own use is that of a year and a month at most, and of a week at least. */
const LOOK_BACK_DAYS = 400;
const LEAST_DAYS = 7;

/** The own use of meters before their latest reading that nobody doubts: since the first one of the last year, or since they were installed. */
export async function ownUseOf(
  db: Reader,
  meterIds: readonly number[],
  timeZone: string,
): Promise<Map<number, OwnUse>> {
  if (meterIds.length === 0) return new Map();
  const found = await rows<{ meterId: number; litres: number; at: Instant; firstLitres: number; firstAt: Instant }>(
    db,
    `SELECT * FROM (
       SELECT t.meter_id AS "meterId", t.litres + t.shift_litres AS litres, t.read_at AS at,
       coalesce(f.litres + f.shift, i.start_litres + coalesce((SELECT h.shift_litres FROM register_shift h
         WHERE h.meter_id = t.meter_id AND h.why = 'exchange' LIMIT 1), 0)) AS "firstLitres",
       coalesce(f.read_at, i.installed_on::timestamp AT TIME ZONE $2) AS "firstAt"
     FROM read_tail t LEFT JOIN meter_installation i ON i.meter_id = t.meter_id AND i.removed_on IS NULL
     LEFT JOIN LATERAL (SELECT r.read_at, r.litres, ${shiftOf('r')} AS shift FROM meter_read r WHERE r.meter_id = t.meter_id
       AND r.quality = 'valid' AND r.read_at >= t.read_at - interval '${LOOK_BACK_DAYS} days' AND r.read_at < t.read_at - interval '${LEAST_DAYS} days'
       ORDER BY r.read_at LIMIT 1) f ON true
     WHERE t.meter_id = ANY($1)
     ) known WHERE "firstLitres" IS NOT NULL AND "firstAt" IS NOT NULL`,
    [meterIds, timeZone],
  );
  return new Map(
    found.map(({ meterId, litres, at, firstLitres, firstAt }) => {
      const days = (at - firstAt) / DAY_MS;
      return [meterId, days < LEAST_DAYS || litres < firstLitres ? null : { litres: litres - firstLitres, days }];
    }),
  );
}
