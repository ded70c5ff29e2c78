import { findAccounts, openDatabase } from '@curbstop/core';
import { moment } from '@curbstop/testing';
import { aBigCity, billAll } from './city.ts';
import { makeEmpty } from './copies.ts';

const ACCOUNTS = 100_000;
const NOW = moment('2026-02-20T10:00:00-08:00');
const FIRST = ['Ines', 'Bao', 'Andrés', 'Mele', 'Tomas', 'Priya', 'Wren', 'Osman', 'Ling', 'Carmen'];
const LAST = [
  'Calloway',
  'Okafor',
  'Lindqvist',
  'Maldonado',
  'Ferreira',
  'Aldana',
  'Nguyen',
  'Santos',
  'Kim',
  'Ibarra',
];
const STREET = ['Larch Crest Lane', 'Cotton Pond Avenue', 'Raven View Street', 'Saddle Court', 'Meadow Crest Drive'];
/** What clerks type: whole names and parts of them, streets, numbers; much that matches and little. */
const QUERIES = [
  'ca',
  'Calloway',
  'Ines Calloway',
  'Ngu',
  '14 La',
  '1440 Larch',
  'raven',
  '000000',
  '00000041',
  '41',
  '99999',
  'zz',
];

/** Milliseconds of a clerk's search among 100,000 accounts with their bills: the slowest of a dozen that clerks type. No reference. */
export async function open() {
  const url = await makeEmpty('search');
  await aBigCity(url, ACCOUNTS);
  const source = await openDatabase(url, { max: 2 });
  await source.query(`UPDATE customer SET name = ($1::text[])[1 + id % 10] || ' ' || ($2::text[])[1 + id / 10 % 10]`, [
    FIRST,
    LAST,
  ]);
  await source.query(`UPDATE premise SET address = (10 + id / 5 % 2000) || ' ' || ($1::text[])[1 + id % 5]`, [STREET]);
  await billAll(source, { from: 1, to: ACCOUNTS, on: '2025-11-20', due: '2026-01-01' });
  await billAll(source, { from: 1, to: ACCOUNTS, on: '2026-01-15', due: '2026-02-26' });
  await source.query('VACUUM ANALYZE');
  const each = new Map<string, number>();
  return {
    unit: 'ms',
    better: 'lower',
    rounds: 9,
    ours: async () => {
      let slowest = 0;
      for (const query of QUERIES) {
        const began = performance.now();
        await findAccounts(source, query, NOW);
        const took = performance.now() - began;
        each.set(query, Math.max(each.get(query) ?? 0, took));
        slowest = Math.max(slowest, took);
      }
      return slowest;
    },
    more: () => ({ accounts: ACCOUNTS, slowest: Object.fromEntries(each) }),
    close: () => source.destroy(),
  };
}
