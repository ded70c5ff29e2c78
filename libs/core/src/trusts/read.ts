import type { Instant, TrustFacts } from '@curbstop/policy';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';

export interface Trust extends TrustFacts {
  readonly trustId: number;
}

/** A.4: the Landlord Trust of a service point at a moment; null where there is none. */
export function trustAt(db: Reader, servicePointId: number, at: Instant): Promise<Trust | null> {
  return row<Trust>(
    db,
    `SELECT id AS "trustId", owner_id AS "ownerId", ended_at AS "endedAt" FROM landlord_trust
     WHERE service_point_id = $1 AND began_at <= $2 AND (ended_at IS NULL OR ended_at > $2)
     ORDER BY began_at DESC, id DESC LIMIT 1`,
    [servicePointId, sqlInstant(at)],
  );
}
