import type { Instant } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

/** What a message tells of its device, whatever else it says. */
export interface Heard {
  readonly deviceId: number;
  readonly at: Instant;
  readonly bootId: number | null;
  /** Per cent. */
  readonly battery: number | null;
}

/** Notes when devices were last heard; one statement, never backwards. Losing one to a crash does no harm. */
export async function recordHeard(db: Reader, heard: readonly Heard[]): Promise<void> {
  if (heard.length === 0) return;
  const sorted = [...heard].sort((a, b) => a.deviceId - b.deviceId);
  await db.query(
    `UPDATE device SET last_heard_at = GREATEST(device.last_heard_at, it.at),
       boot_id = COALESCE(it.boot, device.boot_id), battery = COALESCE(it.battery, device.battery)
     FROM unnest($1::int[], $2::timestamptz[], $3::bigint[], $4::smallint[]) AS it (id, at, boot, battery)
     WHERE device.id = it.id`,
    [
      sorted.map((heard) => heard.deviceId),
      sorted.map((heard) => sqlInstant(heard.at)),
      sorted.map((heard) => heard.bootId),
      sorted.map((heard) => heard.battery),
    ],
  );
}

const HIGHEST_SEQ = 1_000_000_000;

/**
 * A device started: `lastSeq` is the last command it carried out. Numbers go on above it, also when
 * our own count was lost to a restored backup; otherwise it would take every command for a repeat.
 */
export async function recordBirth(db: Reader, deviceId: number, bootId: number, lastSeq: number): Promise<void> {
  await rows(
    db,
    'UPDATE device SET boot_id = $2, command_seq = GREATEST(command_seq, $3) WHERE id = $1',
    // A number out of all reason would leave no room above it.
    [deviceId, bootId, lastSeq <= HIGHEST_SEQ ? lastSeq : 0],
  );
}
