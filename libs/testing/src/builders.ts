import { createHash } from 'node:crypto';
import { createStaff, rows, seedCity, setAlarms, loadAccounts, sqlInstant } from '@curbstop/core';
import type { CustomerClass, CustomerRole, Day, Dwelling, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { moment } from './test-clock.ts';

/** What a spec says of an account; the rest is invented. */
export interface AccountPlan {
  readonly name?: string;
  readonly address?: string;
  readonly class?: CustomerClass;
  readonly role?: CustomerRole;
  readonly dwelling?: Dwelling;
  readonly routeGroup?: number;
  readonly openedOn?: string;
  /** E.3.d.i: dwellings with a valve of their own. */
  readonly units?: number;
  /** E.2.a: a clerk mails the notices. */
  readonly noticesByHand?: boolean;
  readonly lon?: number;
  readonly lat?: number;
  /** A remote valve, with a device of this name and secret. */
  readonly remote?: { readonly device: string; readonly secret: string; readonly commandKey: Buffer };
}

/** An account with its customer, place, meter and valve. */
export interface BuiltAccount {
  readonly accountId: number;
  readonly number: string;
  readonly servicePointId: number;
  readonly meterId: number;
  readonly meterSerial: string;
  readonly deviceId: number;
  readonly valveId: number;
}

let count = 0;

async function insert(source: DataSource, sql: string, parameters: unknown[]): Promise<number> {
  const [made] = await rows<{ id: number }>(source, sql, parameters);
  if (!made) throw new Error('Nothing was inserted.');
  return made.id;
}

/** Makes an account that is open, with water on and a smart meter at zero. */
export async function anAccount(source: DataSource, plan: AccountPlan = {}): Promise<BuiltAccount> {
  count += 1;
  const nth = count;
  const serial = String(41_880_000 + nth);
  const device = plan.remote?.device ?? `M${serial}`;
  const secretHash = createHash('sha256')
    .update(plan.remote?.secret ?? `secret of ${device}`)
    .digest();
  const customerId = await insert(source, 'INSERT INTO customer (name) VALUES ($1) RETURNING id', [
    plan.name ?? `Ines Calloway ${nth}`,
  ]);
  const premiseId = await insert(
    source,
    'INSERT INTO premise (address, city, dwelling, route_group, lon, lat) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
    [
      plan.address ?? `${1400 + nth} Larch Crest Lane`,
      'Sorrel Bend',
      plan.dwelling ?? 'single-family',
      plan.routeGroup ?? 3,
      // Next door to one another: a crew's position in a spec is near all of them.
      plan.lon ?? -122.64 + nth / 1_000_000,
      plan.lat ?? 38.23,
    ],
  );
  const servicePointId = await insert(
    source,
    'INSERT INTO service_point (premise_id, meter_note, units) VALUES ($1, $2, $3) RETURNING id',
    [premiseId, 'Box at the curb', plan.units ?? 1],
  );
  const number = `304${String(nth).padStart(8, '0')}`;
  const openedOn = plan.openedOn ?? '2024-01-15';
  const accountId = await insert(
    source,
    `INSERT INTO account (number, customer_id, service_point_id, class, role, status, opened_on, policy_profile, notices_by_hand)
     VALUES ($1, $2, $3, $4, $5, 'active', $6, 'glendora', $7) RETURNING id`,
    [
      number,
      customerId,
      servicePointId,
      plan.class ?? 'residential',
      plan.role ?? 'owner-occupant',
      openedOn,
      plan.noticesByHand ?? false,
    ],
  );
  const deviceId = await insert(
    source,
    'INSERT INTO device (name, model, secret_hash, command_key) VALUES ($1, $2, $3, $4) RETURNING id',
    [device, 'curbstop/native', secretHash, plan.remote?.commandKey ?? null],
  );
  const meterId = await insert(
    source,
    "INSERT INTO meter (serial, size, device_id) VALUES ($1, '3/4', $2) RETURNING id",
    [serial, deviceId],
  );
  await source.query('INSERT INTO meter_installation (meter_id, service_point_id, installed_on) VALUES ($1, $2, $3)', [
    meterId,
    servicePointId,
    openedOn,
  ]);
  const valveId = await insert(
    source,
    'INSERT INTO valve (service_point_id, device_id, state) VALUES ($1, $2, $3) RETURNING id',
    [servicePointId, plan.remote ? deviceId : null, 'open'],
  );
  return { accountId, number, servicePointId, meterId, meterSerial: serial, deviceId, valveId };
}

/** Tariff and fees of the `glendora` profile. */
export async function aCity(source: DataSource): Promise<void> {
  await seedCity(source, 'glendora');
}

/** A crew that works every day from 06:00 to 22:00. */
export async function aCrew(source: DataSource, name = 'J. Lindqvist'): Promise<number> {
  const crewId = await insert(source, 'INSERT INTO crew (name, initials, truck) VALUES ($1, $2, $3) RETURNING id', [
    name,
    'JL',
    'Truck 22',
  ]);
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    await source.query("INSERT INTO shift (crew_id, weekday, from_time, to_time) VALUES ($1, $2, '06:00', '22:00')", [
      crewId,
      weekday,
    ]);
  }
  return crewId;
}

/** Somebody who may sign in. */
export async function aMember(source: DataSource, newStaff: Parameters<typeof createStaff>[1]): Promise<number> {
  return createStaff(source, newStaff, { kind: 'system', part: 'loader' }, moment('2024-01-15T08:00:00-08:00'));
}

/** A bill of a given amount on a given day, as a bill run makes it, without the reads behind it. */
export async function aBill(
  source: DataSource,
  accountId: number,
  each: { readonly on: string; readonly cents: number; readonly due: string; readonly at: Instant },
): Promise<number> {
  return source.transaction(async (tx) => {
    const [bill] = await rows<{ id: number }>(
      tx,
      `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, amount, policy_profile, policy_version)
       VALUES ($1, $2, 'regular', $3::date, $4::date, $3::date - 56, $3::date, $5, 'glendora', '2020-01-14') RETURNING id`,
      [accountId, `${each.on.slice(2).replaceAll('-', '')}-${accountId}`, each.on, each.due, each.cents],
    );
    if (!bill) throw new Error('The bill was not made.');
    await tx.query(
      `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id)
       VALUES ($1, 'bill', $2, $3, $4, 'B.1', $5)`,
      [accountId, each.cents, each.on as Day, sqlInstant(each.at), bill.id],
    );
    await setAlarms(tx, await loadAccounts(tx, [accountId], each.at, { lock: true }), each.at);
    return bill.id;
  });
}
