import type { Instant } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';

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
    const name = `meter_read_${first.slice(0, 4)}_${first.slice(5, 7)}`;
    if (await exists(tx, name)) continue;
    // By the owner of the tables, whoever asks: the application itself owns none.
    const partition = await row<{ name: string | null }>(tx, 'SELECT make_read_partition($1) AS name', [first]);
    if (partition?.name != null) made.push(name);
  }
  return made;
}

async function exists(tx: Tx, name: string): Promise<boolean> {
  const found = await row<{ oid: string | null }>(tx, 'SELECT to_regclass($1)::text AS oid', [name]);
  return found?.oid != null;
}
