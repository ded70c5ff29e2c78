import { DAY_MS } from '@curbstop/policy';
import type { Alarm } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { lockAccounts } from '../../db/locks.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { appendQuietly } from '../../journal/quiet.ts';
import { GATEWAY } from '../../journal/system-actors.ts';
import { closeTaskOf, openTask } from '../tasks/tasks.ts';
import type { KnownDevice } from './directory.ts';

/** The kind of the task for an alarm of a device. */
export const DEVICE_ALARM_TASK = 'device-alarm';
/** An alarm is over once it has stayed so for this long: one that flutters is one alarm. */
const STAYS_OVER_MS = 10 * 60_000;
/** Somebody has looked at it: while it lasts, it is put before a person again after this long. */
const AGAIN_MS = DAY_MS;

function alarmKey(deviceId: number, kind: string): string {
  return `${DEVICE_ALARM_TASK}/${deviceId}/${kind}`;
}

/** The account whose water a device measures or shuts off; null where nobody has one there. */
async function accountOfDevice(db: Reader, { meterId, valveId }: KnownDevice): Promise<number | null> {
  const found = await row<{ accountId: number }>(
    db,
    `SELECT a.id AS "accountId" FROM account a WHERE a.service_point_id = coalesce(
       (SELECT i.service_point_id FROM meter_installation i WHERE i.meter_id = $1 AND i.removed_on IS NULL),
       (SELECT v.service_point_id FROM valve v WHERE v.id = $2))
     ORDER BY a.status = 'active' DESC, a.id DESC LIMIT 1`,
    [meterId, valveId],
  );
  return found?.accountId ?? null;
}

/**
 * A device raises an alarm, or says that it is over. However often it is told, it is one alarm of its device and kind, one
 * row of the journal and one open task until it ends or a person closes it.
 */
export async function recordAlarm(source: DataSource, device: KnownDevice, each: Alarm, now: Instant): Promise<void> {
  const { alarm: kind, bootId, seq } = each;
  const detail = each.detail ?? '';
  await inTransaction(source, async (tx) => {
    const accountId = await accountOfDevice(tx, device);
    if (accountId !== null) await lockAccounts(tx, [accountId]);
    if (each.ended === true) {
      await tx.query(
        'UPDATE device_alarm SET over_at = $3 WHERE device_id = $1 AND kind = $2 AND ended_at IS NULL AND over_at IS NULL',
        [device.id, kind, sqlInstant(now)],
      );
      return;
    }
    const [known] = await rows<{ fresh: boolean }>(
      tx,
      `INSERT INTO device_alarm AS a (device_id, kind, detail, boot_id, seq, began_at, last_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT (device_id, kind) WHERE ended_at IS NULL DO UPDATE SET detail = excluded.detail, over_at = NULL,
         times = a.times + CASE WHEN (a.boot_id, a.seq) = (excluded.boot_id, excluded.seq) THEN 0 ELSE 1 END,
         boot_id = excluded.boot_id, seq = excluded.seq, last_at = greatest(a.last_at, excluded.last_at)
       RETURNING xmax = 0 AS fresh`,
      [device.id, kind, detail, bootId, seq, sqlInstant(now)],
    );
    const closed = await row<{ at: Instant | null }>(tx, 'SELECT max(done_at) AS at FROM task WHERE open_key = $1', [
      alarmKey(device.id, kind),
    ]);
    const isOld = known?.fresh !== true && closed?.at != null && now - closed.at < AGAIN_MS;
    if (known?.fresh === true) {
      const facts = { deviceId: device.name, alarm: kind, says: detail };
      const told = { event: 'device.alarm' as const, facts, at: now, clause: null, accountId: null };
      const actor = { kind: 'device' as const, id: device.name };
      await appendQuietly(tx, [{ happening: { ...told, actor, stream: `device/${device.name}` }, times: 1 }], now);
    }
    if (isOld) return;
    const says = `Device ${device.name} tells of ${kind.replaceAll('-', ' ')}. ${detail}`.trim();
    const task = { accountId, kind: DEVICE_ALARM_TASK, role: 'clerk' as const, clause: 'B.1' as const, says };
    const more = { dueAt: null, actKey: null, openKey: alarmKey(device.id, kind), subject: { deviceId: device.id } };
    await openTask({ tx, actor: GATEWAY, now }, { ...task, ...more });
  });
}

/** Repeats of open alarms that were only counted. */
export async function countAlarms(
  db: Reader,
  counted: readonly { readonly deviceId: number; readonly kind: string; readonly times: number }[],
): Promise<void> {
  if (counted.length === 0) return;
  await db.query(
    `UPDATE device_alarm a SET times = a.times + it.times, over_at = NULL
     FROM unnest($1::int[], $2::text[], $3::int[]) AS it (device_id, kind, times)
     WHERE a.device_id = it.device_id AND a.kind = it.kind AND a.ended_at IS NULL`,
    [counted.map((each) => each.deviceId), counted.map((each) => each.kind), counted.map((each) => each.times)],
  );
}

/** Ends the alarms that have been over for a while, with their tasks. */
export async function endAlarms(source: DataSource, now: Instant): Promise<number> {
  return inTransaction(source, async (tx) => {
    const over = await rows<{ id: number; deviceId: number; kind: string; times: number }>(
      tx,
      `SELECT id, device_id AS "deviceId", kind, times FROM device_alarm
       WHERE ended_at IS NULL AND over_at <= $1 ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED`,
      [sqlInstant((now - STAYS_OVER_MS) as Instant)],
    );
    for (const { id, deviceId, kind, times } of over) {
      await tx.query('UPDATE device_alarm SET ended_at = $2 WHERE id = $1', [id, sqlInstant(now)]);
      const outcome = `The device says that it is over. It told of it ${times} times.`;
      await closeTaskOf({ tx, actor: GATEWAY, now }, alarmKey(deviceId, kind), outcome);
    }
    return over.length;
  });
}
