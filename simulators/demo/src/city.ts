import { createHash } from 'node:crypto';
import { deviceCommandKey, deviceSecret, nameCity } from '@curbstop/core';
import type { Day } from '@curbstop/policy';
import type { EntityManager } from 'typeorm';
import { HISTORY_FROM, PROFILE } from './calendar.ts';
import { dialOfPlace } from './dials.ts';
import type { Place } from './places.ts';
import { CITY } from './places.ts';

/** Days before the first reading on which the meters were set. */
const INSTALLED_ON = '2024-03-04' as Day;

/** Writes the people, places, meters, radios and valves. Ids are the places' own, so that they are the same everywhere. */
export async function writeCity(
  tx: EntityManager,
  places: readonly Place[],
  startLitres: (place: Place) => number,
  master: string,
): Promise<void> {
  await nameCity(tx, { profile: PROFILE, name: `City of ${CITY}`, dispatchPhone: '(707) 555-0142' });
  const ids = places.map((place) => place.id);
  await tx.query(
    `INSERT INTO customer (id, name, phone, email, language, mailing_address)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
    [
      ids,
      places.map((place) => place.customer),
      places.map((place) => place.phone),
      places.map((place) => place.email),
      places.map((place) => place.language),
      places.map((place) => place.mailing),
    ],
  );
  await tx.query(
    `INSERT INTO premise (id, address, city, dwelling, route_group, lon, lat)
     SELECT id, address, $2, dwelling, route_group, lon, lat
     FROM unnest($1::int[], $3::text[], $4::text[], $5::smallint[], $6::float8[], $7::float8[])
       AS it (id, address, dwelling, route_group, lon, lat)`,
    [
      ids,
      CITY,
      places.map((place) => place.address),
      places.map((place) => place.dwelling),
      places.map((place) => place.routeGroup),
      places.map((place) => place.lon),
      places.map((place) => place.lat),
    ],
  );
  await tx.query(
    `INSERT INTO service_point (id, premise_id, meter_note, hazard)
     SELECT id, id, note, hazard FROM unnest($1::int[], $2::text[], $3::text[]) AS it (id, note, hazard)`,
    [ids, places.map((place) => place.meterNote), places.map((place) => place.hazard)],
  );
  await tx.query(
    `INSERT INTO account (id, number, customer_id, service_point_id, class, role, status, opened_on, policy_profile)
     SELECT id, number, id, id, class, role, 'active', $2::date, $3
     FROM unnest($1::int[], $4::text[], $5::text[], $6::text[]) AS it (id, number, class, role)`,
    [
      ids,
      HISTORY_FROM,
      PROFILE,
      places.map((place) => place.accountNumber),
      places.map((place) => place.class),
      places.map((place) => place.role),
    ],
  );
  const hashes = places.map((place) => createHash('sha256').update(deviceSecret(master, place.device)).digest());
  await tx.query(
    `INSERT INTO device (id, name, model, secret_hash, command_key)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::bytea[], $5::bytea[])`,
    [
      ids,
      places.map((place) => place.device),
      places.map((place) => (place.valve ? 'curbstop/native-valve' : 'curbstop/native')),
      hashes,
      places.map((place) => (place.valve ? deviceCommandKey(master, place.device) : null)),
    ],
  );
  await tx.query(
    `INSERT INTO meter (id, serial, size, device_id, dial_unit, digits, dial_multiplier)
     SELECT id, serial, size, id, unit, digits, multiplier
     FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[])
       AS it (id, serial, size, unit, digits, multiplier)`,
    [
      ids,
      places.map((place) => place.meterSerial),
      places.map((place) => place.meterSize),
      places.map((place) => dialOfPlace(place).unit),
      places.map((place) => dialOfPlace(place).digits),
      places.map((place) => dialOfPlace(place).multiplier),
    ],
  );
  await tx.query(
    `INSERT INTO meter_installation (meter_id, service_point_id, installed_on, start_litres)
     SELECT id, id, $2::date, start FROM unnest($1::int[], $3::bigint[]) AS it (id, start)`,
    [ids, INSTALLED_ON, places.map(startLitres)],
  );
  await tx.query(
    `INSERT INTO valve (id, service_point_id, device_id, state, reported_at)
     SELECT id, id, CASE WHEN remote THEN id END, CASE WHEN remote THEN 'open' ELSE 'unknown' END, NULL
     FROM unnest($1::int[], $2::boolean[]) AS it (id, remote)`,
    [ids, places.map((place) => place.valve !== null)],
  );
  for (const table of ['customer', 'premise', 'service_point', 'account', 'device', 'meter', 'valve']) {
    await tx.query(`SELECT setval(pg_get_serial_sequence($1, 'id'), $2)`, [table, places.length]);
  }
}
