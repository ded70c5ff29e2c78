import type { Actor } from '@curbstop/contracts';
import type { Instant, PolicyParameters } from '@curbstop/policy';
import { METRIC_DIAL, dialOfLiters, literWords } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { lockAccounts } from '../../db/locks.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { appendQuietly } from '../../journal/quiet.ts';
import type { DeviceEntry } from '../../journal/quiet.ts';
import { GATEWAY } from '../../journal/system-actors.ts';
import type { Bringer, MeterContext } from './meter-context.ts';
import { SETTLED_BY_READINGS, accountOfMeter, clashTask, doubtTask, endDoubtTask } from './doubt-tasks.ts';
import { judge } from './validate-batch.ts';
import type { Clash, IncomingRead, Judged, JudgedRead } from './validate-batch.ts';
import { readsWhere, shiftRegister } from './tail.ts';
import type { Doubt } from './doubt.ts';
import { rolledOver, weighDoubts } from './confirm-doubted.ts';

/** What became of a batch. Everything counted is settled: committed, or known to be there already. */
export interface StoredReads {
  readonly stored: number;
  readonly repeated: number;
  readonly doubted: number;
  readonly clashing: number;
  /** Devices that speak for no meter; their reads are stored nowhere. */
  readonly unattached: readonly number[];
}

/** How readings came, and what they are judged by. */
export interface Brought {
  readonly bringer: Bringer;
  readonly source: 'radio' | 'crew' | 'office';
  readonly policy: Pick<PolicyParameters, 'oddUse' | 'timeZone'>;
  readonly actor: Actor;
}

/**
 * Stores a batch of readings of devices, at best 1,000 to 2,000, in one statement; when it returns they are
 * committed. A moment that a meter already has is kept as it was: the same register again is a repeat,
 * another one is an exception. Doubted readings are stored as `suspect` with the reason, told of in the journal once a minute
 * of a kind, and put before a person as one task for the meter; ordinary ones are data, not journal rows.
 */
export async function storeReads(
  source: DataSource,
  batch: readonly IncomingRead[],
  now: Instant,
  policy: Pick<PolicyParameters, 'oddUse' | 'timeZone'>,
): Promise<StoredReads> {
  const by: Brought = { bringer: 'device', source: 'radio', policy, actor: GATEWAY };
  const judged = await judge(source, batch, by, now);
  const needsCare =
    judged.rollovers.length > 0 ||
    judged.reads.some(({ doubt, meter }) => doubt !== null || (meter.tail?.doubts ?? 0) > 0);
  const stored = needsCare
    ? await inTransaction(source, (tx) => storeDoubted(tx, judged, by, now))
    : await insert(source, judged, by);
  const clashes = [
    ...judged.clashes,
    ...(stored < judged.reads.length ? await clashesWithStored(source, judged.reads) : []),
  ];
  if (clashes.length > 0) await inTransaction(source, (tx) => tellClashes(tx, clashes, by, now));
  return {
    stored,
    repeated: judged.repeated + judged.reads.length - stored - (clashes.length - judged.clashes.length),
    doubted: judged.reads.filter((read) => read.doubt !== null).length,
    clashing: clashes.length,
    unattached: judged.unattached,
  };
}

/** Accounts are locked before meters, in the order in which everybody locks them. */
async function accountsOf(tx: Tx, meterIds: Iterable<number>): Promise<Map<number, number | null>> {
  const found = new Map<number, number | null>();
  for (const meterId of new Set(meterIds)) found.set(meterId, await accountOfMeter(tx, meterId));
  const ids = [...found.values()].filter((id) => id !== null);
  await lockAccounts(tx, ids);
  return found;
}

/** Stores readings of which some are doubted, or settle what was doubted before; returns how many were new. */
async function storeDoubted(tx: Tx, judged: Judged, by: Brought, now: Instant): Promise<number> {
  const doubted = judged.reads.filter((read) => read.doubt !== null);
  const withDoubts = judged.reads.filter((read) => read.doubt !== null || (read.meter.tail?.doubts ?? 0) > 0);
  const meters = new Map([...withDoubts, ...judged.rollovers].map(({ meter }) => [meter.meterId, meter]));
  const accounts = await accountsOf(tx, meters.keys());
  // A redelivered doubt is in the journal already: tell only of those that this call stores.
  const known = await alreadyStored(tx, doubted);
  const told: JournalEntry[] = [];
  for (const { meter, at, shift } of judged.rollovers) {
    const each = { meterId: meter.meterId, at, shift, why: 'rollover' as const };
    if (!(await shiftRegister({ tx, actor: by.actor, now }, each))) continue;
    const accountId = accounts.get(meter.meterId) ?? null;
    told.push(rolledOver(meter, meter.tail?.litres ?? 0, accountId, by.actor, now));
  }
  const count = await insert(tx, judged, by);
  const fresh = doubted.filter((read) => !known.has(keyOf(read)));
  for (const each of new Map(fresh.map((read) => [read.meterId, read])).values())
    told.push(
      ...(await doubtTask(
        { tx, actor: by.actor, now },
        each.meter,
        accounts.get(each.meterId) ?? null,
        each.says ?? '',
      )),
    );
  for (const [meterId, meter] of meters) {
    const accountId = accounts.get(meterId) ?? null;
    const weighed = await weighDoubts(tx, meter, { policy: by.policy, accountId, actor: by.actor }, now);
    told.push(...weighed);
    // What a device sends may be doubted and settled all the time: its task ends a while later.
    if (weighed.length > 0 && by.bringer === 'meter')
      told.push(...(await endDoubtTask({ tx, actor: by.actor, now }, meterId, SETTLED_BY_READINGS)));
  }
  const isQuiet = (journalEntry: JournalEntry): journalEntry is Decided =>
    by.bringer === 'device' && journalEntry.event === 'read.decided';
  const decided = told.filter(isQuiet).map((happening) => ({ happening, times: 1 }));
  // In one call and before the rest: whoever tells what was kept quiet takes its rows before the heads of the chains.
  await appendQuietly(tx, [...tellDoubts(fresh, accounts, by, now), ...decided], now);
  await append(
    tx,
    told.filter((journalEntry) => !isQuiet(journalEntry)),
  );
  return count;
}

/** Stores one reading that a person took off a meter, and tells whether it is doubted. The account is locked, if there is one. */
export async function storeByHand(
  tx: Tx,
  read: IncomingRead,
  by: Brought,
  now: Instant,
): Promise<{ readonly doubt: Doubt | null; readonly says: string | null; readonly quality: string }> {
  const judged = await judge(tx, [read], by, now);
  const stored = await storeDoubted(tx, judged, by, now);
  if (stored === 0) await tellClashes(tx, await clashesWithStored(tx, judged.reads), by, now);
  const [kept] = await readsWhere(tx, 'r.meter_id = $1 AND r.read_at = $2', [read.deviceId, sqlInstant(read.at)]);
  if (!kept) throw new Error(`The reading of meter ${read.deviceId} was not stored.`);
  const [told] = judged.reads;
  return { doubt: told?.doubt ?? null, says: told?.says ?? null, quality: kept.quality };
}

async function tellClashes(tx: Tx, clashes: readonly Clash[], by: Brought, now: Instant): Promise<void> {
  if (clashes.length === 0) return;
  const accounts = await accountsOf(
    tx,
    clashes.map(({ meter }) => meter.meterId),
  );
  const groups = groupBy(clashes, ({ meter }) => String(meter.meterId));
  const tasks: JournalEntry[] = [];
  const told = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { dial } = first.meter;
    // To the liter where the dial shows both alike.
    const isAlike = dialOfLiters(first.kept, dial) === dialOfLiters(first.refused, dial);
    const shown = (liters: number): string => literWords(liters, isAlike ? METRIC_DIAL : dial);
    const says = `Two registers for one moment: ${shown(first.kept)} is kept, ${shown(first.refused)} was sent after.`;
    const accountId = accounts.get(first.meter.meterId) ?? null;
    return [
      {
        happening: exception(first.meter, { code: 'conflict', says }, accountId, by, now),
        times: group.length,
        meter: first.meter,
        accountId,
        says,
      },
    ];
  });
  await appendQuietly(tx, told, now);
  for (const { meter, accountId, says } of told)
    tasks.push(...(await clashTask({ tx, actor: by.actor, now }, meter, accountId, says)));
  await append(tx, tasks);
}

/** What a device's readings settled by themselves: each is kept with its reason, and told of once a minute of a kind. */
type Decided = Extract<JournalEntry, { event: 'read.decided' }>;

const keyOf = (each: { readonly meterId: number; readonly at: Instant }): string => `${each.meterId} ${each.at}`;

/** Inserts what is new, and moves the meters' latest readings on; one statement. Returns how many were new. */
async function insert(db: Reader, { reads, tails }: Judged, by: Brought): Promise<number> {
  if (reads.length === 0) return 0;
  const done = await row<{ stored: number }>(
    db,
    `WITH fresh AS (
       INSERT INTO meter_read
         (meter_id, read_at, litres, register, source, quality, why, boot_id, seq, received_at, raw)
       SELECT meter_id, read_at, litres, register, $14, CASE WHEN why IS NULL THEN 'valid' ELSE 'suspect' END,
         why, boot_id, seq, received_at, raw
       FROM unnest($1::int[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
         $8::timestamptz[], $9::bytea[])
         AS it (meter_id, read_at, litres, register, why, boot_id, seq, received_at, raw)
       ON CONFLICT (meter_id, read_at) DO NOTHING
       RETURNING 1
     ), tail AS (
       INSERT INTO read_tail (meter_id, read_at, litres, shift_litres)
       SELECT * FROM unnest($10::int[], $11::timestamptz[], $12::bigint[], $13::bigint[])
       ON CONFLICT (meter_id) DO UPDATE
         SET read_at = excluded.read_at, litres = excluded.litres, shift_litres = excluded.shift_litres
         WHERE read_tail.read_at < excluded.read_at
     )
     SELECT count(*)::int AS stored FROM fresh`,
    [
      reads.map((read) => read.meterId),
      reads.map((read) => sqlInstant(read.at)),
      reads.map((read) => read.litres),
      reads.map((read) => read.register),
      reads.map((read) => read.doubt),
      reads.map((read) => read.bootId),
      reads.map((read) => read.seq),
      reads.map((read) => sqlInstant(read.receivedAt)),
      reads.map((read) => read.raw),
      tails.map((tail) => tail.meterId),
      tails.map((tail) => sqlInstant(tail.mark.at)),
      tails.map((tail) => tail.mark.litres),
      tails.map((tail) => tail.shift),
      by.source,
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
    [reads.map((read) => read.meterId), reads.map((read) => sqlInstant(read.at))],
  );
  return new Set(found.map(keyOf));
}

async function clashesWithStored(db: Reader, reads: readonly JudgedRead[]): Promise<Clash[]> {
  const found = await rows<{ nth: number; kept: number }>(
    db,
    `SELECT nth::int AS nth, kept.litres AS kept
     FROM unnest($1::int[], $2::timestamptz[], $3::bigint[]) WITH ORDINALITY AS it (meter_id, read_at, litres, nth)
     JOIN meter_read AS kept USING (meter_id, read_at) WHERE kept.litres <> it.litres ORDER BY nth`,
    [reads.map((read) => read.meterId), reads.map((read) => sqlInstant(read.at)), reads.map((read) => read.litres)],
  );
  return found.flatMap(({ nth, kept }) => {
    const read = reads[nth - 1];
    return read ? [{ meter: read.meter, at: read.at, kept, refused: read.litres }] : [];
  });
}

function groupBy<T>(all: readonly T[], keyOfOne: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOfOne(each));
    if (group) group.push(each);
    else groups.set(keyOfOne(each), [each]);
  }
  return groups;
}

/** One row for a meter and a reason: a device that sends a day of them at once tells one thing. */
function tellDoubts(
  doubted: readonly JudgedRead[],
  accounts: ReadonlyMap<number, number | null>,
  by: Brought,
  now: Instant,
): { readonly happening: DeviceEntry; readonly times: number }[] {
  return [...groupBy(doubted, (read) => `${read.meterId} ${read.doubt}`).values()].flatMap((group) => {
    const [first] = group;
    if (!first?.doubt || !first.says) return [];
    const accountId = accounts.get(first.meterId) ?? null;
    return [
      {
        happening: exception(first.meter, { code: first.doubt, says: first.says }, accountId, by, now),
        times: group.length,
      },
    ];
  });
}

/** What a device sent is in its own chain; what a person read is in the account's. */
function exception(
  meter: MeterContext,
  { code, says }: { readonly code: string; readonly says: string },
  accountId: number | null,
  by: Brought,
  now: Instant,
): DeviceEntry {
  const told = {
    event: 'read.exception' as const,
    facts: { meterId: meter.meterId, code, says },
    at: now,
    clause: null,
  };
  if (by.bringer === 'device' && meter.device !== null) {
    const actor: Actor = { kind: 'device', id: meter.device };
    return { ...told, actor, accountId: null, stream: `device/${meter.device}` };
  }
  return { ...told, actor: by.actor, accountId, ...(accountId === null ? { stream: `meter/${meter.serial}` } : {}) };
}
