import { createHash } from 'node:crypto';
import type { Actor, UpKind } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import type { Change } from '../../db/change.ts';
import { Invalid, NotFound } from '../../db/errors.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { isOwn, meanwhile } from '../requests/meanwhile.ts';
import { GATEWAY } from '../../journal/system-actors.ts';
import { closeTaskOf, openTask } from '../tasks/tasks.ts';

/** Letters that are kept of one device at most; a broken one must not fill the city's disk. */
export const MOST_LETTERS = 100;
/** Any number: of this lock and no other. */
const LETTERS_LOCK = 727_006;
/** The kind of the task for what a device sent and nobody could handle. */
export const DEAD_LETTER_TASK = 'unhandled-message';

/** A message that could not be handled, with why. */
export interface DeadLetter {
  readonly deviceId: number;
  readonly device: string;
  readonly kind: UpKind;
  readonly topic: string;
  readonly payload: Buffer;
  readonly reason: string;
}

function letterKey(deviceId: number): string {
  return `${DEAD_LETTER_TASK}/${deviceId}`;
}

/** Keeps a message that could not be handled; the same one again is counted. False when the device has too many: then it is only counted. */
export async function keepDeadLetter(source: DataSource, deadLetter: DeadLetter, now: Instant): Promise<boolean> {
  const { deviceId, device, kind, topic, payload, reason } = deadLetter;
  const digest = createHash('sha256').update(payload).digest();
  return inTransaction(source, async (tx) => {
    // One after the other for a device, so that what comes at once is counted as well.
    await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [LETTERS_LOCK, deviceId]);
    const known = await row<{ kept: number }>(
      tx,
      "SELECT count(*)::int AS kept FROM dead_letter WHERE device_id = $1 AND state IN ('kept', 'asked')",
      [deviceId],
    );
    const made =
      (known?.kept ?? 0) >= MOST_LETTERS
        ? null
        : await row<{ id: number }>(
            tx,
            `INSERT INTO dead_letter (device_id, kind, topic, payload, digest, reason, received_at, last_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
             ON CONFLICT (device_id, kind, digest) WHERE state IN ('kept', 'asked')
               DO UPDATE SET times = dead_letter.times + 1, last_at = excluded.last_at RETURNING id`,
            [deviceId, kind, topic, payload, digest, reason.slice(0, 500), sqlInstant(now)],
          );
    if (made === null) {
      await countLeft(tx, deviceId, 1);
      return false;
    }
    const says = `Device ${device} sent what could not be handled: ${reason.slice(0, 200)} Replay it or dismiss it under Devices.`;
    const task = { accountId: null, kind: DEAD_LETTER_TASK, role: 'supervisor' as const, clause: 'B.1' as const, says };
    const more = { dueAt: null, actKey: null, openKey: letterKey(deviceId), subject: { deviceId } };
    await openTask({ tx, actor: GATEWAY, now }, { ...task, ...more });
    return true;
  });
}

/** Messages of a device that were not kept, because it has too many already. */
export async function countLeft(db: Reader, deviceId: number, times: number): Promise<void> {
  await db.query('UPDATE device SET letters_left = letters_left + $2 WHERE id = $1', [deviceId, times]);
}

/** A letter as staff see it; the payload as text, other bytes as `\x` and two digits. */
export interface DeadLetterView {
  readonly letterId: number;
  readonly device: string;
  readonly kind: string;
  readonly topic: string;
  readonly payload: string;
  readonly bytes: number;
  readonly reason: string;
  readonly times: number;
  readonly receivedAt: Instant;
  readonly lastAt: Instant;
  readonly version: number;
  readonly asked: boolean;
  /** Messages of the device that were only counted. */
  readonly left: number;
}

const SHOWN_BYTES = 2_000;
const PAGE = 200;

/** Letters that nobody has dealt with yet, oldest first. */
export async function listDeadLetters(db: Reader): Promise<DeadLetterView[]> {
  return rows<DeadLetterView>(
    db,
    `SELECT l.id AS "letterId", d.name AS device, l.kind, l.topic, encode(substring(l.payload FOR ${SHOWN_BYTES}), 'escape') AS payload,
       octet_length(l.payload) AS bytes, l.reason, l.times, l.received_at AS "receivedAt", l.last_at AS "lastAt", l.version,
       l.state = 'asked' AS asked, d.letters_left AS left
     FROM dead_letter l JOIN device d ON d.id = l.device_id WHERE l.state IN ('kept', 'asked') ORDER BY l.id LIMIT ${PAGE}`,
  );
}

interface Kept {
  deviceId: number;
  device: string;
  kind: string;
  state: string;
  version: number;
  note: string | null;
  decidedBy: Actor | null;
  decidedAt: Instant | null;
}

const BECAME: Readonly<Record<string, string>> = {
  kept: 'replayed, and could not be handled again,',
  asked: 'given to the gateway to replay',
  replayed: 'replayed',
  dismissed: 'dismissed',
};

/** A person replays a letter, or dismisses it with the reason. A replay is done by the gateway, and safe to ask for twice. */
export async function decideDeadLetter(
  source: DataSource,
  each: {
    readonly letterId: number;
    readonly deed: 'replay' | 'dismiss';
    readonly version: number;
    readonly note: string;
  },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { letterId, deed, version } = each;
  const note = each.note.trim();
  if (deed === 'dismiss' && note === '') throw new Invalid('note', 'Say why nothing of it is needed.');
  await inTransaction(source, async (tx) => {
    const letter = await row<Kept>(
      tx,
      `SELECT l.device_id AS "deviceId", d.name AS device, l.kind, l.state, l.version, l.note, l.decided_by AS "decidedBy",
         l.decided_at AS "decidedAt"
       FROM dead_letter l JOIN device d ON d.id = l.device_id WHERE l.id = $1 FOR UPDATE OF l`,
      [letterId],
    );
    if (!letter) throw new NotFound('There is no such message.');
    if (deed === 'replay' && (letter.state === 'asked' || letter.state === 'replayed')) return;
    const done = {
      by: letter.decidedBy,
      at: letter.decidedAt,
      became: BECAME[letter.state] ?? 'changed',
      reason: letter.note,
      version: letter.version,
    };
    if (letter.state === 'dismissed' && isOwn(done, actor, { reason: note, version })) return;
    if ((letter.state !== 'kept' && letter.state !== 'asked') || letter.version !== version)
      throw await meanwhile(tx, 'This message', done, now);
    await tx.query(
      `UPDATE dead_letter SET state = $2, note = $3, decided_at = $4, decided_by = $5, version = version + 1 WHERE id = $1`,
      [letterId, deed === 'replay' ? 'asked' : 'dismissed', note, sqlInstant(now), JSON.stringify(actor)],
    );
    const says =
      deed === 'replay' ? `A ${letter.kind} is replayed. ${note}` : `A ${letter.kind} was dismissed. ${note}`;
    const facts = { deviceId: letter.device, alarm: `message-${deed}`, says: says.trim() };
    const stream = `device/${letter.device}`;
    await append(tx, [{ event: 'device.alarm', facts, at: now, actor, clause: null, accountId: null, stream }]);
    if (deed === 'replay') await tx.query("SELECT pg_notify('dead_letter', '')");
    else await closeWhenDone({ tx, actor, now }, letter.deviceId);
  });
}

async function closeWhenDone(change: Change, deviceId: number): Promise<void> {
  const { tx } = change;
  const open = await row(tx, "SELECT 1 FROM dead_letter WHERE device_id = $1 AND state IN ('kept', 'asked') LIMIT 1", [
    deviceId,
  ]);
  if (open !== null) return;
  await tx.query('UPDATE device SET letters_left = 0 WHERE id = $1', [deviceId]);
  await closeTaskOf(change, letterKey(deviceId), 'Every message was replayed or dismissed.');
}

/** A letter that a person asked to have replayed. */
export interface AskedLetter {
  readonly letterId: number;
  readonly device: string;
  readonly kind: UpKind;
  readonly payload: Buffer;
}

export async function lettersToReplay(db: Reader): Promise<AskedLetter[]> {
  return rows<AskedLetter>(
    db,
    `SELECT l.id AS "letterId", d.name AS device, l.kind, l.payload FROM dead_letter l JOIN device d ON d.id = l.device_id
     WHERE l.state = 'asked' ORDER BY l.id LIMIT 50`,
  );
}

/** What a replay came to: handled now, or kept on with why. */
export async function endReplay(
  source: DataSource,
  letterId: number,
  reason: string | null,
  now: Instant,
): Promise<void> {
  await inTransaction(source, async (tx) => {
    const letter = await row<{ deviceId: number; by: Actor | null }>(
      tx,
      `SELECT device_id AS "deviceId", decided_by AS by FROM dead_letter WHERE id = $1 AND state = 'asked' FOR UPDATE`,
      [letterId],
    );
    if (!letter) return;
    if (letter.by === null) throw new Error(`Nobody asked for letter ${letterId} to be replayed.`);
    await tx.query(
      `UPDATE dead_letter SET state = CASE WHEN $2::text IS NULL THEN 'replayed' ELSE 'kept' END,
         reason = coalesce($2, reason), version = version + 1 WHERE id = $1`,
      [letterId, reason?.slice(0, 500) ?? null],
    );
    if (reason === null) await closeWhenDone({ tx, actor: letter.by, now }, letter.deviceId);
  });
}
