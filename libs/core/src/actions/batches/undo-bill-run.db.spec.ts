import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import {
  accountBills,
  balanceOf,
  batchesBetween,
  loadAccounts,
  makeBillRun,
  previewBatch,
  rows,
  sqlInstant,
  runDue,
  takePayment,
  undoBatch,
} from '../../index.ts';

const FINANCE: Actor = { kind: 'staff', id: 5, name: 'D. Marsh', role: 'finance' };
const RUN = {
  key: 'bill-run/glendora/3/2026-01-15',
  group: 3,
  day: day('2026-01-15'),
  at: moment('2026-01-15T06:00:00-08:00'),
};

describe('B.1: a bill run, seen before and undone', () => {
  let db: TestDatabase;
  let first: number;
  let second: number;
  let silent: number;

  const store = (meterId: number, at: string, litres: number): Promise<unknown> =>
    db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
       VALUES ($1, $2, $3, $4, 'radio', 'valid', $2)`,
      [meterId, sqlInstant(moment(at)), litres, String(litres)],
    );
  const balances = () => Promise.all([first, second].map((id) => balanceOf(db.source, id)));

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    const made = [];
    for (let nth = 0; nth < 3; nth += 1) made.push(await anAccount(db.source, { openedOn: '2025-11-14' }));
    [first = 0, second = 0, silent = 0] = made.map((each) => each.accountId);
    for (const { meterId } of made.slice(0, 2)) await store(meterId, '2026-01-09T20:00:00-08:00', 127_426);
  });
  afterAll(() => db.close());

  it('says who would be billed and what, and who not', async () => {
    const preview = await previewBatch(db.source, 'glendora', 'bill-run', RUN.day, RUN.at);
    expect(preview.would.map((line) => [line.accountId, line.amount, line.clause])).toEqual([
      [first, 21_785, 'B.1'],
      [second, 21_785, 'B.1'],
    ]);
    expect(preview.leftOut).toMatchObject([{ accountId: silent, clause: 'B.1', amount: 0 }]);
    expect(await rows(db.source, 'SELECT id FROM bill')).toEqual([]);
  });

  it('credits every bill whole, with its late charge; what was paid stays with the customer', async () => {
    await makeBillRun(db.source, 'glendora', RUN, RUN.at);
    expect(await makeBillRun(db.source, 'glendora', RUN, RUN.at)).toBeNull();
    const pay = { accountId: first, idempotencyKey: randomUUID(), amount: cents(10_000), reference: '' };
    const at = moment('2026-02-02T09:00:00-08:00');
    await takePayment(db.source, { ...pay, method: 'cash', channel: 'counter' }, FINANCE, at);
    await runDue(db.source, moment('2026-02-27T10:00:00-08:00'));
    expect(await balances()).toEqual([11_785 + 1_179, 21_785 + 2_179]);
    const [batch] = (await batchesBetween(db.source, RUN.day, RUN.day)).filter((each) => each.kind === 'bill-run');
    expect(batch).toMatchObject({ accounts: 2, items: 2, amount: 43_570 });
    const now = moment('2026-03-02T09:00:00-08:00');
    const undone = await undoBatch(db.source, batch?.batchId ?? 0, 'The wrong tariff.', FINANCE, now);
    expect(undone).toEqual({ count: 2, amount: 43_570, left: [] });
    expect(await balances()).toEqual([-10_000, 0]);
    const [account] = await loadAccounts(db.source, [second], now, { lock: false });
    expect(account?.facts.bills).toMatchObject([{ unpaidCharges: 0, unpaidPenalty: 0 }]);
    await runDue(db.source, moment('2026-03-16T17:00:00-07:00'));
    expect(await rows(db.source, "SELECT id FROM work_order WHERE kind = 'turn-off'")).toEqual([]);
  });

  it('the next bill covers the time of the one that was undone', async () => {
    const meters = await rows<{ id: number }>(
      db.source,
      `SELECT i.meter_id AS id FROM meter_installation i JOIN account a ON a.service_point_id = i.service_point_id
       WHERE a.id = ANY($1)`,
      [[first, second]],
    );
    for (const { id } of meters) await store(id, '2026-03-06T20:00:00-08:00', 227_426);
    const at = moment('2026-03-12T06:00:00-07:00');
    const next = { key: 'bill-run/glendora/3/2026-03-12', group: 3, day: day('2026-03-12'), at };
    await makeBillRun(db.source, 'glendora', next, at);
    const bills = await accountBills(db.source, second);
    expect(bills.find((bill) => bill.billDate === '2026-03-12')).toMatchObject({
      periodFrom: '2025-11-14',
      periodTo: '2026-03-06',
      units: 80,
    });
  });
});
