// What a clerk types, and who is found for it.
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { findAccounts } from './find.ts';

const NOW = moment('2026-02-20T10:00:00-08:00');

describe('an account is found', () => {
  let db: TestDatabase;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    for (const [name, address, serial] of [
      ['Ines Calloway', '14 Larch Crest Lane', '41000037'],
      ['Bao Van Nguyen', '1440 Cotton Pond Avenue', 'N7-3305'],
      ['100 % Larch', '9 Raven View Street', 'b500'],
    ] as const) {
      const { accountId, meterId } = await anAccount(db.source, { name, address });
      await db.source.query('UPDATE meter SET serial = $2 WHERE id = $1', [meterId, serial]);
      ids[name] = accountId;
    }
  });
  afterAll(() => db.close());

  it.each([
    ['the beginning of a name', 'ine', ['Ines Calloway']],
    ['a surname, in any case', 'NGUYEN', ['Bao Van Nguyen']],
    ['a house number and a street', '14  larch', ['Ines Calloway']],
    ['the beginning of a house number', '14', ['Bao Van Nguyen', 'Ines Calloway']],
    ['a street', 'cotton pond', ['Bao Van Nguyen']],
    ['a meter’s number, with gaps', '4100 00', ['Ines Calloway']],
    ['a meter’s number with letters', 'n7-33', ['Bao Van Nguyen']],
    ['a meter’s number in small letters', 'b50', ['100 % Larch']],
    ['nobody for one letter', 'i', []],
    ['what stands for itself, not for anything', '100 %', ['100 % Larch']],
    ['nobody', 'zz', []],
  ])('by %s', async (_what, typed, names) => {
    const { hits, more } = await findAccounts(db.source, typed, NOW);
    expect(hits.map((hit) => hit.customer)).toEqual(names);
    expect(more).toBe(false);
  });

  it('by its number, with and without its gaps', async () => {
    const [hit] = (await findAccounts(db.source, 'Ines', NOW)).hits;
    const { number } = hit ?? { number: '' };
    for (const typed of [number, `${number.slice(0, 4)} ${number.slice(4)}`])
      expect((await findAccounts(db.source, typed, NOW)).hits.map((each) => each.accountId)).toEqual([
        ids['Ines Calloway'],
      ]);
  });
});
