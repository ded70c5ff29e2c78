import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import {
  balanceOf,
  batchItems,
  batchesBetween,
  previewBatch,
  row,
  rows,
  runDue,
  takePayment,
  undoBatch,
  verifyJournal,
} from '../index.ts';

const FINANCE: Actor = { kind: 'staff', id: 5, name: 'D. Marsh', role: 'finance' };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

describe('batches', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeEach(async () => {
    db = await testDatabase();
    await aCity(db.source);
    clock.set('2026-01-15T08:00:00-08:00');
  });
  afterEach(() => db.close());

  async function billed(plan: Parameters<typeof anAccount>[1] = {}) {
    const account = await anAccount(db.source, plan);
    await aBill(db.source, account.accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    return account.accountId;
  }
  const at = (text: string) => runDue(db.source, clock.set(text));
  const preview = (kind: Parameters<typeof previewBatch>[2], on: string) =>
    previewBatch(db.source, 'glendora', kind, day(on), clock.now());
  const batch = async (kind: string) => {
    const found = (await batchesBetween(db.source, day('2026-01-01'), day('2026-12-31'))).find(
      (batchLine) => batchLine.kind === kind,
    );
    if (!found) throw new Error(`There is no batch of ${kind}.`);
    return found;
  };

  it('C.1, E.2.a, E.1 a preview says who, how much and why, who is left out and why, and writes nothing', async () => {
    const plain = await billed();
    const state = await billed({ class: 'state' });
    const nameless = await billed({ name: '' });
    const byHand = await billed({ noticesByHand: true });
    const journal = () => row(db.source, 'SELECT count(*)::int AS rows FROM journal');
    const before = await journal();
    const penalties = await preview('penalties', '2026-02-27');
    expect(penalties.would.map(({ accountId, amount, clause }) => [accountId, amount, clause])).toEqual([
      [plain, 1_235, 'C.1'],
      [nameless, 1_235, 'C.1'],
      [byHand, 1_235, 'C.1'],
    ]);
    expect(penalties.leftOut).toMatchObject([{ accountId: state, clause: 'C.1.c.i', amount: 12_345 }]);
    const notices = await preview('notices', '2026-02-27');
    expect(notices.would).toMatchObject([{ accountId: plain, amount: 13_580, clause: 'E.2.a' }]);
    expect(notices.leftOut.map(({ accountId, clause }) => [accountId, clause])).toEqual([
      [nameless, 'E.2.a.i'],
      [state, 'C.1.c.i'],
      [byHand, 'E.2.a'],
    ]);
    const list = await preview('turn-off-list', '2026-03-16');
    expect(list.would).toMatchObject([{ accountId: plain, amount: 13_580, clause: 'E.1' }]);
    expect(list.leftOut.map(({ accountId, clause }) => [accountId, clause])).toEqual([
      [state, 'C.1.c.i'],
      [nameless, 'E.2.a'],
      [byHand, 'E.2.a'],
    ]);
    expect((await preview('turn-off-list', '2026-03-15')).would).toEqual([]);
    expect(await journal()).toEqual(before);
    await expect(preview('notices', '2026-01-14')).rejects.toThrow('is over');
  });

  it('the run does what the preview said, once, and listing charges nothing', async () => {
    const ids = [await billed(), await billed()];
    clock.set('2026-02-27T08:00:00-08:00');
    const said = await preview('penalties', '2026-02-27');
    await at('2026-02-27T10:00:00-08:00');
    await at('2026-02-27T10:00:00-08:00');
    const penalties = await batch('penalties');
    expect(penalties).toMatchObject({ accounts: 2, items: 4, amount: 2_470, day: '2026-02-27', undoneAt: null });
    const charges = (await batchItems(db.source, penalties.batchId)).filter((item) => item.kind === 'charge');
    expect(charges.map((item) => [item.accountId, item.amount])).toEqual(
      said.would.map((line) => [line.accountId, line.amount]),
    );
    expect(await batch('notices')).toMatchObject({ accounts: 2, items: 2, amount: 27_160 });
    await at('2026-03-16T17:00:00-07:00');
    expect(await batch('turn-off-list')).toMatchObject({ accounts: 2, items: 2, amount: 27_160 });
    expect(await Promise.all(ids.map((id) => balanceOf(db.source, id)))).toEqual([13_580, 13_580]);
  });

  it('C.1 penalties undone are credited, what was paid of them pays other debt, and they do not come again', async () => {
    const unpaid = await billed();
    const paid = await billed();
    await at('2026-02-27T10:00:00-08:00');
    const pay = { accountId: paid, idempotencyKey: randomUUID(), amount: cents(13_580), reference: '' };
    await takePayment(db.source, { ...pay, method: 'cash', channel: 'counter' }, CLERK, clock.now());
    const { batchId } = await batch('penalties');
    await expect(undoBatch(db.source, batchId, 'A wrong rate.', CLERK, clock.now())).rejects.toMatchObject({
      clauses: ['Z.4'],
    });
    const undone = await undoBatch(db.source, batchId, 'A wrong rate.', FINANCE, clock.now());
    expect(undone).toEqual({ count: 4, amount: 2_470, left: [] });
    expect(await undoBatch(db.source, batchId, 'Again.', FINANCE, clock.now())).toEqual(undone);
    expect([await balanceOf(db.source, unpaid), await balanceOf(db.source, paid)]).toEqual([12_345, -1_235]);
    expect(await batch('penalties')).toMatchObject({ undoneAt: clock.now(), undoneWhy: 'A wrong rate.' });
    await at('2026-03-16T17:00:00-07:00');
    expect(await balanceOf(db.source, unpaid)).toBe(12_345);
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });

  it('E.2.a notices undone count for nothing: nobody is listed, and an order that stood is called off', async () => {
    const accountId = await billed();
    await at('2026-02-27T10:00:00-08:00');
    await at('2026-03-16T17:00:00-07:00');
    const { batchId } = await batch('notices');
    await undoBatch(db.source, batchId, 'Printed with a wrong telephone.', FINANCE, clock.now());
    expect(await rows(db.source, 'SELECT state FROM work_order WHERE account_id = $1', [accountId])).toEqual([
      { state: 'cancelled' },
    ]);
    await at('2026-03-20T18:00:00-07:00');
    expect(await rows(db.source, 'SELECT id FROM work_order WHERE account_id = $1', [accountId])).toHaveLength(1);
    expect(
      await rows(db.source, "SELECT id FROM notice WHERE account_id = $1 AND kind = 'disconnection'", [accountId]),
    ).toHaveLength(1);
  });

  it('E.1 a list undone is built anew the next evening; two who undo it at once undo it once', async () => {
    const accountId = await billed();
    await at('2026-02-27T10:00:00-08:00');
    await at('2026-03-16T17:00:00-07:00');
    const { batchId } = await batch('turn-off-list');
    const both = await Promise.all([1, 2].map(() => undoBatch(db.source, batchId, 'A flood.', FINANCE, clock.now())));
    expect(both).toEqual([
      { count: 1, amount: 13_580, left: [] },
      { count: 1, amount: 13_580, left: [] },
    ]);
    expect(await rows(db.source, "SELECT seq FROM journal WHERE event = 'batch.undone'")).toHaveLength(1);
    await at('2026-03-17T17:00:00-07:00');
    expect(
      await rows(db.source, 'SELECT state, due_on AS due FROM work_order WHERE account_id = $1 ORDER BY id', [
        accountId,
      ]),
    ).toEqual([
      { state: 'cancelled', due: '2026-03-17' },
      { state: 'listed', due: '2026-03-18' },
    ]);
  });
});
