import { issueBills, openDatabase, row } from '@curbstop/core';
import { day } from '@curbstop/policy';
import { moment } from '@curbstop/testing';
import { aBigCity, onACopy } from './city.ts';
import { makeEmpty } from './copies.ts';
import { billByHand } from './bills-by-hand.ts';

const ACCOUNTS = 125_000;
const NOW = moment('2026-01-15T06:00:00-08:00');

const WRITTEN = `SELECT (SELECT count(*) FROM bill)::int AS bills, (SELECT sum(amount) FROM bill)::bigint AS amount,
  (SELECT count(*) FROM bill_line)::int AS lines, (SELECT count(*) FROM ledger_entry)::int AS entries,
  (SELECT count(*) FROM journal)::int AS journal,
  (SELECT count(*) FROM account WHERE next_act_at IS NOT NULL)::int AS alarms`;

/**
 * Bills a second: one route group of 125,000 accounts from their reads. Ours is the bill run with tariff, ledger, journal and
 * the alarm of each account; the reference writes the same rows set-based, with one tariff in its SQL. Both on a fresh
 * copy of one database, and both must come to the same sum.
 */
export async function open() {
  const url = await makeEmpty('bills');
  await aBigCity(url, ACCOUNTS);
  const source = await openDatabase(url, { max: 2 });
  await source.query("UPDATE account SET opened_on = '2025-11-13'");
  await source.query(
    `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
     SELECT n, timestamptz '2026-01-08 14:00-08', 40000 + n % 60000, ((40000 + n % 60000) / 1000.0)::text, 'radio', 'valid',
       timestamptz '2026-01-08 14:00-08'
     FROM generate_series(1, $1::int) n`,
    [ACCOUNTS],
  );
  await source.query('VACUUM ANALYZE');
  await source.destroy();

  let expected: string | null = null;
  const measure = (work: Parameters<typeof onACopy>[1]): Promise<number> =>
    onACopy('bills', async (copy) => {
      const done = await work(copy);
      const written = JSON.stringify(await row(copy, WRITTEN));
      expected ??= written;
      if (written !== expected) throw new Error(`One wrote ${expected}, the other ${written}.`);
      return done;
    });
  const run = { group: 3, readMonday: day('2026-01-05'), billDate: day('2026-01-15'), profile: 'glendora' };
  return {
    unit: 'bills/s',
    better: 'higher',
    ours: () =>
      measure(async (copy) => {
        const { bills } = await issueBills(copy, run, NOW);
        if (bills !== ACCOUNTS) throw new Error(`${bills} bills were issued, and there are ${ACCOUNTS} accounts.`);
        return bills;
      }),
    reference: () =>
      measure(async (copy) => {
        await billByHand(copy);
        return ACCOUNTS;
      }),
    more: () => ({ accounts: ACCOUNTS, written: expected }),
  };
}
