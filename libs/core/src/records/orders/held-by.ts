import type { Instant } from '@curbstop/policy';
import { isOpen, isWithCrew } from '@curbstop/work-orders';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import type { WorkOrder } from './work-order.entity.ts';

/** Whether a crew may act on an order: it has it, or had it when it ended. Locked by the caller. */
export function isHeldBy(order: WorkOrder, crewId: number): boolean {
  return order.crewId === crewId && (isWithCrew(order.state) || !isOpen(order.state));
}

/** Since when a crew has had, or once had, an order; null for a crew that never did. */
export async function heldSince(tx: Tx, orderId: number, crewId: number): Promise<Instant | null> {
  const held = await row<{ at: Instant | null }>(
    tx,
    'SELECT min(assigned_at) AS at FROM assignment WHERE order_id = $1 AND crew_id = $2',
    [orderId, crewId],
  );
  return held?.at ?? null;
}

/** Where an order's address lies. */
export async function addressOf(tx: Tx, servicePointId: number): Promise<{ lon: number; lat: number }> {
  const place = await row<{ lon: number; lat: number }>(
    tx,
    'SELECT p.lon, p.lat FROM service_point s JOIN premise p ON p.id = s.premise_id WHERE s.id = $1',
    [servicePointId],
  );
  if (!place) throw new Error(`Service point ${servicePointId} does not exist.`);
  return place;
}
