import { evidence } from '@curbstop/contracts';
import type { FieldReport } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { farFeet, farWords } from '@curbstop/work-orders';
import { NotFound } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { conflictsOf } from '../records/orders/crew-conflicts.ts';

/** What came from the field for an order: its evidence with what that leaves in doubt, and what former crews sent. */
export async function fieldReport(db: Reader, orderId: number): Promise<FieldReport> {
  const order = await row<{ lon: number; lat: number }>(
    db,
    `SELECT p.lon, p.lat FROM work_order o JOIN service_point s ON s.id = o.service_point_id
     JOIN premise p ON p.id = s.premise_id WHERE o.id = $1`,
    [orderId],
  );
  if (!order) throw new NotFound(`There is no order ${orderId}.`);
  const kept = await row<{ body: unknown; deviceAt: Instant; receivedAt: Instant; doubts: string[] }>(
    db,
    `SELECT body, device_at AS "deviceAt", received_at AS "receivedAt", doubts FROM evidence WHERE order_id = $1`,
    [orderId],
  );
  const conflicts = await conflictsOf(db, orderId);
  if (!kept) return { evidence: null, conflicts };
  const body = evidence.parse(kept.body);
  const { deviceAt, receivedAt, doubts } = kept;
  const feetAway = farFeet(body, order);
  return {
    evidence: { body, deviceAt, receivedAt, doubts, feetAway, farReason: body.far ? farWords(body.far) : null },
    conflicts,
  };
}
