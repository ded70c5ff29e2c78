import { day, dialCapacity, policyOn, unitsBetween } from '@curbstop/policy';
import type { Dial } from '@curbstop/policy';
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import {
  accountBills,
  exchangeMeter,
  inTransaction,
  listReadings,
  makeBillRun,
  row,
  rows,
  scheduledRuns,
  storeReads,
} from '../../index.ts';
import { storeHandRead } from './by-hand.ts';

const TERMS = policyOn('glendora', day('2026-01-15'));
const CREW = { kind: 'staff', id: 1, name: 'J. Lindqvist', role: 'crew' } as const;
const CLERK = { kind: 'staff', id: 2, name: 'N. Adeyemi', role: 'clerk' } as const;
const GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 1 };
const TENS_OF_GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 10 };
const FEET: Dial = { unit: 'ft3', digits: 4, multiplier: 1 };

describe('what a person reads off a dial', () => {
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
  afterEach(() => database.source.query("UPDATE account SET status = 'closed', next_act_at = NULL"));

  const setDial = ({ unit, digits, multiplier }: Dial, meterId = home.meterId) =>
    database.source.query('UPDATE meter SET dial_unit = $2, digits = $3, dial_multiplier = $4 WHERE id = $1', [
      meterId,
      unit,
      digits,
      multiplier,
    ]);
  const read = (when: string, register: string, dial: Pick<Dial, 'unit'>, meterId = home.meterId) => {
    const at = moment(when);
    return inTransaction(database.source, (tx) =>
      storeHandRead({ tx, actor: CREW, now: at }, { meterId, register, unit: dial.unit, at, source: 'crew' }, TERMS),
    );
  };
  const radio = (when: string, litres: number) => {
    const at = moment(when);
    const register = `${Math.floor(litres / 1_000)}.${String(litres % 1_000).padStart(3, '0')}`;
    const one = { deviceId: home.deviceId, at, litres, register, clock: 'sync', bootId: 1, seq: 1, raw: null } as const;
    return storeReads(database.source, [{ ...one, receivedAt: at }], at, TERMS);
  };
  const kept = (meterId = home.meterId) =>
    rows<{ litres: number; register: string; quality: string }>(
      database.source,
      'SELECT litres, register, quality FROM meter_read WHERE meter_id = $1 ORDER BY read_at',
      [meterId],
    );
  async function run(on: string): Promise<void> {
    const runs = scheduledRuns('glendora', day(on), day(on), moment(`${on}T12:00:00Z`));
    for (const each of runs) await makeBillRun(database.source, 'glendora', each, each.at);
  }
  const shown = async () =>
    (await listReadings(database.source, home.accountId, moment('2026-03-20T12:00:00-07:00'))).readings.map(
      (each) => each.register,
    );

  it.each<[string, Dial, string, string, number]>([
    ['gallons', GALLONS, '110612', '418.711968251808', 418_712],
    ['tens of gallons', TENS_OF_GALLONS, '11061', '418.70439742824', 418_705],
    ['cubic feet', FEET, '9876', '279.657176942592', 279_658],
  ])(
    'in %s is stored in cubic meters, exactly, and comes back as the same digits',
    async (_name, dial, typed, m3, litres) => {
      await setDial(dial);
      expect(await read('2026-01-07T12:00:00-08:00', typed, dial)).toBeNull();
      const [stored] = await kept();
      expect(stored).toEqual({ litres, register: m3, quality: 'valid' });
      expect(await shown()).toEqual([typed]);
    },
  );

  it('of another unit, with a digit too many or with a point is refused with the field named, and nothing is stored', async () => {
    await setDial(GALLONS);
    const at = '2026-01-07T12:00:00-08:00';
    await expect(read(at, '418', { unit: 'm3' })).rejects.toMatchObject({
      field: 'register',
      says: expect.stringContaining("in cubic meters, and this meter's dial shows gallons"),
    });
    await expect(read(at, '1106120', GALLONS)).rejects.toMatchObject({ field: 'register' });
    await expect(read(at, '1106.5', GALLONS)).rejects.toMatchObject({ field: 'register' });
    expect(await kept()).toEqual([]);
  });

  it('is not lower than the radio, which counts below the last digit of the dial', async () => {
    await setDial(TENS_OF_GALLONS);
    await radio('2026-01-07T11:00:00-08:00', 418_730);
    expect(await read('2026-01-07T12:00:00-08:00', '11061', TENS_OF_GALLONS)).toBeNull();
    await radio('2026-01-07T13:00:00-08:00', 418_731);
    expect((await kept()).map(({ litres, quality }) => [litres, quality])).toEqual([
      [418_730, 'valid'],
      [418_730, 'valid'],
      [418_731, 'valid'],
    ]);
    expect(await read('2026-01-08T12:00:00-08:00', '11060', TENS_OF_GALLONS)).toContain('0110600 gal');
  });

  it('is billed in hundreds of cubic feet, also where the dial came round', async () => {
    await setDial(FEET);
    const start = { litres: 279_658, shift: 0 };
    await database.source.query('UPDATE meter_installation SET start_litres = $2 WHERE meter_id = $1', [
      home.meterId,
      start.litres,
    ]);
    await read('2025-11-13T12:00:00-08:00', '9876', FEET);
    // 3,800 cubic feet later.
    expect(await read('2026-01-07T12:00:00-08:00', '3676', FEET)).toBeNull();
    await run('2026-01-15');
    const [bill] = await accountBills(database.source, home.accountId);
    expect(bill).toMatchObject({ units: 38, startRegister: '9876', endRegister: '3676', dial: FEET });
    const tail = await row<{ litres: number; shift: number }>(
      database.source,
      'SELECT litres, shift_litres AS shift FROM read_tail WHERE meter_id = $1',
      [home.meterId],
    );
    expect(tail?.shift).toBe(dialCapacity(FEET));
    expect(unitsBetween(start.litres, (tail?.litres ?? 0) + (tail?.shift ?? 0))).toBe(38);
  });

  it('is taken at an exchange in the unit of each dial', async () => {
    await setDial(GALLONS);
    await read('2026-01-07T12:00:00-08:00', '110612', GALLONS);
    await database.source.query('UPDATE meter_installation SET start_litres = 418712 WHERE meter_id = $1', [
      home.meterId,
    ]);
    const asked = {
      accountId: home.accountId,
      meterId: home.meterId,
      closingRegister: '110712',
      closingUnit: 'gal',
      newSerial: `N-${home.meterSerial}`,
      newSize: '3/4',
      newUnit: 'ft3',
      newDigits: 6,
      newMultiplier: 1,
      openingRegister: '000012',
      keepsRadio: true,
      reason: 'The glass was broken.',
    } as const;
    const now = moment('2026-02-10T10:00:00-08:00');
    const trial = (more: object) => exchangeMeter(database.source, { ...asked, ...more }, CLERK, now);
    await expect(trial({ closingUnit: 'm3' })).rejects.toMatchObject({ field: 'closingRegister' });
    await expect(trial({ openingRegister: '0000012' })).rejects.toMatchObject({ field: 'openingRegister' });
    const meterId = await exchangeMeter(database.source, asked, CLERK, now);
    expect((await kept()).at(-1)).toMatchObject({ litres: 419_091, quality: 'valid' });
    expect(await kept(meterId)).toMatchObject([{ litres: 340, quality: 'valid' }]);
    const { meters } = await listReadings(database.source, home.accountId, now);
    expect(meters).toMatchObject([
      { dial: { unit: 'ft3', digits: 6, multiplier: 1 }, startRegister: '12' },
      { dial: GALLONS },
    ]);
    await read('2026-03-03T12:00:00-08:00', '000512', { unit: 'ft3' }, meterId);
    await run('2026-03-12');
    // 100 gallons on the old meter and 500 cubic feet on the new one.
    const [bill] = await accountBills(database.source, home.accountId);
    expect(bill).toMatchObject({
      startRegister: '110612',
      startDial: GALLONS,
      endRegister: '512',
      dial: { unit: 'ft3' },
      units: unitsBetween(418_712, 419_091 + 14_499 - 340),
    });
  });
});
