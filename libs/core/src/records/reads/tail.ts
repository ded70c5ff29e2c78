import type { Dial, Instant } from '@curbstop/policy';
import { dialOfLiters, registerWords } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { dialWhen, shiftOf } from './meter-context.ts';
import { SETTLED_BY_LATER } from './doubt.ts';
import type { Doubt } from './doubt.ts';

/** A reading as it is kept. */
export interface KeptRead {
  readonly meterId: number;
  readonly at: Instant;
  readonly litres: number;
  /** Cubic metres, as it came. */
  readonly register: string;
  /** The dial on which it was read. */
  readonly dial: Dial;
  readonly quality: 'valid' | 'suspect' | 'estimated' | 'void';
  readonly why: Doubt | null;
  readonly shift: number;
  readonly version: number;
}

/** Doubts older than this are a person's alone, in days. */
export const EVIDENCE_DAYS = 120;

const COLUMNS = `r.meter_id AS "meterId", r.read_at AS at, r.litres, r.register, r.quality, r.why, r.version, ${shiftOf('r')} AS shift,
  (SELECT ${dialWhen('m', 'r.read_at')} FROM meter m WHERE m.id = r.meter_id) AS dial`;

/** A reading as the journal and a task tell it: in the unit of its dial. */
export function toldRegister(read: Pick<KeptRead, 'litres' | 'register' | 'dial'>): string {
  const { dial, litres, register } = read;
  return registerWords(dial.unit === 'm3' ? register : dialOfLiters(litres, dial), dial);
}

/** The readings of a meter that a condition on `r` picks, in the order of time. */
export function readsWhere(db: Reader, where: string, parameters: unknown[]): Promise<KeptRead[]> {
  return rows<KeptRead>(db, `SELECT ${COLUMNS} FROM meter_read r WHERE ${where} ORDER BY r.read_at`, parameters);
}

/** The undoubted reading nearest to a moment, before or after it. */
export async function nearestValid(
  db: Reader,
  meterId: number,
  at: Instant,
  side: 'before' | 'after',
): Promise<KeptRead | null> {
  const [compare, order] = side === 'before' ? ['<', 'DESC'] : ['>', 'ASC'];
  return row<KeptRead>(
    db,
    `SELECT ${COLUMNS} FROM meter_read r WHERE r.meter_id = $1 AND r.read_at ${compare} $2 AND r.quality = 'valid'
     ORDER BY r.read_at ${order} LIMIT 1`,
    [meterId, sqlInstant(at)],
  );
}

/** Readings that are doubted and that later ones may settle, in the order of time. */
export function pendingReads(db: Reader, meterId: number, now: Instant): Promise<KeptRead[]> {
  return readsWhere(
    db,
    `r.meter_id = $1 AND r.quality = 'suspect' AND r.why = ANY($2) AND r.read_at > $3::timestamptz - interval '${EVIDENCE_DAYS} days'`,
    [meterId, SETTLED_BY_LATER, sqlInstant(now)],
  );
}

/** Finds a meter's latest undoubted reading anew, and counts what is still doubted. */
export async function renewTail(tx: Tx, meterId: number, now: Instant): Promise<void> {
  await tx.query(
    `WITH latest AS (
       SELECT r.read_at, r.litres, ${shiftOf('r')} AS shift FROM meter_read r
       WHERE r.meter_id = $1 AND r.quality = 'valid' ORDER BY r.read_at DESC LIMIT 1
     ), gone AS (DELETE FROM read_tail WHERE meter_id = $1 AND NOT EXISTS (SELECT 1 FROM latest))
     INSERT INTO read_tail (meter_id, read_at, litres, shift_litres) SELECT $1, read_at, litres, shift FROM latest
     ON CONFLICT (meter_id) DO UPDATE
       SET read_at = excluded.read_at, litres = excluded.litres, shift_litres = excluded.shift_litres`,
    [meterId],
  );
  const pending = await pendingReads(tx, meterId, now);
  await tx.query('UPDATE read_tail SET doubts = $2 WHERE meter_id = $1', [meterId, pending.length]);
}

/** Writes what a reading is from now on, with why and by whom; what it showed stays as it came. */
export async function markRead(
  change: Change,
  read: KeptRead,
  becomes: 'valid' | 'void' | 'suspect',
  reason: string,
): Promise<void> {
  const { tx, actor, now } = change;
  const at = sqlInstant(read.at);
  await tx.query('UPDATE meter_read SET quality = $3, version = version + 1 WHERE meter_id = $1 AND read_at = $2', [
    read.meterId,
    at,
    becomes,
  ]);
  await tx.query(
    `INSERT INTO read_decision (meter_id, read_at, was, becomes, reason, decided_at, decided_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [read.meterId, at, read.quality, becomes, reason, sqlInstant(now), JSON.stringify(actor)],
  );
}

/** From a moment on so much is added to what a register shows. */
export async function shiftRegister(
  change: Change,
  each: {
    readonly meterId: number;
    readonly at: Instant;
    readonly shift: number;
    readonly why: 'rollover' | 'began-again' | 'exchange';
  },
): Promise<boolean> {
  const { tx, actor, now } = change;
  const made = await rows<{ made: boolean }>(
    tx,
    `INSERT INTO register_shift (meter_id, from_at, shift_litres, why, noted_at, noted_by)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (meter_id, from_at) DO NOTHING RETURNING true AS made`,
    [each.meterId, sqlInstant(each.at), each.shift, each.why, sqlInstant(now), JSON.stringify(actor)],
  );
  return made.length > 0;
}
