import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from '../journal/append.ts';
import type { Happening } from '../journal/append.ts';
import { judge } from './judge.ts';
import type { Clash, IncomingRead, Judged, JudgedRead } from './judge.ts';

/** What became of a batch. Everything counted is settled: committed, or known to be there already. */
export interface StoredReads {
  readonly stored: number;
  readonly repeated: number;
  readonly doubted: number;
  readonly clashing: number;
  /** Devices that speak for no meter; their reads are stored nowhere. */
  readonly unattached: readonly number[];
}

/**
 * Stores a batch of readings, at best 1,000 to 2,000, in one statement; when it returns they are
 * committed. A moment that a meter already has is kept as it was: the same register again is a repeat,
 * another one is an exception in the journal. Doubted readings are stored as `suspect` with the reason
 * and told of in the journal; ordinary ones are data, not journal rows.
 */
export async function storeReads(
  source: DataSource,
  batch: readonly IncomingRead[],
  now: Instant,
  timeZone: string,
): Promise<StoredReads> {
  const judged = await judge(source, batch, now, timeZone);
  const doubted = judged.reads.filter((it) => it.doubt !== null);
  const stored =
    doubted.length === 0
      ? await insert(source, judged)
      : await inTransaction(source, async (tx) => {
          // A redelivered doubt is in the journal already: tell only of those that this call stores.
          const known = await alreadyStored(tx, doubted);
          const count = await insert(tx, judged);
          await append(
            tx,
            tellDoubts(
              doubted.filter((it) => !known.has(keyOf(it))),
              now,
            ),
          );
          return count;
        });
  const clashes = [
    ...judged.clashes,
    ...(stored < judged.reads.length ? await clashesWithStored(source, judged.reads) : []),
  ];
  if (clashes.length > 0)
    await inTransaction(source, (tx) =>
      append(
        tx,
        clashes.map((it) => tellClash(it, now)),
      ),
    );
  return {
    stored,
    repeated: judged.repeated + judged.reads.length - stored - (clashes.length - judged.clashes.length),
    doubted: doubted.length,
    clashing: clashes.length,
    unattached: judged.unattached,
  };
}

const keyOf = (it: { readonly meterId: number; readonly at: Instant }): string => `${it.meterId} ${it.at}`;

/** Inserts what is new, and moves the meters' latest readings on; one statement. Returns how many were new. */
async function insert(db: Reader, { reads, tails }: Judged): Promise<number> {
  if (reads.length === 0) return 0;
  const done = await row<{ stored: number }>(
    db,
    `WITH fresh AS (
       INSERT INTO meter_read
         (meter_id, read_at, litres, register, source, quality, why, boot_id, seq, received_at, raw)
       SELECT meter_id, read_at, litres, register, 'radio', CASE WHEN why IS NULL THEN 'valid' ELSE 'suspect' END,
         why, boot_id, seq, received_at, raw
       FROM unnest($1::int[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
         $8::timestamptz[], $9::bytea[])
         AS it (meter_id, read_at, litres, register, why, boot_id, seq, received_at, raw)
       ON CONFLICT (meter_id, read_at) DO NOTHING
       RETURNING 1
     ), tail AS (
       INSERT INTO read_tail (meter_id, read_at, litres)
       SELECT * FROM unnest($10::int[], $11::timestamptz[], $12::bigint[])
       ON CONFLICT (meter_id) DO UPDATE SET read_at = excluded.read_at, litres = excluded.litres
         WHERE read_tail.read_at < excluded.read_at
     )
     SELECT count(*)::int AS stored FROM fresh`,
    [
      reads.map((it) => it.meterId),
      reads.map((it) => sqlInstant(it.at)),
      reads.map((it) => it.litres),
      reads.map((it) => it.register),
      reads.map((it) => it.doubt),
      reads.map((it) => it.bootId),
      reads.map((it) => it.seq),
      reads.map((it) => sqlInstant(it.receivedAt)),
      reads.map((it) => it.raw),
      tails.map((it) => it.meterId),
      tails.map((it) => sqlInstant(it.mark.at)),
      tails.map((it) => it.mark.litres),
    ],
  );
  return done?.stored ?? 0;
}

async function alreadyStored(db: Reader, reads: readonly JudgedRead[]): Promise<Set<string>> {
  const found = await rows<{ meterId: number; at: Instant }>(
    db,
    `SELECT kept.meter_id AS "meterId", kept.read_at AS at
     FROM unnest($1::int[], $2::timestamptz[]) AS it (meter_id, read_at)
     JOIN meter_read AS kept USING (meter_id, read_at)`,
    [reads.map((it) => it.meterId), reads.map((it) => sqlInstant(it.at))],
  );
  return new Set(found.map(keyOf));
}

async function clashesWithStored(db: Reader, reads: readonly JudgedRead[]): Promise<Clash[]> {
  const found = await rows<{ nth: number; kept: number }>(
    db,
    `SELECT nth::int AS nth, kept.litres AS kept
     FROM unnest($1::int[], $2::timestamptz[], $3::bigint[]) WITH ORDINALITY AS it (meter_id, read_at, litres, nth)
     JOIN meter_read AS kept USING (meter_id, read_at) WHERE kept.litres <> it.litres ORDER BY nth`,
    [reads.map((it) => it.meterId), reads.map((it) => sqlInstant(it.at)), reads.map((it) => it.litres)],
  );
  return found.flatMap(({ nth, kept }) => {
    const read = reads[nth - 1];
    return read ? [{ meterId: read.meterId, device: read.device, at: read.at, kept, refused: read.litres }] : [];
  });
}

/** One row for a meter and a reason: a device that sends a day of them at once tells one thing. */
function tellDoubts(doubted: readonly JudgedRead[], now: Instant): Happening[] {
  const groups = new Map<string, JudgedRead[]>();
  for (const it of doubted) {
    const key = `${it.meterId} ${it.doubt}`;
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  return [...groups.values()].flatMap((group): Happening[] => {
    const [first] = group;
    if (!first?.doubt || !first.says) return [];
    const more = group.length === 1 ? '' : ` ${group.length - 1} more of the kind came with it.`;
    return [exception(first, first.doubt, `${first.says}${more}`, now)];
  });
}

function tellClash(it: Clash, now: Instant): Happening {
  return exception(
    it,
    'conflict',
    `Two registers for one moment: ${it.kept} litres are kept, ${it.refused} were sent after.`,
    now,
  );
}

function exception(it: { meterId: number; device: string }, code: string, says: string, now: Instant): Happening {
  return {
    event: 'read.exception',
    facts: { meterId: it.meterId, code, says },
    at: now,
    actor: { kind: 'device', id: it.device },
    clause: null,
    accountId: null,
    stream: `device/${it.device}`,
  };
}
