import type { Actor } from '@curbstop/contracts';
import type { Instant, Terms } from '@curbstop/policy';
import type { Tx } from '../db/tx.ts';
import { litresOf } from './register.ts';
import { storeByHand } from './store.ts';

/** A register that somebody read off a meter, in cubic metres. */
export interface HandRead {
  readonly meterId: number;
  readonly register: string;
  readonly at: Instant;
  readonly source: 'crew' | 'office';
}

/** What became of a reading by hand: null where nobody doubts it, else the doubt in a sentence. */
export type HandVerdict = string | null;

/**
 * Stores a register that a person read. It is kept as it was typed, and judged as one by radio is: against what the meter can
 * pass, and against its own use. One that is doubted is a task, and nothing is billed on it.
 */
export async function storeHandRead(
  tx: Tx,
  read: HandRead,
  terms: Pick<Terms, 'oddUse' | 'timeZone'>,
  actor: Actor,
  now: Instant,
): Promise<HandVerdict> {
  const { meterId, register, at, source } = read;
  const incoming = {
    deviceId: meterId,
    at,
    litres: litresOf(register, 'm3'),
    register,
    clock: 'sync' as const,
    bootId: null,
    seq: null,
    receivedAt: now,
    raw: null,
  };
  const kept = await storeByHand(tx, incoming, { bringer: 'meter', source, terms, actor }, now);
  return kept.quality === 'valid' ? null : (kept.says ?? 'Another reading is kept for this moment.');
}
