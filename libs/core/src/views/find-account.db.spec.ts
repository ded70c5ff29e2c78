// What a clerk types, and who is found for it.
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import fc from 'fast-check';
import { foldText } from '@curbstop/contracts';
import { row } from '../db/tx.ts';
import { findAccounts } from './find-account.ts';

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

  describe('by any of its words', () => {
    let number: string;
    let accountId: number;
    beforeAll(async () => {
      const built = await anAccount(db.source, { name: 'Nguyễn Thị Đào-Weiß', address: '27 Peñasquitos Way' });
      ({ number, accountId } = built);
      await db.source.query("UPDATE meter SET serial = 'SN-77-0042' WHERE id = $1", [built.meterId]);
      await db.source.query(
        `UPDATE customer SET phone = '+1 (707) 555-0134', email = 'Dao.Nguyen@Example.com'
         WHERE id = (SELECT customer_id FROM account WHERE id = $1)`,
        [accountId],
      );
      await db.source.query(
        `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, amount, policy_profile, policy_version)
         VALUES ($1, '260115-4711-F', 'final', '2026-01-15', '2026-02-26', '2025-11-20', '2026-01-15', 100, 'glendora', '2020-01-14')`,
        [accountId],
      );
      await db.source.query(
        `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, created_at, since)
         SELECT '3-90210', id, service_point_id, 'turn-off', 'listed', 'E.1', '2026-03-17', '2026-03-16', '2026-03-16'
         FROM account WHERE id = $1`,
        [accountId],
      );
    });
    const found = async (typed: string): Promise<number[]> =>
      (await findAccounts(db.source, typed, NOW)).hits.map((hit) => hit.accountId);

    it.each([
      ['a name without its accents', 'nguyen thi dao'],
      ['a name in another order', 'dao nguyen'],
      ['a name taken apart', 'nguyễn'.normalize('NFD')],
      ['a name put together', 'NGUYỄN'.normalize('NFC')],
      ['a sharp s', 'weiss'],
      ['a double name as one word', 'daoweiss'],
      ['a street without its tilde', 'penasquitos'],
      ['a street taken apart', '27 Pen\u0303asquitos'],
      ['a name and a street', 'way dao'],
      ['a telephone', '(707) 555-0134'],
      ['a telephone with the country', '+1 707 555 0134'],
      ['a telephone in digits', '7075550134'],
      ['a telephone without its area code', '555-0134'],
      ['an e-mail', 'dao.nguyen@example.com'],
      ['the beginning of an e-mail', 'DAO.NGUY'],
      ['a bill', '260115-4711-F'],
      ['a bill without its dashes', '2601154711f'],
      ['an order', '3-90210'],
      ['an order without its dash', '390210'],
      ['an order and a name', '3-90210 nguyen'],
      ['a meter', 'SN-77-0042'],
      ['a meter without its dashes', 'sn770042'],
      ['wide letters', 'ＮＧＵＹＥＮ ｄａｏ'],
    ])('%s', async (_what, typed) => {
      expect(await found(typed)).toContain(accountId);
    });

    it('the account number with a dash', async () => {
      expect(await found(`${number.slice(0, 10)}-${number.slice(10)}`)).toEqual([accountId]);
    });

    it('but not when one word is of nobody', async () => {
      expect(await found('nguyen zzz')).toEqual([]);
      expect(await found('3-90210 calloway')).toEqual([]);
    });

    it('and by the new name, place and meter as soon as they change', async () => {
      const { accountId: moved, meterId } = await anAccount(db.source, { name: 'Old Name', address: '1 Elsewhere' });
      await db.source.query(
        `UPDATE customer SET name = 'Renée Quintanilla' WHERE id = (SELECT customer_id FROM account WHERE id = $1)`,
        [moved],
      );
      expect(await found('quintanilla renee')).toEqual([moved]);
      expect(await found('old name')).toEqual([]);
      await db.source.query('UPDATE meter_installation SET removed_on = $2 WHERE meter_id = $1', [
        meterId,
        '2026-02-01',
      ]);
      const serial = await row<{ serial: string }>(db.source, 'SELECT serial FROM meter WHERE id = $1', [meterId]);
      expect(await found(serial?.serial ?? '')).toEqual([]);
    });
  });

  it('by text that the program and the database fold alike', async () => {
    const letter = fc.constantFrom(...'aÁñÑñßẞøŁłĐđệƠưİıΣςДж王김ﬃＡ９ -.’\'"()/’—\u00a0');
    await fc.assert(
      fc.asyncProperty(
        fc.array(letter, { maxLength: 12 }).map((each) => each.join('')),
        async (text) => {
          const folded = await row<{ text: string }>(db.source, 'SELECT fold_text($1) AS text', [text]);
          expect(folded?.text).toBe(foldText(text));
        },
      ),
      { numRuns: 200 },
    );
  });
});
