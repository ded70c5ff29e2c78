import type { LandlordTrust } from '@curbstop/contracts';
import type { Instant, TrustFacts } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

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

/** A.4: the trust that stands at the place of an account, with its owner's name; null where there is none. */
export function trustOf(db: Reader, accountId: number, now: Instant): Promise<LandlordTrust | null> {
  return row<LandlordTrust>(
    db,
    `SELECT t.owner_id AS "ownerId", c.name AS owner, t.began_at AS since
     FROM account a JOIN landlord_trust t ON t.service_point_id = a.service_point_id JOIN customer c ON c.id = t.owner_id
     WHERE a.id = $1 AND t.began_at <= $2 AND (t.ended_at IS NULL OR t.ended_at > $2)
     ORDER BY t.began_at DESC, t.id DESC LIMIT 1`,
    [accountId, sqlInstant(now)],
  );
}
