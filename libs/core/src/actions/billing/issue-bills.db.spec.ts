import type { TestDatabase } from '@curbstop/testing';
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { Day } from '@curbstop/policy';
import { accountBills, dueRuns, makeBillRun, row, rows, sqlInstant } from '../../index.ts';

const RUN = {
  key: 'bill-run/glendora/3/2026-01-15',
  group: 3,
  day: '2026-01-15' as Day,
  at: moment('2026-01-15T06:00:00-08:00'),
};

describe('B.1: a route group is billed from the reads of its read week', () => {
  let db: TestDatabase;
  let read: Awaited<ReturnType<typeof anAccount>>;
  let silent: Awaited<ReturnType<typeof anAccount>>;
  let other: Awaited<ReturnType<typeof anAccount>>;

  const store = (meterId: number, at: string, litres: number, quality = 'valid'): Promise<unknown> =>
    db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
       VALUES ($1, $2, $3, $4, 'radio', $5, $2)`,
      [meterId, sqlInstant(moment(at)), litres, String(litres), quality],
    );

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    read = await anAccount(db.source, { openedOn: '2025-11-14' });
    silent = await anAccount(db.source, { openedOn: '2025-11-14' });
    other = await anAccount(db.source, { routeGroup: 4 });
    // 45 units of 2,831.685 litres are 127,425.8 litres: one litre less is 44 units.
    await store(read.meterId, '2026-01-05T10:00:00-08:00', 100_000);
    await store(read.meterId, '2026-01-09T20:00:00-08:00', 127_426);
    await store(read.meterId, '2026-01-10T20:00:00-08:00', 999_999, 'suspect');
    await store(read.meterId, '2026-01-12T00:00:00-08:00', 140_000);
    await store(silent.meterId, '2026-01-04T23:59:00-08:00', 5_000);
    await store(other.meterId, '2026-01-09T20:00:00-08:00', 5_000);
  });
  afterAll(() => db.close());

  it('is due on its Thursday at six in the morning, and not before', async () => {
    expect(
      (await dueRuns(db.source, 'glendora', moment('2026-01-15T05:59:59-08:00'))).map((run) => run.key),
    ).not.toContain(RUN.key);
    expect((await dueRuns(db.source, 'glendora', RUN.at)).map((run) => run.key)).toContain(RUN.key);
  });

  it('bills whole units by the demo tariff, and prints the 42nd day as due (B.2)', async () => {
    const result = await makeBillRun(db.source, 'glendora', RUN, RUN.at);
    expect(result).toEqual({ bills: 1, amount: 21_785, unread: 1 });
    const [bill] = await accountBills(db.source, read.accountId);
    expect(bill).toMatchObject({
      billDate: '2026-01-15',
      due: '2026-02-26',
      periodFrom: '2025-11-14',
      periodTo: '2026-01-09',
      units: 45,
      amount: 21_785,
      unpaid: 21_785,
      startRegister: '0.000',
      endRegister: '127.426',
    });
    expect(bill?.lines.map((line) => line.amount)).toEqual([6_200, 4_720, 8_640, 2_225]);
  });

  it('sends a crew to the meter that was not heard, and bills nobody else', async () => {
    expect(await rows(db.source, 'SELECT account_id AS id, kind, state FROM work_order')).toEqual([
      { id: silent.accountId, kind: 'manual-read', state: 'listed' },
    ]);
    expect(await accountBills(db.source, other.accountId)).toEqual([]);
  });

  it('is made once, and wakes the account on day 43', async () => {
    expect(await makeBillRun(db.source, 'glendora', RUN, RUN.at)).toBeNull();
    expect((await dueRuns(db.source, 'glendora', RUN.at)).map((run) => run.key)).not.toContain(RUN.key);
    const account = await row(db.source, 'SELECT next_act_at FROM account WHERE id = $1', [read.accountId]);
    expect(account).toEqual({ next_act_at: moment('2026-02-27T10:00:00-08:00') });
  });

  it('carries the fraction of a unit over to the next bill', async () => {
    await store(read.meterId, '2026-03-06T20:00:00-08:00', 127_426 + 2_832);
    const next = {
      key: 'bill-run/glendora/3/2026-03-12',
      group: 3,
      day: '2026-03-12' as Day,
      at: moment('2026-03-12T06:00:00-07:00'),
    };
    await makeBillRun(db.source, 'glendora', next, next.at);
    const [bill] = await accountBills(db.source, read.accountId);
    expect(bill).toMatchObject({
      units: 1,
      periodFrom: '2026-01-09',
      periodTo: '2026-03-06',
      startRegister: '127.426',
    });
  });
});
