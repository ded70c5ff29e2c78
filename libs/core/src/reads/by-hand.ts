import type { Instant } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { litresOf } from './register.ts';

/**
 * Stores a register that a crew read off the meter, in cubic metres. It is kept as it was typed; one below
 * the last good reading is kept as suspect, for a person to look at.
 */
export async function storeCrewRead(
  tx: Tx,
  meterId: number,
  register: string,
  at: Instant,
  now: Instant,
): Promise<void> {
  const litres = litresOf(register, 'm3');
  const [tail] = await rows<{ litres: number }>(
    tx,
    'SELECT litres FROM read_tail WHERE meter_id = $1 AND read_at <= $2',
    [meterId, sqlInstant(at)],
  );
  const backwards = tail !== undefined && litres < tail.litres;
  const stored = await rows<{ ok: boolean }>(
    tx,
    `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, why, received_at)
     VALUES ($1, $2, $3, $4, 'crew', $5, $6, $7) ON CONFLICT (meter_id, read_at) DO NOTHING RETURNING true AS ok`,
    [
      meterId,
      sqlInstant(at),
      litres,
      register,
      backwards ? 'suspect' : 'valid',
      backwards ? 'below-last' : null,
      sqlInstant(now),
    ],
  );
  if (stored.length === 0 || backwards) return;
  await tx.query(
    `INSERT INTO read_tail (meter_id, read_at, litres) VALUES ($1, $2, $3)
     ON CONFLICT (meter_id) DO UPDATE SET read_at = excluded.read_at, litres = excluded.litres
       WHERE read_tail.read_at < excluded.read_at`,
    [meterId, sqlInstant(at), litres],
  );
}
