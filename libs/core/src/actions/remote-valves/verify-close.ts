import type { Instant } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { lookAgain } from '../../records/valves/command.ts';
import type { Command } from '../../records/valves/command.ts';
import { METER_OF_VALVE, later, applyCommandOutcome } from './apply-command-outcome.ts';

/**
 * An executed close is proved by two readings after it with the same register. Returns whether that
 * settled the command; else it is looked at again in a while.
 */
export async function proveByReads(tx: Tx, command: Command, now: Instant): Promise<boolean> {
  if (command.executedAt === null || command.calledOff) return false;
  const after = await row<{ count: number; still: boolean }>(
    tx,
    `SELECT count(*)::int AS count, COALESCE(min(litres) = max(litres), false) AS still FROM (
       SELECT litres FROM meter_read WHERE meter_id = (${METER_OF_VALVE}) AND read_at >= $2 AND quality = 'valid'
       ORDER BY read_at DESC LIMIT 2) AS latest`,
    [command.valveId, sqlInstant(command.executedAt)],
  );
  if (after && after.count >= 2 && after.still) {
    await applyCommandOutcome(tx, command, { to: 'verified', why: null }, now, now);
    return true;
  }
  await lookAgain(tx, command, later(now));
  return false;
}
