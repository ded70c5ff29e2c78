import { day, policyOn } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import {
  correctDial,
  decideHeldBill,
  decideRead,
  exchangeMeter,
  inTransaction,
  listHeldBills,
  listReadings,
  makeBillRun,
  rows,
  scheduledRuns,
  takeBackBill,
} from '../../index.ts';
import { storeHandRead } from '../../records/reads/by-hand.ts';

const TERMS = policyOn('glendora', day('2026-01-15'));
const CLERK = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' } as const;
const at = (text: string): Instant => moment(text);

/** A home of route 3: read on January 8 and billed on the 15th, read again in March and billed on the 12th. */
describe('readings and bills that a person decides on', () => {
  let database: TestDatabase;
  let home: BuiltAccount;

  beforeEach(async () => {
    database = await testDatabase();
    await aCity(database.source);
    home = await anAccount(database.source, { openedOn: '2025-11-12', routeGroup: 3 });
    await read('2026-01-08T10:00:00-08:00', '40');
    await run('2026-01-15');
  });
  afterEach(() => database.close());

  const read = (when: string, register: string, meterId = home.meterId) =>
    inTransaction(database.source, (tx) =>
      storeHandRead({ tx, actor: CLERK, now: at(when) }, { meterId, register, at: at(when), source: 'crew' }, TERMS),
    );
  async function run(on: string): Promise<void> {
    const found = scheduledRuns('glendora', day(on), day(on), at(`${on}T12:00:00Z`));
    for (const each of found) await makeBillRun(database.source, 'glendora', each, each.at);
  }
  const bills = () =>
    rows<{ units: number; start: number; end: number; taken: boolean }>(
      database.source,
      `SELECT units, start_litres AS start, end_litres AS "end", taken_back_at IS NOT NULL AS taken FROM bill WHERE account_id = $1 ORDER BY id`,
      [home.accountId],
    );
  const openTasks = async () =>
    (
      await rows<{ kind: string }>(
        database.source,
        'SELECT kind FROM task WHERE account_id = $1 AND done_at IS NULL ORDER BY id',
        [home.accountId],
      )
    ).map(({ kind }) => kind);
  async function decide(register: string, deed: 'accept' | 'void' | 'began-again', now: string): Promise<void> {
    const { readings } = await listReadings(database.source, home.accountId, at(now));
    const found = readings.find((each) => each.register === register);
    if (!found) throw new Error(`There is no reading ${register}.`);
    const { meterId, version } = found;
    const asked = { accountId: home.accountId, meterId, at: found.at, deed, reason: 'The crew looked.', version };
    await decideRead(database.source, asked, CLERK, at(now));
  }

  it('B.1 an accepted reading is billed at once where the run went without, and closes its task', async () => {
    await read('2026-03-03T10:00:00-08:00', '400');
    await run('2026-03-12');
    expect(await bills()).toHaveLength(1);
    expect(await openTasks()).toEqual(['read-doubt']);
    await decide('400', 'accept', '2026-03-13T09:00:00-07:00');
    expect((await bills()).slice(1)).toMatchObject([{ start: 40_000, end: 400_000, units: 127 }]);
    expect(await openTasks()).toEqual([]);
  });

  it('B.1 two people decide on one reading: the second is told who was first', async () => {
    await read('2026-03-03T10:00:00-08:00', '400');
    const { readings } = await listReadings(database.source, home.accountId, at('2026-03-04T10:00:00-08:00'));
    const [seen] = readings;
    if (!seen) throw new Error('There is no reading.');
    const asked = { accountId: home.accountId, meterId: seen.meterId, at: seen.at, reason: 'x', version: seen.version };
    const both = await Promise.allSettled(
      (['accept', 'void'] as const).map((deed) =>
        decideRead(database.source, { ...asked, deed }, CLERK, at('2026-03-04T10:00:00-08:00')),
      ),
    );
    const refused = both.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: { name: 'Conflict', says: expect.stringContaining('P. Aldana') } });
  });

  it('B.1 a reading below the one before is accepted only as a register that began again', async () => {
    await read('2026-03-03T10:00:00-08:00', '2');
    const now = '2026-03-04T10:00:00-08:00';
    await expect(decide('2', 'accept', now)).rejects.toMatchObject({ name: 'Refused' });
    await decide('2', 'began-again', now);
    await run('2026-03-12');
    expect((await bills()).slice(1)).toMatchObject([{ start: 40_000, end: 2_000, units: 0 }]);
  });

  it('B.1 an odd bill stops while the run goes on, and is released as it is', async () => {
    const other = await anAccount(database.source, { openedOn: '2026-01-12', routeGroup: 3 });
    await read('2026-03-03T10:00:00-08:00', '40', other.meterId);
    await read('2026-03-03T10:00:00-08:00', '250');
    await run('2026-03-12');
    expect(await bills()).toHaveLength(1);
    expect(await rows(database.source, 'SELECT 1 FROM bill WHERE account_id = $1', [other.accountId])).toHaveLength(1);
    const [held] = (await listHeldBills(database.source)).bills;
    expect(held).toMatchObject({
      accountId: home.accountId,
      units: 74,
      startRegister: '40.000',
      endRegister: '250.000',
    });
    expect(await openTasks()).toEqual(['odd-bill']);
    const asked = {
      heldId: held?.heldId ?? 0,
      version: held?.version ?? 0,
      reason: 'A leak, mended.',
      deed: 'release',
    } as const;
    await decideHeldBill(database.source, asked, CLERK, at('2026-03-12T10:00:00-07:00'));
    // Sent again because the answer was lost: done already. Somebody else came second.
    await decideHeldBill(database.source, asked, CLERK, at('2026-03-12T10:01:00-07:00'));
    const second = { ...CLERK, id: 2, name: 'M. Ruiz' };
    await expect(decideHeldBill(database.source, asked, second, at('2026-03-12T10:02:00-07:00'))).rejects.toMatchObject(
      {
        name: 'Conflict',
        says: expect.stringContaining('By P. Aldana, clerk, Thu Mar 12, 10:00 am.'),
      },
    );
    expect((await bills()).slice(1)).toMatchObject([{ units: 74 }]);
    expect(await openTasks()).toEqual([]);
  });

  it('B.1 a held bill shows the face that its meter had when it was held, though the dial is corrected or the meter exchanged', async () => {
    await read('2026-03-03T10:00:00-08:00', '250');
    await run('2026-03-12');
    const shown = async () => (await listHeldBills(database.source)).bills;
    const before = await shown();
    expect(before).toMatchObject([{ startRegister: '40.000', endRegister: '250.000', dial: { unit: 'm3' } }]);
    const { accountId, meterId } = home;
    const dial = { unit: 'gal', digits: 6, multiplier: 10 } as const;
    const corrected = { accountId, meterId, version: 1, dial, reason: 'The face was read again.' };
    await correctDial(database.source, corrected, CLERK, at('2026-03-13T10:00:00-07:00'));
    expect(await shown()).toEqual(before);
    const exchange = {
      accountId,
      meterId,
      closingRegister: '006610',
      closingUnit: 'gal',
      newSerial: 'N-7101',
      newSize: '3/4',
      newDigits: 6,
      newUnit: 'ft3',
      openingRegister: '0',
      keepsRadio: false,
      reason: 'Worn out.',
    } as const;
    await exchangeMeter(database.source, exchange, CLERK, at('2026-03-14T10:00:00-07:00'));
    expect(await shown()).toEqual(before);
  });

  it.each(['void-reading', 'read-again'] as const)(
    'B.1 an odd bill, %s: a crew reads the meter, and what it reads is billed',
    async (deed) => {
      await read('2026-03-03T10:00:00-08:00', '250');
      await run('2026-03-12');
      const [held] = (await listHeldBills(database.source)).bills;
      await decideHeldBill(
        database.source,
        { heldId: held?.heldId ?? 0, version: held?.version ?? 0, reason: 'Misread.', deed },
        CLERK,
        at('2026-03-12T10:00:00-07:00'),
      );
      const orders = await rows(
        database.source,
        "SELECT state FROM work_order WHERE account_id = $1 AND kind = 'manual-read'",
        [home.accountId],
      );
      expect(orders).toEqual([{ state: 'listed' }]);
      await read('2026-03-13T10:00:00-07:00', '57');
      await decide('40', 'void', '2026-03-13T11:00:00-07:00');
      const { readings } = await listReadings(database.source, home.accountId, at('2026-03-13T12:00:00-07:00'));
      expect(readings.find((each) => each.register === '250')?.quality).toBe('void');
      expect(readings.find((each) => each.register === '57')?.quality).toBe('valid');
      expect((await listHeldBills(database.source)).bills).toEqual([]);
    },
  );

  it('B.1 a bill whose reading was voided is taken back whole and made again from a good one', async () => {
    await read('2026-03-03T10:00:00-08:00', '110');
    await run('2026-03-12');
    expect((await bills()).slice(1)).toMatchObject([{ start: 40_000, end: 110_000 }]);
    await read('2026-03-16T10:00:00-07:00', '58');
    await decide('110', 'void', '2026-03-16T11:00:00-07:00');
    expect(await openTasks()).toContain('correct-bill');
    const [, wrong] = await rows<{ id: number }>(
      database.source,
      'SELECT id FROM bill WHERE account_id = $1 ORDER BY id',
      [home.accountId],
    );
    const asked = { accountId: home.accountId, billId: wrong?.id ?? 0, reason: 'The reading was misread.' };
    const finance = { ...CLERK, role: 'finance' };
    await takeBackBill(database.source, asked, finance, at('2026-03-16T12:00:00-07:00'));
    await takeBackBill(database.source, asked, finance, at('2026-03-16T12:01:00-07:00'));
    expect((await bills()).slice(1)).toMatchObject([
      { end: 110_000, taken: true },
      { start: 40_000, end: 58_000, taken: false },
    ]);
    expect(await openTasks()).not.toContain('correct-bill');
  });

  it('B.1 a meter is exchanged, and the next bill counts both parts to the litre', async () => {
    const asked = {
      accountId: home.accountId,
      meterId: home.meterId,
      closingRegister: '52.300',
      newSerial: 'N-7001',
      newSize: '3/4',
      newDigits: 6,
      openingRegister: '0.700',
      keepsRadio: true,
      reason: 'The glass was broken.',
      idempotencyKey: '3f0c5d4a-5b7f-4d56-8f1c-0d3c3b8a1a01',
    } as const;
    const now = at('2026-02-10T10:00:00-08:00');
    const meterId = await exchangeMeter(database.source, asked, CLERK, now);
    expect(await exchangeMeter(database.source, asked, CLERK, now)).toBe(meterId);
    await expect(
      exchangeMeter(database.source, { ...asked, idempotencyKey: '3f0c5d4a-5b7f-4d56-8f1c-0d3c3b8a1a02' }, CLERK, now),
    ).rejects.toMatchObject({ name: 'Conflict' });
    await read('2026-03-03T10:00:00-08:00', '9.400', meterId);
    await run('2026-03-12');
    // 40 to 52.3 on the old one, 0.7 to 9.4 on the new one: to 61.0 as if it were one register.
    const units = Math.floor(61_000_000 / 2_831_685) - Math.floor(40_000_000 / 2_831_685);
    expect((await bills()).slice(1)).toMatchObject([{ start: 40_000, end: 9_400, units }]);
    const { meters } = await listReadings(database.source, home.accountId, now);
    expect(meters).toMatchObject([
      { serial: 'N-7001', digits: 6, removedOn: null },
      { serial: home.meterSerial, removedOn: '2026-02-10' },
    ]);
  });

  it('B.1 an exchange with a doubted closing reading, a known number or a register too wide is refused whole', async () => {
    const asked = {
      accountId: home.accountId,
      meterId: home.meterId,
      closingRegister: '52.300',
      newSerial: 'N-7002',
      newSize: '3/4',
      newDigits: 4,
      openingRegister: '0',
      keepsRadio: false,
      reason: 'Worn out.',
    } as const;
    const now = at('2026-02-10T10:00:00-08:00');
    const trial = (more: object) => exchangeMeter(database.source, { ...asked, ...more }, CLERK, now);
    await expect(trial({ closingRegister: '39' })).rejects.toMatchObject({ name: 'Refused' });
    await expect(trial({ closingRegister: '5230' })).rejects.toMatchObject({ name: 'Refused' });
    await expect(trial({ newSerial: home.meterSerial })).rejects.toMatchObject({ field: 'newSerial' });
    await expect(trial({ openingRegister: '10000' })).rejects.toMatchObject({ field: 'openingRegister' });
    await expect(trial({ meterId: 999_999 })).rejects.toMatchObject({ name: 'Conflict' });
    const kept = await rows(database.source, 'SELECT 1 FROM meter_read WHERE meter_id = $1', [home.meterId]);
    expect(kept).toHaveLength(1);
  });
});
