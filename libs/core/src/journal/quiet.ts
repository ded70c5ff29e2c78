import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append, streamOf } from './append.ts';
import type { JournalEntry } from './append.ts';

/** What devices tell, at any rate they please. */
export type DeviceEntry = Extract<
  JournalEntry,
  { event: 'device.alarm' | 'read.exception' | 'read.decided' | 'valve.reported' }
>;

/** The same kind of thing of the same device is journaled once in this time. */
export const QUIET_MS = 60_000;

interface Kept {
  stream: string;
  kind: string;
  toldAt: Instant;
  suppressed: number;
  happening: DeviceEntry;
}

function kindOf(happening: DeviceEntry): string {
  switch (happening.event) {
    case 'device.alarm':
      return happening.facts.alarm;
    case 'read.exception':
      return happening.facts.code;
    case 'read.decided':
      return `read-${happening.facts.becomes}/${happening.facts.meterId}`;
    case 'valve.reported':
      return `valve-${happening.facts.valve}`;
  }
}

/** A clock that was turned back leaves a moment ahead; it keeps nothing quiet. */
function isQuiet(toldAt: Instant, now: Instant): boolean {
  return toldAt <= now && now - toldAt < QUIET_MS;
}

/** The same with a sentence about its like before or after what it says itself. */
function withCount(happening: DeviceEntry, count: string, side: 'before' | 'after'): DeviceEntry {
  const joined = (says: string | undefined): string =>
    [...(side === 'before' ? [count] : []), says ?? '', ...(side === 'after' ? [count] : [])].join(' ').trim();
  switch (happening.event) {
    case 'device.alarm':
      return { ...happening, facts: { ...happening.facts, says: joined(happening.facts.says) } };
    case 'read.exception':
      return { ...happening, facts: { ...happening.facts, says: joined(happening.facts.says) } };
    case 'read.decided':
      return { ...happening, facts: { ...happening.facts, message: joined(happening.facts.message) } };
    case 'valve.reported':
      return { ...happening, facts: { ...happening.facts, says: joined(happening.facts.says) } };
  }
}

/**
 * Journals what devices did, each kind of each device once a minute: a device that is broken, or hostile, must not write the
 * journal full. What is not written is counted, and the count is told once, with the next of its kind or by
 * {@link tellSuppressed}. `times` is how often the thing happened.
 */
export async function appendQuietly(
  tx: Tx,
  happenings: readonly { readonly happening: DeviceEntry; readonly times: number }[],
  now: Instant,
): Promise<void> {
  if (happenings.length === 0) return;
  const wanted = new Map<string, { happening: DeviceEntry; times: number }>();
  for (const { happening, times } of happenings) {
    const key = JSON.stringify([streamOf(happening), kindOf(happening)]);
    const known = wanted.get(key);
    wanted.set(key, { happening: known?.happening ?? happening, times: (known?.times ?? 0) + times });
  }
  const keys = [...wanted.keys()].sort();
  const parts = keys.map((key) => JSON.parse(key) as [string, string]);
  const named = [parts.map(([stream]) => stream), parts.map(([, kind]) => kind)];
  await tx.query(
    `INSERT INTO journal_quiet (stream, kind, told_at, happening) SELECT stream, kind, '-infinity', '{}'
     FROM unnest($1::text[], $2::text[]) AS it (stream, kind) ORDER BY stream, kind ON CONFLICT DO NOTHING`,
    named,
  );
  const kept = await rows<{ stream: string; kind: string; toldAt: Instant | null; suppressed: number }>(
    tx,
    `SELECT q.stream, q.kind, nullif(q.told_at, '-infinity') AS "toldAt", q.suppressed FROM journal_quiet q
     JOIN unnest($1::text[], $2::text[]) AS it (stream, kind) ON it.stream = q.stream AND it.kind = q.kind
     ORDER BY q.stream, q.kind FOR UPDATE OF q`,
    named,
  );
  const told: DeviceEntry[] = [];
  for (const { stream, kind, toldAt, suppressed } of kept) {
    const found = wanted.get(JSON.stringify([stream, kind]));
    if (!found) throw new Error(`Nothing was to be told of ${stream}.`);
    const { happening, times } = found;
    const quiet = toldAt !== null && isQuiet(toldAt, now);
    if (!quiet) {
      const more = suppressed + times - 1;
      told.push(
        more === 0 ? happening : withCount(happening, `${more} more of the kind came with it or before.`, 'after'),
      );
    }
    await tx.query(
      `UPDATE journal_quiet SET told_at = CASE WHEN $3 THEN told_at ELSE $4::timestamptz END,
         suppressed = CASE WHEN $3 THEN suppressed + $5 ELSE 0 END, happening = $6 WHERE stream = $1 AND kind = $2`,
      [stream, kind, quiet, sqlInstant(now), times, JSON.stringify(happening)],
    );
  }
  await append(tx, told);
}

/** Tells once how often things happened that were not told of while they were kept quiet. */
export async function tellSuppressed(source: DataSource, now: Instant): Promise<number> {
  return inTransaction(source, async (tx) => {
    const kept = await rows<Kept>(
      tx,
      `SELECT stream, kind, told_at AS "toldAt", suppressed, happening FROM journal_quiet
       WHERE suppressed > 0 AND (told_at <= $1 OR told_at > $2) ORDER BY stream, kind LIMIT 200 FOR UPDATE SKIP LOCKED`,
      [sqlInstant((now - QUIET_MS) as Instant), sqlInstant(now)],
    );
    if (kept.length === 0) return 0;
    await tx.query(
      `UPDATE journal_quiet q SET suppressed = 0, told_at = $3
       FROM unnest($1::text[], $2::text[]) AS it (stream, kind) WHERE it.stream = q.stream AND it.kind = q.kind`,
      [kept.map((each) => each.stream), kept.map((each) => each.kind), sqlInstant(now)],
    );
    await append(
      tx,
      kept.map(({ happening, suppressed }) => ({
        ...withCount(happening, `${suppressed} more of the kind came since. The last:`, 'before'),
        at: now,
      })),
    );
    return kept.length;
  });
}
