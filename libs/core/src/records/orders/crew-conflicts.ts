import type { CrewConflictView } from '@curbstop/contracts';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

const CONFLICTS = `
  SELECT c.id AS "conflictId", c.order_id AS "orderId", o.number, o.kind, o.state, p.address, c.crew_id AS "crewId",
    w.name AS "crewName", c.type, c.valve, c.message, c.at,
    CASE WHEN c.decision IS NULL THEN NULL ELSE jsonb_build_object('at', (extract(epoch FROM c.resolved_at) * 1000)::bigint,
      'by', coalesce(c.resolved_by->>'name', c.resolved_by->>'kind'), 'decision', c.decision, 'note', c.note) END AS resolved
  FROM crew_conflict c
  JOIN work_order o ON o.id = c.order_id
  JOIN crew w ON w.id = c.crew_id
  JOIN service_point s ON s.id = o.service_point_id
  JOIN premise p ON p.id = s.premise_id`;

/** What dispatch has yet to decide, oldest first. */
export async function openConflicts(db: Reader): Promise<CrewConflictView[]> {
  return rows<CrewConflictView>(db, `${CONFLICTS} WHERE c.resolved_at IS NULL ORDER BY c.at, c.id`);
}

/** What former crews sent for one order, oldest first. */
export async function conflictsOf(db: Reader, orderId: number): Promise<CrewConflictView[]> {
  return rows<CrewConflictView>(db, `${CONFLICTS} WHERE c.order_id = $1 ORDER BY c.at, c.id`, [orderId]);
}

export async function conflictById(db: Reader, conflictId: number): Promise<CrewConflictView> {
  const found = await row<CrewConflictView>(db, `${CONFLICTS} WHERE c.id = $1`, [conflictId]);
  if (!found) throw new Error(`Conflict ${conflictId} is gone.`);
  return found;
}
