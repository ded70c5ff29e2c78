import type { Actor } from '@curbstop/contracts';
import type { Instant, PolicyParameters } from '@curbstop/policy';
import { isFarBelow, isUnusualStep, literWords } from '@curbstop/policy';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { ownUseOf } from './meter-context.ts';
import type { MeterContext } from './meter-context.ts';
import { beganAgainTask, correctionTasks } from './doubt-tasks.ts';
import {
  EVIDENCE_DAYS,
  markRead,
  nearestValid,
  pendingReads,
  readsWhere,
  renewTail,
  shiftRegister,
  toldRegister,
} from './tail.ts';
import type { KeptRead } from './tail.ts';
import { doubt, isOrdinary, isTooFast, stepBetween } from './doubt.ts';
import type { Mark, OwnUse, Surroundings } from './doubt.ts';

const HOUR_MS = 3_600_000;
/** Two high readings bear each other out when so much time lies between; readings of one moment share one fault. */
const CONFIRMS_AFTER_MS = HOUR_MS;
/** A register has begun again when its readings agree over so much time. */
const BEGAN_AGAIN_AFTER_MS = 24 * HOUR_MS;

/** What the readings of a meter are weighed with. */
interface Scales {
  readonly tx: Tx;
  readonly meter: MeterContext;
  readonly own: OwnUse;
  readonly policy: Pick<PolicyParameters, 'oddUse' | 'timeZone'>;
  readonly accountId: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/** The same moment of a register, counted on over where it began again. */
function counted(read: KeptRead): Mark {
  return { at: read.at, litres: read.litres + read.shift };
}

function around(scales: Scales, before: Mark | null): Surroundings {
  const { meter, own, policy, now } = scales;
  const { size, dial, installedAt } = meter;
  return { now, size, dial, installedAt, before, after: null, clock: 'sync', own, policy };
}

async function decide(
  scales: Scales,
  read: KeptRead,
  becomes: 'valid' | 'void',
  message: string,
): Promise<JournalEntry[]> {
  const { tx, meter, actor, now, accountId } = scales;
  await markRead({ tx, actor, now }, read, becomes, message);
  const facts = { meterId: meter.meterId, readAt: read.at, register: toldRegister(read), becomes, message };
  const told: JournalEntry[] = [
    {
      event: 'read.decided',
      facts,
      at: now,
      actor,
      clause: 'B.1',
      accountId,
      ...(accountId === null ? { stream: `device/${meter.device ?? meter.serial}` } : {}),
    },
  ];
  return becomes === 'void' && read.quality === 'valid'
    ? [...told, ...(await correctionTasks({ tx, actor, now }, read))]
    : told;
}

/** A doubted reading with undoubted ones on both sides: it fits between them, or they show it false. */
async function settleBetween(scales: Scales): Promise<JournalEntry[]> {
  const told: JournalEntry[] = [];
  for (const read of await pendingReads(scales.tx, scales.meter.meterId, scales.now)) {
    const before = await nearestValid(scales.tx, read.meterId, read.at, 'before');
    const after = await nearestValid(scales.tx, read.meterId, read.at, 'after');
    if (before === null || after === null) continue;
    const [low, here, high] = [counted(before), counted(read), counted(after)];
    // Two readings that do not agree with one another prove nothing of a third.
    if (high.litres < low.litres) continue;
    const fits = low.litres <= here.litres && here.litres <= high.litres;
    const words = `the readings before and after, ${before.register} and ${after.register}`;
    told.push(
      ...(await decide(
        scales,
        read,
        fits ? 'valid' : 'void',
        fits ? `It fits ${words}.` : `It does not fit ${words}.`,
      )),
    );
  }
  return told;
}

/** The last readings of a list that follow one another as water does. */
function agreeing(scales: Scales, reads: readonly KeptRead[]): KeptRead[] {
  const run: KeptRead[] = [];
  for (const read of reads) {
    const last = run.at(-1);
    if (last && !isOrdinary(last, read, around(scales, null))) run.length = 0;
    run.push(read);
  }
  return run;
}

function span(run: readonly KeptRead[]): number {
  const [first] = run;
  return first === undefined ? 0 : (run.at(-1)?.at ?? first.at) - first.at;
}

/** Whether the lower readings agree with the time before the higher ones, so that those are a false peak. */
async function peakBefore(scales: Scales, tail: KeptRead, run: readonly KeptRead[]): Promise<KeptRead[]> {
  const { tx, meter, own, policy } = scales;
  const [first] = run;
  if (first === undefined) return [];
  const [base] = (
    await readsWhere(
      tx,
      `r.meter_id = $1 AND r.quality = 'valid' AND r.litres <= $2 AND r.read_at < $3
         AND r.read_at > $3::timestamptz - interval '${EVIDENCE_DAYS} days'
         AND r.read_at = (SELECT max(l.read_at) FROM meter_read l WHERE l.meter_id = $1 AND l.quality = 'valid'
           AND l.litres <= $2 AND l.read_at < $3)`,
      [meter.meterId, first.litres, sqlInstant(tail.at)],
    )
  ).filter((read) => read.shift === tail.shift);
  if (base === undefined || !isOrdinary(base, first, around(scales, null))) return [];
  if (isFarBelow(stepBetween(base, first), own, policy)) return [];
  const peak = await readsWhere(tx, "r.meter_id = $1 AND r.quality = 'valid' AND r.read_at > $2 AND r.read_at <= $3", [
    meter.meterId,
    sqlInstant(base.at),
    sqlInstant(tail.at),
  ]);
  const [up] = peak;
  if (up === undefined) return [];
  const isOdd = isTooFast(base, up, meter.size) || isUnusualStep(stepBetween(base, up), own, policy);
  return isOdd || run.length > peak.length ? peak : [];
}

/** The register fell back, and later readings go on from there. */
async function settleBelow(scales: Scales, tail: KeptRead, pending: readonly KeptRead[]): Promise<JournalEntry[]> {
  const { tx, meter, actor, now } = scales;
  const run = agreeing(
    scales,
    pending.filter((read) => read.why === 'backwards'),
  );
  const [first] = run;
  if (first === undefined) return [];
  const told: JournalEntry[] = [];
  const peak = await peakBefore(scales, tail, run);
  for (const read of peak)
    told.push(...(await decide(scales, read, 'void', `The readings before it and the later ${first.register} agree.`)));
  if (peak.length > 0) return told;
  // At nought again right after the last good reading: what the register shows since is water, and in keeping with the use.
  const fromNought: Mark = { at: tail.at, litres: 0 };
  if (run.length < 2 || span(run) < BEGAN_AGAIN_AFTER_MS || !isOrdinary(fromNought, first, around(scales, null)))
    return [];
  await shiftRegister(
    { tx, actor, now },
    { meterId: meter.meterId, at: first.at, shift: tail.litres + tail.shift, why: 'began-again' },
  );
  told.push(...(await began(scales, tail, first)));
  for (const read of run)
    told.push(...(await decide(scales, read, 'valid', `The register began again after ${tail.register}.`)));
  return told;
}

async function began(scales: Scales, tail: KeptRead, first: KeptRead): Promise<JournalEntry[]> {
  const { tx, meter, accountId, actor, now } = scales;
  const message = `The register stood at ${tail.register} and began again at nought; it read ${first.register} next.`;
  const shifted: JournalEntry = {
    event: 'register.shifted',
    facts: { meterId: meter.meterId, why: 'began-again', message },
    at: now,
    actor,
    clause: 'B.1',
    accountId,
    ...(accountId === null ? { stream: `device/${meter.device ?? meter.serial}` } : {}),
  };
  return [shifted, ...(await beganAgainTask({ tx, actor, now }, meter, accountId, message))];
}

/** High readings bear one another out when they come some time apart; one alone, or what no meter can pass, is a person's. */
async function settleAbove(scales: Scales, pending: readonly KeptRead[]): Promise<JournalEntry[]> {
  if (pending.some((read) => read.why !== 'unusual')) return [];
  const run = agreeing(scales, pending);
  if (run.length < 2 || span(run) < CONFIRMS_AFTER_MS) return [];
  const told: JournalEntry[] = [];
  for (const read of run) told.push(...(await decide(scales, read, 'valid', 'A later reading bears it out.')));
  return told;
}

/** Doubted readings that nothing speaks against any more, since what stood against them is void. */
async function settleClear(scales: Scales): Promise<JournalEntry[]> {
  const told: JournalEntry[] = [];
  for (const read of await pendingReads(scales.tx, scales.meter.meterId, scales.now)) {
    const before = await nearestValid(scales.tx, read.meterId, read.at, 'before');
    const after = await nearestValid(scales.tx, read.meterId, read.at, 'after');
    if (after !== null || before === null) continue;
    const here = { at: read.at, litres: read.litres + read.shift - before.shift };
    if (doubt(here, around(scales, before)) === null)
      told.push(...(await decide(scales, read, 'valid', `It follows on ${before.register}, as water flows here.`)));
  }
  return told;
}

/**
 * Weighs what is doubted of a meter against what has come since. Later readings that agree with the time before show a peak
 * false; a register that goes on from nought has begun again; high readings that go on are true. Nothing is judged by one
 * reading alone, and a task stays with a person. The rows are to be appended; the meter's latest reading is found anew.
 */
export async function weighDoubts(
  tx: Tx,
  meter: MeterContext,
  by: {
    readonly policy: Pick<PolicyParameters, 'oddUse' | 'timeZone'>;
    readonly accountId: number | null;
    readonly actor: Actor;
  },
  now: Instant,
): Promise<JournalEntry[]> {
  const { meterId } = meter;
  await tx.query('SELECT 1 FROM read_tail WHERE meter_id = $1 FOR UPDATE', [meterId]);
  await renewTail(tx, meterId, now);
  const tail = await nearestValid(tx, meterId, (now + 365 * 24 * HOUR_MS) as Instant, 'before');
  if (tail === null) return [];
  const own = (await ownUseOf(tx, [meterId], by.policy.timeZone)).get(meterId) ?? null;
  const scales: Scales = { tx, meter, own, now, ...by };
  const told = await settleBetween(scales);
  const later = (await pendingReads(tx, meterId, now)).filter((read) => read.at > tail.at);
  if (later.length > 0) {
    const below = await settleBelow(scales, tail, later);
    told.push(...below, ...(below.length === 0 ? await settleAbove(scales, later) : []));
    told.push(...(await settleClear(scales)));
    told.push(...(await settleBetween(scales)));
  }
  if (told.length > 0) await renewTail(tx, meterId, now);
  return told;
}

/** A register that went past its last digit, as it is journaled. */
export function rolledOver(
  meter: MeterContext,
  before: number,
  accountId: number | null,
  actor: Actor,
  now: Instant,
): JournalEntry {
  const message = `The dial of ${meter.dial.digits} digits went past ${literWords(before, meter.dial)} and is counted on.`;
  return {
    event: 'register.shifted',
    facts: { meterId: meter.meterId, why: 'rollover', message },
    at: now,
    actor,
    clause: 'B.1',
    accountId,
    ...(accountId === null ? { stream: `device/${meter.device ?? meter.serial}` } : {}),
  };
}
