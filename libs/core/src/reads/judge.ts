import type { Instant } from '@curbstop/policy';
import type { Reader } from '../db/tx.ts';
import { metersOf, neighboursOf } from './context.ts';
import type { MeterContext } from './context.ts';
import { doubt, sayDoubt } from './validate.ts';
import type { Doubt, Mark, Surroundings } from './validate.ts';

/** A register that a device sent, not yet stored. */
export interface IncomingRead {
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
  readonly device: string;
  readonly doubt: Doubt | null;
  readonly says: string | null;
}

/** A second register for the same moment of the same meter. */
export interface Clash {
  readonly meterId: number;
  readonly device: string;
  readonly at: Instant;
  readonly kept: number;
  readonly refused: number;
}

export interface Judged {
  /** In the order of the primary key: batches that write the same rows meet in the same order. */
  readonly reads: readonly JudgedRead[];
  /** Latest undoubted read of each meter. */
  readonly tails: readonly { readonly meterId: number; readonly mark: Mark }[];
  readonly clashes: readonly Clash[];
  readonly repeated: number;
  /** Devices that speak for no meter. */
  readonly unattached: readonly number[];
}

interface Placed {
  readonly read: IncomingRead;
  readonly meter: MeterContext;
}

/** Attaches reads to meters, drops repeats and lets the first rules judge the rest. */
export async function judge(
  db: Reader,
  batch: readonly IncomingRead[],
  now: Instant,
  timeZone: string,
): Promise<Judged> {
  const meters = await metersOf(db, [...new Set(batch.map((it) => it.deviceId))], timeZone);
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
  for (const it of placed) {
    const last = distinct.at(-1);
    if (last?.meter.meterId !== it.meter.meterId || last.read.at !== it.read.at) distinct.push(it);
    else if (last.read.litres !== it.read.litres) {
      clashes.push({
        meterId: it.meter.meterId,
        device: it.meter.device,
        at: it.read.at,
        kept: last.read.litres,
        refused: it.read.litres,
      });
    }
  }
  const late = distinct.filter(({ read, meter }) => meter.tail !== null && read.at <= meter.tail.at);
  const found = await neighboursOf(
    db,
    late.map(({ read, meter }) => ({ meterId: meter.meterId, at: read.at })),
  );
  const neighbours = new Map(late.map((it, i) => [it, found[i]]));
  const tails = new Map<number, Mark>();
  const reads = distinct.map((it): JudgedRead => {
    const { read, meter } = it;
    const beside = neighbours.get(it);
    const around: Surroundings = {
      now,
      size: meter.size,
      installedAt: meter.installedAt,
      before: beside ? beside.before : (tails.get(meter.meterId) ?? meter.tail),
      after: beside?.after ?? null,
      clock: read.clock,
    };
    const why = doubt(read, around);
    if (!why && !beside) tails.set(meter.meterId, { at: read.at, litres: read.litres });
    return {
      ...read,
      meterId: meter.meterId,
      device: meter.device,
      doubt: why,
      says: why && sayDoubt(why, read, around),
    };
  });
  return {
    reads,
    tails: [...tails].map(([meterId, mark]) => ({ meterId, mark })),
    clashes,
    repeated: placed.length - distinct.length - clashes.length,
    unattached: [...unattached],
  };
}
