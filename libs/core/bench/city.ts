import { copyOf } from './copies.ts';
import { migrate, openDatabase, seedCity } from '@curbstop/core';
import type { DataSource } from 'typeorm';

/** A city of many alike accounts, each with its place and meter, made set-based: `accounts` ids from 1 on. */
export async function aBigCity(url: string, accounts: number): Promise<void> {
  const source = await openDatabase(url, { max: 2 });
  try {
    await migrate(source);
    await seedCity(source, 'glendora');
    await source.query(
      'INSERT INTO customer (name, mailing_address) SELECT $2 || n, $3 FROM generate_series(1, $1) n',
      [accounts, 'Customer ', ''],
    );
    await source.query(
      `INSERT INTO premise (address, city, dwelling, route_group, lon, lat)
       SELECT n || ' Larch Crest Lane', 'Sorrel Bend', 'single-family', 3, -122.64, 38.23 FROM generate_series(1, $1) n`,
      [accounts],
    );
    await source.query('INSERT INTO service_point (premise_id) SELECT n FROM generate_series(1, $1) n', [accounts]);
    await source.query(
      `INSERT INTO account (number, customer_id, service_point_id, class, role, status, opened_on, policy_profile)
       SELECT lpad(n::text, 11, '0'), n, n, 'residential', 'owner-occupant', 'active', '2024-01-15', 'glendora'
       FROM generate_series(1, $1) n`,
      [accounts],
    );
    await source.query("INSERT INTO meter (serial, size) SELECT n::text, '3/4' FROM generate_series(1, $1) n", [
      accounts,
    ]);
    await source.query(
      `INSERT INTO meter_installation (meter_id, service_point_id, installed_on)
       SELECT n, n, '2024-01-15' FROM generate_series(1, $1) n`,
      [accounts],
    );
  } finally {
    await source.destroy();
  }
}

/** An unpaid bill of a day for the accounts from..to, with its line on the ledger, as a bill run leaves it. */
export async function billAll(
  source: DataSource,
  each: { readonly from: number; readonly to: number; readonly on: string; readonly due: string },
): Promise<void> {
  await source.query(
    `WITH made AS (
       INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, amount, policy_profile, policy_version)
       SELECT n, $3 || '-' || n, 'regular', $3::date, $4::date, $3::date - 56, $3::date, 12345, 'glendora', '2020-01-14'
       FROM generate_series($1::int, $2::int) n RETURNING id, account_id)
     INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id)
     SELECT account_id, 'bill', 12345, $3::date, $3::date, 'B.1', id FROM made`,
    [each.from, each.to, each.on, each.due],
  );
}

/**
 * Measures work on a database that is as new each time: a copy of a template, made outside the time that is measured.
 * Answers how much work was done a second.
 */
export async function onACopy(template: string, work: (source: DataSource) => Promise<number>): Promise<number> {
  const copy = await copyOf(template);
  const source = await openDatabase(copy.url, { max: 4 });
  try {
    await source.query('CHECKPOINT');
    const began = performance.now();
    const done = await work(source);
    return done / ((performance.now() - began) / 1_000);
  } finally {
    await source.destroy();
    await copy.drop();
  }
}
