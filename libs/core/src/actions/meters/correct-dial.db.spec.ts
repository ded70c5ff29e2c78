import { dialWords, policyOn } from '@curbstop/policy';
import type { Day, Dial } from '@curbstop/policy';
import { aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { accountBills, correctDial, inTransaction, listReadings, rows } from '../../index.ts';
import { storeHandRead } from '../../records/reads/by-hand.ts';

const SUPERVISOR = { kind: 'staff', id: 2, name: 'N. Adeyemi', role: 'supervisor' } as const;
const METRIC: Dial = { unit: 'm3', digits: 9, multiplier: 1 };
const GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 10 };
const NOW = moment('2026-02-10T10:00:00-08:00');
const LATER = moment('2026-02-12T10:00:00-08:00');

describe('B.1: a dial that was recorded wrongly', () => {
  let database: TestDatabase;
  let home: BuiltAccount;
  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    home = await anAccount(database.source, { openedOn: '2025-11-12' });
  });

  const correct = (more: object = {}, at = NOW) => {
    const { accountId, meterId } = home;
    const asked = { accountId, meterId, version: 1, dial: GALLONS, reason: 'The face was read again.', ...more };
    return correctDial(database.source, asked, SUPERVISOR, at);
  };
  const list = () => listReadings(database.source, home.accountId, LATER);
  const read = (when: string, register: string, unit: Dial['unit']) => {
    const at = moment(when);
    const policy = policyOn('glendora', '2026-01-15' as Day);
    const hand = { meterId: home.meterId, register, unit, at, source: 'crew' as const };
    return inTransaction(database.source, (tx) => storeHandRead({ tx, actor: SUPERVISOR, now: at }, hand, policy));
  };
  const told = async () =>
    (await list()).readings.map(({ register, dial, litres }) => [dialWords(register, dial), litres] as const);

  it('is put right with a reason; readings and bills keep their face and their liters', async () => {
    await read('2026-01-07T12:00:00-08:00', '418', 'm3');
    const bill = await aBill(database.source, home.accountId, {
      on: '2026-01-15',
      cents: 11_280,
      due: '2026-02-26',
      at: moment('2026-01-15T06:00:00-08:00'),
    });
    await database.source.query(
      'UPDATE bill SET meter_id = $2, start_litres = 400000, end_litres = 418000 WHERE id = $1',
      [bill, home.meterId],
    );
    const before = { readings: await told(), bills: await accountBills(database.source, home.accountId) };
    expect(before.readings).toEqual([['418 m³', 418_000]]);
    await correct();
    expect({ readings: await told(), bills: await accountBills(database.source, home.accountId) }).toEqual(before);
    const { meters } = await list();
    expect(meters).toMatchObject([{ dial: GALLONS, version: 2, startDial: METRIC }]);
    // The next one is typed on the corrected face.
    await expect(read('2026-02-11T12:00:00-08:00', '418', 'm3')).rejects.toMatchObject({ field: 'register' });
    await read('2026-02-11T12:00:00-08:00', '011070', 'gal');
    expect(await told()).toEqual([
      [dialWords('11070', GALLONS), 419_046],
      ['418 m³', 418_000],
    ]);
    const journal = await rows<{ facts: { message: string } }>(
      database.source,
      "SELECT facts FROM journal WHERE event = 'meter.dial-corrected' AND account_id = $1",
      [home.accountId],
    );
    expect(journal.map(({ facts }) => facts.message)).toEqual([
      '9 digits of cubic meters was on record, it is 6 digits of gallons and a painted zero. The face was read again.',
    ]);
  });

  it('each reading is on the face of its own time, when it is corrected twice', async () => {
    await read('2026-01-07T12:00:00-08:00', '418', 'm3');
    await correct();
    await read('2026-02-11T12:00:00-08:00', '011070', 'gal');
    await correct({ version: 2, dial: { ...GALLONS, digits: 5 } }, LATER);
    expect((await list()).readings.map(({ dial }) => dial)).toEqual([GALLONS, METRIC]);
  });

  it('is refused to who saw another version, and says who was faster', async () => {
    const both = await Promise.allSettled([correct(), correct({ dial: { ...GALLONS, multiplier: 1 } })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(correct({ dial: { ...GALLONS, digits: 4 } })).rejects.toThrow(
      /^N\. Adeyemi corrected the dial of meter .* meanwhile: 6 digits of gallons/,
    );
    expect((await list()).meters).toMatchObject([{ version: 2 }]);
  });

  it.each<[string, object, object]>([
    ['no reason', { reason: ' ' }, { field: 'reason' }],
    ['the dial that is on record', { dial: METRIC }, { field: 'digits' }],
    ['a meter of another place', { meterId: 0 }, { message: 'This meter is not at the place of this account.' }],
  ])('is refused with %s, and nothing is written', async (_name, wrong, error) => {
    await expect(correct(wrong)).rejects.toMatchObject(error);
    expect((await list()).meters).toMatchObject([{ dial: METRIC, version: 1 }]);
    expect(await rows(database.source, 'SELECT 1 FROM dial_before WHERE meter_id = $1', [home.meterId])).toEqual([]);
  });
});
