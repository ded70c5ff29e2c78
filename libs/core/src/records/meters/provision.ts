import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { secretHash } from './secrets.ts';

export interface NewDevice {
  /** Its MQTT user and client id: letters, digits, `.`, `_`, `-`. */
  readonly name: string;
  readonly model: string;
  readonly secret: string;
  /** Only for a device that takes commands. */
  readonly commandKey: Buffer | null;
}

/**
 * Makes devices known, or gives known ones new secrets, in one statement. Returns their ids by name.
 * The connections they may have are told through the channel `device`.
 */
export async function provision(tx: Tx, devices: readonly NewDevice[]): Promise<Map<string, number>> {
  const made = await rows<{ id: number; name: string }>(
    tx,
    `INSERT INTO device (name, model, secret_hash, command_key)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[])
     ON CONFLICT (name) DO UPDATE SET model = excluded.model, secret_hash = excluded.secret_hash,
       command_key = excluded.command_key
     RETURNING id, name`,
    [
      devices.map((device) => device.name),
      devices.map((device) => device.model),
      devices.map((device) => secretHash(device.secret)),
      devices.map((device) => device.commandKey),
    ],
  );
  await tx.query("SELECT pg_notify('device', $1)", [devices.length === 1 ? devices[0]?.name : '']);
  return new Map(made.map((each) => [each.name, each.id]));
}

/** Lets a device in, or keeps it out from now on. False when there is none of that name. */
export async function enableDevice(tx: Tx, name: string, enabled: boolean): Promise<boolean> {
  const done = await row<{ id: number }>(
    tx,
    `WITH changed AS (UPDATE device SET enabled = $2 WHERE name = $1 RETURNING id) SELECT id FROM changed`,
    [name, enabled],
  );
  await tx.query("SELECT pg_notify('device', $1)", [name]);
  return done !== null;
}
