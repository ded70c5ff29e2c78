import type { Instant } from '@curbstop/policy';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

/** Up to which moment the simulated meters of the demo have sent their reads; null when there are none. */
export async function metersThrough(db: Reader): Promise<Instant | null> {
  const kept = await row<{ value: { through: Instant } }>(
    db,
    "SELECT value FROM setting WHERE key = 'simulator/caught-up'",
  );
  return kept?.value.through ?? null;
}
