import type { Actor } from '@curbstop/contracts';
import type { Dial, DialMultiplier, DialUnit, Instant, MeterSize, PolicyParameters } from '@curbstop/policy';
import { dayOf, registerWords } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { lockOrders } from '../../records/orders/move.ts';
import { OPEN } from '../../records/orders/open-states.ts';
import { meanwhile } from '../../records/requests/meanwhile.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { litersByHand, storeHandRead } from '../../records/reads/by-hand.ts';
import type { HandRead } from '../../records/reads/by-hand.ts';
import { dialOf } from '../../records/reads/meter-context.ts';
import { readsWhere, renewTail, shiftRegister } from '../../records/reads/tail.ts';
import type { KeptRead } from '../../records/reads/tail.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { MeterInstallation } from '../../records/meters/meter.entity.ts';

/** One meter goes out and another comes in. Registers are the digits of each meter's dial. */
export interface MeterExchange {
  readonly accountId: number;
  /** The meter that was seen there. */
  readonly meterId: number;
  readonly closingRegister: string;
  /** The unit that the old dial was read in; cubic meters where none is said. */
  readonly closingUnit?: DialUnit | null | undefined;
  readonly newSerial: string;
  readonly newSize: MeterSize;
  readonly newDigits: number;
  readonly newUnit?: DialUnit;
  readonly newMultiplier?: DialMultiplier;
  readonly openingRegister: string;
  /** Whether the radio of the old meter speaks for the new one. Else a crew reads it until it has one. */
  readonly keepsRadio: boolean;
  readonly reason: string;
  readonly idempotencyKey?: string;
}

export interface Installed {
  installationId: number;
  meterId: number;
  serial: string;
  dial: Dial;
  deviceId: number | null;
  device: string | null;
  servicePointId: number;
}

/** The meter in the ground, which must be the one that was seen; else who exchanged it and when is told. */
export async function lockInstalled(tx: Tx, accountId: number, seen: number, now: Instant): Promise<Installed> {
  const there = await row<Installed>(
    tx,
    `SELECT i.id AS "installationId", m.id AS "meterId", m.serial, ${dialOf('m')} AS dial, m.device_id AS "deviceId", d.name AS device,
       i.service_point_id AS "servicePointId"
     FROM account a JOIN meter_installation i ON i.service_point_id = a.service_point_id AND i.removed_on IS NULL
     JOIN meter m ON m.id = i.meter_id LEFT JOIN device d ON d.id = m.device_id WHERE a.id = $1 FOR UPDATE OF i`,
    [accountId],
  );
  if (!there) throw new Refused('There is no meter at this place.', ['B.1']);
  if (there.meterId === seen) return there;
  const last = await row<{ by: Actor; at: Instant }>(
    tx,
    `SELECT actor AS by, at FROM journal WHERE account_id = $1 AND event = 'meter.exchanged' ORDER BY seq DESC LIMIT 1`,
    [accountId],
  );
  const became = `exchanged for ${there.serial}`;
  const done = { by: last?.by ?? null, at: last?.at ?? null, became, reason: null, version: there.meterId };
  throw await meanwhile(tx, 'The meter', done, now);
}

/** Who exchanged the meter, when, and for whom the order that asked for it was, if one did. */
export interface ExchangedBy {
  readonly actor: Actor;
  readonly source: 'crew' | 'office';
  readonly at: Instant;
  readonly orderId: number | null;
}

/** The closing reading cannot be believed: it is kept for a person to decide, and nothing is exchanged on it. */
export class ClosingDoubted extends Refused {
  constructor(
    message: string,
    readonly read: HandRead,
  ) {
    super(message, ['B.1']);
  }
}

/** Reads the old meter a last time; returns the reading as it was kept. */
async function readLast(
  tx: Tx,
  old: Installed,
  exchange: MeterExchange,
  policy: PolicyParameters,
  { actor, source, at }: ExchangedBy,
  now: Instant,
): Promise<KeptRead> {
  const { closingRegister, closingUnit } = exchange;
  litersByHand('closingRegister', closingRegister, closingUnit, old.dial);
  const read = { meterId: old.meterId, register: closingRegister, unit: old.dial.unit, at, source } as const;
  const doubted = await storeHandRead({ tx, actor, now }, read, policy);
  if (doubted !== null)
    throw new ClosingDoubted(
      `The closing reading is doubted: ${doubted} Read it again, or decide on the readings first.`,
      read,
    );
  const [closing] = await readsWhere(tx, 'r.meter_id = $1 AND r.read_at = $2', [old.meterId, sqlInstant(at)]);
  if (!closing) throw new Error(`The closing reading of meter ${old.serial} was not stored.`);
  return closing;
}

/** The new meter at the place of the old one, whose register is counted on from where that one ended. */
async function install(
  tx: Tx,
  old: Installed,
  exchange: MeterExchange,
  closing: KeptRead,
  policy: PolicyParameters,
  { actor, source, at }: ExchangedBy,
  now: Instant,
): Promise<number> {
  const { newSerial, newSize, keepsRadio, openingRegister } = exchange;
  const dial = newDial(exchange);
  const opening = litersByHand('openingRegister', openingRegister, dial.unit, dial);
  const isKnown = new Invalid('newSerial', `Meter ${newSerial} is known already. Read its number again.`);
  if ((await row(tx, 'SELECT 1 FROM meter WHERE serial = $1', [newSerial])) !== null) throw isKnown;
  const day = dayOf(at, policy.timeZone);
  await tx.update(MeterInstallation, old.installationId, { removedOn: day });
  await tx.query('UPDATE meter SET device_id = NULL WHERE id = $1', [old.meterId]);
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO meter (serial, size, digits, device_id, dial_unit, dial_multiplier)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (serial) DO NOTHING RETURNING id`,
    [newSerial, newSize, dial.digits, keepsRadio ? old.deviceId : null, dial.unit, dial.multiplier],
  );
  // Somebody put the same number in elsewhere at this moment.
  if (!made) throw isKnown;
  await tx.insert(MeterInstallation, {
    meterId: made.id,
    servicePointId: old.servicePointId,
    installedOn: day,
    startLitres: opening,
  });
  const shift = closing.litres + closing.shift - opening;
  await shiftRegister({ tx, actor, now }, { meterId: made.id, at, shift, why: 'exchange' });
  await storeHandRead(
    { tx, actor, now },
    { meterId: made.id, register: openingRegister, unit: dial.unit, at, source },
    policy,
  );
  await renewTail(tx, made.id, now);
  if (old.device !== null) await tx.query("SELECT pg_notify('device', $1)", [old.device]);
  return made.id;
}

/** What a crew was to do is done: it is told to stop, and what it has done meanwhile is a conflict for dispatch. */
async function endOrders(tx: Tx, accountId: number, by: ExchangedBy, now: Instant): Promise<void> {
  const open = await rows<{ id: number }>(
    tx,
    `SELECT id FROM work_order WHERE account_id = $1 AND kind = 'meter-exchange' AND id IS DISTINCT FROM $2
       AND ${OPEN}`,
    [accountId, by.orderId],
  );
  const why = { says: 'The meter was exchanged at the desk.', clauses: ['B.1' as const], paid: null };
  for (const order of await lockOrders(
    tx,
    open.map(({ id }) => id),
  ))
    await cancelOrder({ tx, actor: by.actor, now }, order, why);
}

function newDial({ newUnit = 'm3', newDigits, newMultiplier = 1 }: MeterExchange): Dial {
  return { unit: newUnit, digits: newDigits, multiplier: newMultiplier };
}

/**
 * B.1: exchanges the meter at a place, with the closing reading of the old one and the opening reading of the new one. What is
 * added to the new register makes both parts one, so that the next bill counts both, to the litre. The account is locked.
 */
export async function exchangeIn(
  tx: Tx,
  account: AccountSnapshot,
  exchange: MeterExchange,
  by: ExchangedBy,
  now: Instant,
): Promise<number> {
  const { accountId, profile } = account;
  const { actor } = by;
  const policy = policyAt(profile, now);
  const old = await lockInstalled(tx, accountId, exchange.meterId, now);
  const closing = await readLast(tx, old, exchange, policy, by, now);
  const newMeterId = await install(tx, old, exchange, closing, policy, by, now);
  const last = registerWords(exchange.closingRegister, old.dial);
  const opened = registerWords(exchange.openingRegister, newDial(exchange));
  const message = `${last} was its last reading, ${opened} the first of the new one. ${exchange.reason.trim()}`;
  const facts = { meterId: old.meterId, serial: old.serial, newMeterId, newSerial: exchange.newSerial, message };
  await append(tx, [{ event: 'meter.exchanged', facts, at: now, actor, clause: 'B.1', accountId }]);
  await endOrders(tx, accountId, by, now);
  return newMeterId;
}

/** B.1: the office exchanges the meter at a place, once for its key. */
export async function exchangeMeter(
  source: DataSource,
  meterExchange: MeterExchange,
  actor: Actor,
  now: Instant,
): Promise<number> {
  const { accountId, reason } = meterExchange;
  if (reason.trim() === '') throw new Invalid('reason', 'Say why the meter was exchanged.');
  const once = onceFor(meterExchange.idempotencyKey, z.number(), 'exchange-meter');
  return changeAccounts(source, { accountIds: [accountId], actor, now, ...once }, async ({ tx }) => {
    const by: ExchangedBy = { actor, source: 'office', at: now, orderId: null };
    return exchangeIn(tx, await lockAccountSnapshot(tx, accountId, now), meterExchange, by, now);
  });
}
