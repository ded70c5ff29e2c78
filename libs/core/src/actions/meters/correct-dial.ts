import type { Actor } from '@curbstop/contracts';
import type { Dial, Instant } from '@curbstop/policy';
import { dialShape } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Conflict, Invalid, NotFound } from '../../db/errors.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { dialOf } from '../../records/reads/meter-context.ts';
import { DialBefore } from '../../records/meters/meter.entity.ts';

export interface DialCorrection {
  readonly accountId: number;
  readonly meterId: number;
  /** The version of the dial that was seen. */
  readonly version: number;
  readonly dial: Dial;
  readonly reason: string;
}

interface OnRecord {
  readonly serial: string;
  readonly dial: Dial;
  readonly version: number;
  readonly device: string | null;
}

const isSame = (one: Dial, other: Dial): boolean =>
  one.unit === other.unit && one.digits === other.digits && one.multiplier === other.multiplier;

async function onRecord(tx: Tx, { accountId, meterId }: DialCorrection): Promise<OnRecord> {
  const found = await row<OnRecord>(
    tx,
    `SELECT m.serial, ${dialOf('m')} AS dial, m.dial_version AS version, d.name AS device
     FROM account a JOIN meter_installation i ON i.service_point_id = a.service_point_id AND i.removed_on IS NULL
     JOIN meter m ON m.id = i.meter_id LEFT JOIN device d ON d.id = m.device_id
     WHERE a.id = $1 AND m.id = $2 FOR UPDATE OF m`,
    [accountId, meterId],
  );
  if (!found) throw new NotFound('This meter is not at the place of this account.');
  return found;
}

async function whoWasFaster(tx: Tx, meterId: number): Promise<string> {
  const last = await row<{ by: Actor }>(
    tx,
    'SELECT corrected_by AS by FROM dial_before WHERE meter_id = $1 ORDER BY until_at DESC, id DESC LIMIT 1',
    [meterId],
  );
  return last?.by.kind === 'staff' ? last.by.name : 'Somebody';
}

/**
 * B.1: puts right what is on record of the dial of a meter that stays where it is. Readings are kept in liters and stay what
 * they were, on the face that they were read on; what is read from now on is read on the corrected one.
 */
export async function correctDial(
  source: DataSource,
  dialCorrection: DialCorrection,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId, meterId, dial } = dialCorrection;
  const reason = dialCorrection.reason.trim();
  if (reason === '') throw new Invalid('reason', 'Say why the dial is corrected.');
  await changeAccounts(source, { accountIds: [accountId], actor, now }, async (change) => {
    const { tx } = change;
    const { serial, dial: before, version, device } = await onRecord(tx, dialCorrection);
    if (version !== dialCorrection.version) {
      const who = await whoWasFaster(tx, meterId);
      throw new Conflict(
        `${who} corrected the dial of meter ${serial} meanwhile: ${dialShape(before)}. Look at it again.`,
      );
    }
    if (isSame(before, dial)) throw new Invalid('digits', `The dial is on record as ${dialShape(before)} already.`);
    await tx.insert(DialBefore, {
      meterId,
      untilAt: now,
      dialUnit: before.unit,
      digits: before.digits,
      dialMultiplier: before.multiplier,
      reason,
      correctedBy: actor,
    });
    await tx.query(
      `UPDATE meter SET dial_unit = $2, digits = $3, dial_multiplier = $4, dial_version = dial_version + 1 WHERE id = $1`,
      [meterId, dial.unit, dial.digits, dial.multiplier],
    );
    if (device !== null) await tx.query("SELECT pg_notify('device', $1)", [device]);
    const message = `${dialShape(before)} was on record, it is ${dialShape(dial)}. ${reason}`;
    const facts = { meterId, serial, message };
    await append(tx, [{ event: 'meter.dial-corrected', facts, at: now, actor, clause: 'B.1', accountId }]);
  });
}
