import type { Instant, PolicyParameters } from '@curbstop/policy';
import { alwaysUsual, dialCapacity } from '@curbstop/policy';
import type { Reader } from '../../db/tx.ts';
import { metersOf, neighboursOf, ownUseOf } from './meter-context.ts';
import type { Bringer, MeterContext } from './meter-context.ts';
import { doubt, hasRolledOver, sayDoubt, stepBetween } from './doubt.ts';
import type { Doubt, Mark, Surroundings } from './doubt.ts';

/** A register that was sent or read, not yet stored. */
export interface IncomingRead {
  /** The device that sent it; the meter itself where a person read it. */
  readonly deviceId: number;
  /** When it was taken, by the device's clock. */
  readonly at: Instant;
  readonly litres: number;
  /** The register as delivered. */
  readonly register: string;
  readonly clock: 'sync' | 'free' | 'none';
  readonly bootId: number | null;
  readonly seq: number | null;
  readonly receivedAt: Instant;
  /** The message it came in; null for the earlier readings that came in the same message. */
  readonly raw: Buffer | null;
}

/** A read with the rules' answer. */
export interface JudgedRead extends IncomingRead {
  readonly meterId: number;
  readonly meter: MeterContext;
  readonly doubt: Doubt | null;
  readonly says: string | null;
}

/** A second register for the same moment of the same meter. */
export interface Clash {
  readonly meter: MeterContext;
  readonly at: Instant;
  readonly kept: number;
  readonly refused: number;
}

/** A register that went past its last digit: from then on so much is added to what it shows. */
export interface Rollover {
  readonly meter: MeterContext;
  readonly at: Instant;
  readonly shift: number;
}

export interface Judged {
  /** In the order of the primary key: batches that write the same rows meet in the same order. */
  readonly reads: readonly JudgedRead[];
  /** Latest undoubted read of each meter. */
  readonly tails: readonly { readonly meterId: number; readonly mark: Mark; readonly shift: number }[];
  readonly rollovers: readonly Rollover[];
  readonly clashes: readonly Clash[];
  readonly repeated: number;
  /** Devices that speak for no meter. */
  readonly unattached: readonly number[];
}

interface Placed {
  readonly read: IncomingRead;
  readonly meter: MeterContext;
}

/** The meters with a step that only their own use can judge: the record is asked for no others. */
function withLargeSteps(placed: readonly Placed[]): number[] {
  const found = new Set<number>();
  let last: { readonly meterId: number; readonly mark: Mark } | null = null;
  for (const { read, meter } of placed) {
    const before: Mark | null = last?.meterId === meter.meterId ? last.mark : meter.tail;
    const fellBack = before !== null && read.litres < before.litres;
    const step = before === null ? null : stepBetween(before, read);
    if (step !== null && (fellBack || !alwaysUsual(step.litres, step.days))) found.add(meter.meterId);
    last = { meterId: meter.meterId, mark: read };
  }
  return [...found];
}

/** Attaches reads to meters, drops repeats and lets the first rules judge the rest. */
export async function judge(
  db: Reader,
  batch: readonly IncomingRead[],
  by: { readonly bringer: Bringer; readonly policy: Pick<PolicyParameters, 'oddUse' | 'timeZone'> },
  now: Instant,
): Promise<Judged> {
  const { bringer, policy } = by;
  const meters = await metersOf(db, bringer, [...new Set(batch.map((read) => read.deviceId))], policy.timeZone);
  const unattached = new Set<number>();
  const placed: Placed[] = [];
  for (const read of batch) {
    const meter = meters.get(read.deviceId);
    if (meter) placed.push({ read, meter });
    else unattached.add(read.deviceId);
  }
  placed.sort((a, b) => a.meter.meterId - b.meter.meterId || a.read.at - b.read.at);
  const clashes: Clash[] = [];
  const distinct: Placed[] = [];
  for (const each of placed) {
    const last = distinct.at(-1);
    if (last?.meter.meterId !== each.meter.meterId || last.read.at !== each.read.at) distinct.push(each);
    else if (last.read.litres !== each.read.litres) {
      clashes.push({ meter: each.meter, at: each.read.at, kept: last.read.litres, refused: each.read.litres });
    }
  }
  const late = distinct.filter(({ read, meter }) => meter.tail !== null && read.at <= meter.tail.at);
  const found = await neighboursOf(
    db,
    late.map(({ read, meter }) => ({ meterId: meter.meterId, at: read.at })),
  );
  const neighbours = new Map(late.map((placed, i) => [placed, found[i]]));
  const ownUse = await ownUseOf(db, withLargeSteps(distinct), policy.timeZone);
  const tails = new Map<number, { readonly mark: Mark | null; readonly shift: number }>();
  const rollovers: Rollover[] = [];
  const reads = distinct.map((placed): JudgedRead => {
    const { read, meter } = placed;
    const beside = neighbours.get(placed);
    const tail = tails.get(meter.meterId) ?? { mark: meter.tail, shift: meter.tail?.shift ?? 0 };
    const around: Surroundings = {
      now,
      size: meter.size,
      dial: meter.dial,
      installedAt: meter.installedAt,
      before: beside ? beside.before : tail.mark,
      after: beside?.after ?? null,
      clock: read.clock,
      own: ownUse.get(meter.meterId) ?? null,
      policy,
    };
    const why = doubt(read, around);
    if (!why && !beside) {
      const isOver = hasRolledOver(read, around);
      const shift = tail.shift + (isOver ? dialCapacity(meter.dial) : 0);
      if (isOver) rollovers.push({ meter, at: read.at, shift });
      tails.set(meter.meterId, { mark: { at: read.at, litres: read.litres }, shift });
    }
    return { ...read, meterId: meter.meterId, meter, doubt: why, says: why && sayDoubt(why, read, around) };
  });
  return {
    reads,
    tails: [...tails].flatMap(([meterId, { mark, shift }]) => (mark === null ? [] : [{ meterId, mark, shift }])),
    rollovers,
    clashes,
    repeated: placed.length - distinct.length - clashes.length,
    unattached: [...unattached],
  };
}
