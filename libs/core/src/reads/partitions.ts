import type { Instant } from '@curbstop/policy';
import { row } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';

/** Any number: two processes must not make the same month at once. */
const LOCK = 727_004;

/**
 * Makes the partitions of `meter_read` for the month of `from` (UTC) and `months` - 1 after it.
 * Readings of such a month that the default partition caught meanwhile are moved. Returns the names
 * of the partitions made.
 */
export async function ensureReadPartitions(tx: Tx, from: Instant, months: number): Promise<string[]> {
  const made: string[] = [];
  const start = new Date(from).toISOString();
  let year = Number(start.slice(0, 4));
  let month = Number(start.slice(5, 7));
  for (let i = 0; i < months; i += 1) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const next = `${year}-${String(month).padStart(2, '0')}-01`;
    const name = `meter_read_${first.slice(0, 4)}_${first.slice(5, 7)}`;
    if (await exists(tx, name)) continue;
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    if (await exists(tx, name)) continue;
    await makePartition(tx, name, `${first}T00:00:00Z`, `${next}T00:00:00Z`);
    made.push(name);
  }
  return made;
}

async function exists(tx: Tx, name: string): Promise<boolean> {
  const found = await row<{ oid: string | null }>(tx, 'SELECT to_regclass($1)::text AS oid', [name]);
  return found?.oid != null;
}

/** Names and bounds are made of digits above, so they can stand in the statement. */
async function makePartition(tx: Tx, name: string, from: string, to: string): Promise<void> {
  await tx.query(`CREATE TABLE ${name} (LIKE meter_read INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  await tx.query(`LOCK TABLE meter_read_other IN ACCESS EXCLUSIVE MODE`);
  await tx.query(
    `WITH moved AS (DELETE FROM meter_read_other WHERE read_at >= '${from}' AND read_at < '${to}' RETURNING *)
     INSERT INTO ${name} SELECT * FROM moved`,
  );
  await tx.query(`ALTER TABLE meter_read ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
}
