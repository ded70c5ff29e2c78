import type { Dial, DialUnit, Instant, PolicyParameters } from '@curbstop/policy';
import { DIAL_UNIT_NAMES, cubicMetersOfDial, dialOfLiters, dialRefusal, litersOfDial } from '@curbstop/policy';
import { Invalid } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { dialOf } from './meter-context.ts';
import { storeByHand } from './store.ts';
import { nearestValid } from './tail.ts';

/** What somebody read off a meter: the digits of its dial. */
export interface HandRead {
  readonly meterId: number;
  readonly register: string;
  /** The unit that the reader took the dial to show; cubic meters where none is said. */
  readonly unit?: DialUnit | null | undefined;
  readonly at: Instant;
  readonly source: 'crew' | 'office';
}

/** What became of a reading by hand: null where nobody doubts it, else the doubt in a sentence. */
export type HandVerdict = string | null;

/** Why these digits in this unit are none that a dial shows; null when they are. Nothing is converted on a guess. */
export function handReadRefusal(register: string, unit: DialUnit | null | undefined, dial: Dial): string | null {
  const typed = unit ?? 'm3';
  if (typed !== dial.unit)
    return `The reading is in ${DIAL_UNIT_NAMES[typed]}, and this meter's dial shows ${DIAL_UNIT_NAMES[dial.unit]}. Read it again.`;
  return dialRefusal(register, dial);
}

/** The whole liters that a reading by hand stands for at least. Throws {@link Invalid} where the dial cannot show it. */
export function litersByHand(field: string, register: string, unit: DialUnit | null | undefined, dial: Dial): number {
  const refusal = handReadRefusal(register, unit, dial);
  if (refusal !== null) throw new Invalid(field, refusal);
  return litersOfDial(register, dial);
}

/** The dial of a meter. */
export async function dialOfMeter(db: Reader, meterId: number): Promise<Dial> {
  const found = await row<{ dial: Dial }>(db, `SELECT ${dialOf('m')} AS dial FROM meter m WHERE m.id = $1`, [meterId]);
  if (!found) throw new Error(`There is no meter ${meterId}.`);
  return found.dial;
}

/**
 * Stores what a person read off a dial. It is kept in cubic meters, exactly, and judged as one by radio is: against what the
 * meter can pass, and against its own use. One that is doubted is a task, and nothing is billed on it.
 *
 * A dial does not show what is below its last digit and a radio does: where the dial shows the same digits for the reading
 * before, the meter stands where that one found it, not lower.
 */
export async function storeHandRead(
  change: Change,
  read: HandRead,
  policy: Pick<PolicyParameters, 'oddUse' | 'timeZone'>,
): Promise<HandVerdict> {
  const { tx, actor, now } = change;
  const { meterId, at, source } = read;
  const dial = await dialOfMeter(tx, meterId);
  const least = litersByHand('register', read.register, read.unit, dial);
  const before = await nearestValid(tx, meterId, at, 'before');
  const isSame = before !== null && dialOfLiters(before.litres, dial) === dialOfLiters(least, dial);
  const incoming = {
    deviceId: meterId,
    at,
    litres: isSame ? Math.max(before.litres, least) : least,
    register: dial.unit === 'm3' ? read.register : cubicMetersOfDial(read.register, dial),
    clock: 'sync' as const,
    bootId: null,
    seq: null,
    receivedAt: now,
    raw: null,
  };
  const kept = await storeByHand(tx, incoming, { bringer: 'meter', source, policy, actor }, now);
  return kept.quality === 'valid' ? null : (kept.says ?? 'Another reading is kept for this moment.');
}
