import type { DoubtedReadings } from '@curbstop/contracts';
import { dialOfLiters } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import type { Doubt } from '../records/reads/doubt.ts';
import { doubtWords } from '../records/reads/doubt-words.ts';
import { dialWhen } from '../records/reads/meter-context.ts';

const PAGE = 100;

type Found = Omit<DoubtedReadings['readings'][number], 'doubt' | 'address'> & {
  litres: number;
  why: Doubt | null;
  address: string | null;
};

/**
 * The readings of the whole city that wait for a decision, those that wait longest first. A reading stands with the account that the
 * meter's water is billed to, as its task does; a meter where nobody was ever billed has none.
 */
export async function listDoubtedReadings(db: Reader, page: number): Promise<DoubtedReadings> {
  const found = await rows<Found>(
    db,
    `SELECT r.meter_id AS "meterId", m.serial, ${dialWhen('m', 'r.read_at')} AS dial, r.read_at AS at, r.register, r.litres,
       r.source, r.why, r.version, here.account, here.address, d.reason, d.decided_by->>'name' AS "doubtedBy",
       coalesce(d.decided_at, r.received_at) AS since
     FROM meter_read r JOIN meter m ON m.id = r.meter_id
     LEFT JOIN LATERAL (
       SELECT p.address, CASE WHEN a.id IS NOT NULL THEN
           jsonb_build_object('accountId', a.id, 'number', a.number, 'customer', c.name, 'address', p.address) END AS account
       FROM meter_installation i JOIN service_point s ON s.id = i.service_point_id JOIN premise p ON p.id = s.premise_id
       LEFT JOIN account a ON a.service_point_id = s.id LEFT JOIN customer c ON c.id = a.customer_id
       WHERE i.meter_id = r.meter_id
       ORDER BY a.id IS NULL, i.removed_on IS NULL DESC, i.installed_on DESC, a.status = 'active' DESC, a.id DESC LIMIT 1
     ) here ON true
     LEFT JOIN LATERAL (
       SELECT becomes, reason, decided_at, decided_by FROM read_decision
       WHERE meter_id = r.meter_id AND read_at = r.read_at ORDER BY id DESC LIMIT 1
     ) d ON d.becomes = 'suspect'
     WHERE r.quality = 'suspect'
     ORDER BY since, r.meter_id, r.read_at LIMIT $1 OFFSET $2`,
    [PAGE + 1, page * PAGE],
  );
  const readings = found.slice(0, PAGE).map(({ litres, why, address, register, ...reading }) => ({
    ...reading,
    address: address ?? 'Installed nowhere',
    // Cubic meters as they came; another dial shows no more than its digits.
    register: reading.dial.unit === 'm3' ? register : dialOfLiters(litres, reading.dial),
    doubt: doubtWords(why),
  }));
  return { readings, next: found.length > PAGE ? page + 1 : null };
}
