import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import { openOutage, comingOutages, restorePayBy, endOutage, rows, runDue, takePayment } from '../../index.ts';

const SUPERVISOR: Actor = { kind: 'staff', id: 4, name: 'N. Okafor', role: 'supervisor' };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

describe('J.4.a: the website is down', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  async function owing(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const bill = { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: moment('2026-01-15T08:00:00-08:00') };
    await aBill(db.source, accountId, bill);
    return accountId;
  }
  const tasksOf = (accountId: number) =>
    rows<{ id: number; what: string }>(
      db.source,
      "SELECT id, subject->>'what' AS what FROM task WHERE account_id = $1 AND kind = 'website-outage' AND done_at IS NULL",
      [accountId],
    );
  const pay = (accountId: number, amount: number) =>
    takePayment(
      db.source,
      {
        accountId,
        amount: cents(amount),
        method: 'card',
        channel: 'website',
        reference: '',
        idempotencyKey: randomUUID(),
      },
      { kind: 'customer', id: 1 },
      clock.now(),
    );

  it('names who loses the last evening, and a supervisor gives the due date one business day more', async () => {
    const accountId = await owing();
    clock.set('2026-02-20T10:00:00-08:00');
    const window = { from: moment('2026-02-26T22:00:00-08:00'), to: moment('2026-02-27T00:00:00-08:00') };
    const planned = await openOutage(db.source, { ...window, reason: 'New servers.' }, SUPERVISOR, clock.now());
    expect(planned.affected).toMatchObject([
      { accountId, says: '$123.45 of bill 260115-1 is due on Thu Feb 26, 2026.' },
    ]);
    clock.set('2026-02-26T22:30:00-08:00');
    await expect(pay(accountId, 12_345)).rejects.toMatchObject({ clauses: ['J.4.a'] });
    const [task] = await tasksOf(accountId);
    const asked = { accountId, taskId: task?.id ?? 0 };
    await expect(restorePayBy(db.source, asked, CLERK, clock.now())).rejects.toMatchObject({ clauses: ['J.4.a'] });
    clock.set('2026-02-27T09:00:00-08:00');
    expect((await restorePayBy(db.source, asked, SUPERVISOR, clock.now())).until).toBe(
      moment('2026-02-28T00:00:00-08:00') - 1,
    );
    await expect(restorePayBy(db.source, asked, SUPERVISOR, clock.now())).rejects.toMatchObject({ name: 'Refused' });
    await pay(accountId, 12_345);
    await runDue(db.source, clock.set('2026-03-02T10:00:00-08:00'));
    expect(
      await rows(db.source, "SELECT 1 FROM ledger_entry WHERE account_id = $1 AND kind = 'penalty'", [accountId]),
    ).toEqual([]);
  });

  it('for day 60 the account stays off the list one business day more', async () => {
    const accountId = await owing();
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    clock.set('2026-03-10T10:00:00-07:00');
    const window = { from: moment('2026-03-16T16:00:00-07:00'), to: moment('2026-03-17T00:00:00-07:00') };
    await openOutage(db.source, { ...window, reason: 'New servers.' }, SUPERVISOR, clock.now());
    const [task] = await tasksOf(accountId);
    expect(task?.what).toBe('day-60');
    await restorePayBy(db.source, { accountId, taskId: task?.id ?? 0 }, SUPERVISOR, clock.now());
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    expect(await rows(db.source, 'SELECT 1 FROM work_order WHERE account_id = $1', [accountId])).toEqual([]);
    await runDue(db.source, clock.set('2026-03-17T17:00:00-07:00'));
    expect(
      await rows(db.source, 'SELECT kind, clause FROM work_order WHERE account_id = $1', [accountId]),
    ).toMatchObject([{ kind: 'turn-off' }]);
  });

  it('can be called off, and a window that ends before it begins is not planned', async () => {
    clock.set('2026-04-01T10:00:00-07:00');
    const window = { from: moment('2026-04-02T22:00:00-07:00'), to: moment('2026-04-03T00:00:00-07:00') };
    const { windowId } = await openOutage(db.source, { ...window, reason: '' }, SUPERVISOR, clock.now());
    expect(await comingOutages(db.source, clock.now())).toMatchObject([{ windowId }]);
    await endOutage(db.source, windowId, SUPERVISOR, clock.now());
    expect(await comingOutages(db.source, clock.now())).toEqual([]);
    await expect(endOutage(db.source, windowId + 1, SUPERVISOR, clock.now())).rejects.toMatchObject({
      name: 'NotFound',
    });
    const wrong = { from: window.to, to: window.from, reason: '' };
    await expect(openOutage(db.source, wrong, SUPERVISOR, clock.now())).rejects.toMatchObject({ name: 'Invalid' });
  });

  it('is planned once and called off once, however often it is asked, and takes back what it had asked of a supervisor', async () => {
    const accountId = await owing();
    clock.set('2026-02-20T10:00:00-08:00');
    const hours = { from: moment('2026-02-26T20:00:00-08:00'), to: moment('2026-02-26T23:00:00-08:00') };
    const window = { ...hours, reason: 'New servers.' };
    const plan = () => openOutage(db.source, window, SUPERVISOR, clock.now());
    const [first, second] = await Promise.all([plan(), plan()]);
    expect(second.windowId).toBe(first.windowId);
    expect(second.affected).toEqual(first.affected);
    expect(first.affected.map((each) => each.accountId)).toContain(accountId);
    expect(await tasksOf(accountId)).toHaveLength(1);
    const opened = () =>
      rows(db.source, "SELECT 1 FROM journal WHERE event = 'website.opened' AND (facts->>'windowId')::int = $1", [
        first.windowId,
      ]);
    for (let times = 0; times < 2; times += 1) await endOutage(db.source, first.windowId, SUPERVISOR, clock.now());
    expect(await opened()).toHaveLength(1);
    expect(await tasksOf(accountId)).toEqual([]);
    // The same hours may be planned anew once they were called off.
    expect((await plan()).windowId).toBeGreaterThan(first.windowId);
    expect(await tasksOf(accountId)).toHaveLength(1);
  });

  it('that comes back early leaves the lost evening to a supervisor', async () => {
    const accountId = await owing();
    clock.set('2026-02-20T10:00:00-08:00');
    const window = { from: moment('2026-02-26T19:00:00-08:00'), to: moment('2026-02-27T00:00:00-08:00') };
    const { windowId } = await openOutage(db.source, { ...window, reason: 'New servers.' }, SUPERVISOR, clock.now());
    await endOutage(db.source, windowId, SUPERVISOR, clock.set('2026-02-26T22:00:00-08:00'));
    expect(await tasksOf(accountId)).toHaveLength(1);
  });
});
