import { openDatabase, row, runDue } from '@curbstop/core';
import { moment } from '@curbstop/testing';
import { aBigCity, billAll, onACopy } from './city.ts';
import { makeEmpty } from './copies.ts';
import { carryOutByHand } from './acts-by-hand.ts';

/** Accounts on day 43 (a late charge and a notice each) and on day 60 (a listing each): 20,000 acts in all. */
const [ON_DAY_43, ON_DAY_60] = [8_000, 4_000];
const ACTS = 2 * ON_DAY_43 + ON_DAY_60;
const NOW = moment('2026-03-16T17:00:00-07:00');

/** What the acts must have left behind, whoever carried them out. */
const WRITTEN = `SELECT (SELECT count(*) FROM act)::int AS acts,
  (SELECT count(*) FROM ledger_entry WHERE kind = 'penalty' AND posted_at >= '2026-03-16')::int AS penalties,
  (SELECT count(*) FROM notice WHERE made_at >= '2026-03-16')::int AS notices,
  (SELECT count(*) FROM work_order)::int AS orders, (SELECT count(*) FROM journal)::int AS journal,
  (SELECT count(*) FROM account WHERE next_act_at <= $1)::int AS due`;

/**
 * Acts a second: 20,000 that are due, each with its ledger, notice or order, journal and clock rows. Ours is the alarm clock,
 * facts read and the policy asked for each account; the reference writes the same rows set-based, knowing beforehand
 * whose turn it is. Both on a fresh copy of one database.
 */
export async function open() {
  const url = await makeEmpty('acts');
  await aBigCity(url, ON_DAY_43 + ON_DAY_60);
  const source = await openDatabase(url, { max: 2 });
  // Bills of Jan 31 are on day 43 on Mar 15, a Sunday: their run is the next morning at ten. Those of Jan 15 are on day 60.
  const [first, last] = [ON_DAY_43, ON_DAY_43 + ON_DAY_60];
  await billAll(source, { from: 1, to: first, on: '2026-01-31', due: '2026-03-14' });
  await billAll(source, { from: first + 1, to: last, on: '2026-01-15', due: '2026-02-26' });
  await source.query(
    `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id, act_key)
     SELECT account_id, 'penalty', 1235, '2026-02-27', '2026-02-27 10:00-08', 'C.1', id, account_id || '/' || id || '/C.1/1'
     FROM bill WHERE account_id > $1`,
    [first],
  );
  await source.query(
    `INSERT INTO notice (account_id, kind, clause, bill_ids, languages, addressed_to, amount, mailed_on, made_at, act_key)
     SELECT account_id, 'disconnection', 'E.2.a', ARRAY[id], ARRAY['en'], '[]', 13580, '2026-02-27', '2026-02-27 10:00-08',
       account_id || '/' || id || '/E.2.a/1'
     FROM bill WHERE account_id > $1`,
    [first],
  );
  await source.query(
    "UPDATE account SET next_act_at = CASE WHEN id <= $1 THEN timestamptz '2026-03-16 10:00-07' ELSE timestamptz '2026-03-16 17:00-07' END",
    [first],
  );
  await source.query('VACUUM ANALYZE');
  await source.destroy();

  let expected: string | null = null;
  const measure = (work: Parameters<typeof onACopy>[1]): Promise<number> =>
    onACopy('acts', async (copy) => {
      await work(copy);
      const written = JSON.stringify(await row(copy, WRITTEN, [new Date(NOW).toISOString()]));
      expected ??= written;
      if (written !== expected) throw new Error(`One wrote ${expected}, the other ${written}.`);
      return ACTS;
    });
  return {
    unit: 'acts/s',
    better: 'higher',
    ours: () =>
      measure(async (copy) => {
        const { acts } = await runDue(copy, NOW);
        if (acts !== ACTS) throw new Error(`${acts} acts were carried out, and ${ACTS} were due.`);
        return acts;
      }),
    reference: () => measure((copy) => carryOutByHand(copy, ON_DAY_43)),
    more: () => ({ acts: ACTS, written: expected }),
  };
}
