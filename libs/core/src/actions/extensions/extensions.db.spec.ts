import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import {
  inTransaction,
  noteHistory,
  requestExtension,
  restoreExtensions,
  revokeExtensions,
  rows,
  runDue,
  takePayment,
} from '../../index.ts';
import type { ExtensionRequest } from '../../index.ts';

const CUSTOMER: Actor = { kind: 'customer', id: 1 };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const DIRECTOR: Actor = { kind: 'staff', id: 9, name: 'R. Sundaram', role: 'asst-director-finance' };

describe('extensions', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with bill R, late charge and notice, as it stands on 2026-03-10. */
  async function owing(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    clock.set('2026-03-10T09:00:00-07:00');
    return accountId;
  }
  const extend = (accountId: number, more: Partial<ExtensionRequest> = {}) =>
    requestExtension(
      db.source,
      { accountId, until: day('2026-03-20'), written: true, billId: null, idempotencyKey: randomUUID(), ...more },
      CUSTOMER,
      clock.now(),
    );
  const told = (accountId: number, ...events: string[]) =>
    rows<{ event: string; clause: string; facts: Record<string, unknown> }>(
      db.source,
      'SELECT event, clause, facts FROM journal WHERE account_id = $1 AND event = ANY($2) ORDER BY seq',
      [accountId, events],
    );
  const orders = (accountId: number) =>
    rows(db.source, 'SELECT kind, state, clause, due_on AS due FROM work_order WHERE account_id = $1 ORDER BY id', [
      accountId,
    ]);
  const pay = (accountId: number, amount: number) =>
    takePayment(
      db.source,
      {
        accountId,
        method: 'card',
        channel: 'website',
        reference: '',
        idempotencyKey: randomUUID(),
        amount: cents(amount),
      },
      CUSTOMER,
      clock.now(),
    );

  it('D.1, D.5: gives one, the same again for the same key, and not a second', async () => {
    const accountId = await owing();
    const key = randomUUID();
    const first = await extend(accountId, { idempotencyKey: key });
    expect(await extend(accountId, { idempotencyKey: key })).toMatchObject({ holdId: first.holdId });
    await expect(extend(accountId, { until: day('2026-03-28') })).rejects.toMatchObject({ clauses: ['D.5'] });
    const holds = await rows(db.source, 'SELECT kind, clause FROM hold WHERE account_id = $1', [accountId]);
    expect(holds).toEqual([{ kind: 'extension', clause: 'D.1' }]);
  });

  it('D.5: two at once give one', async () => {
    const accountId = await owing();
    const both = await Promise.allSettled([extend(accountId), extend(accountId)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('D.4: two at once, on two accounts of one customer who has one left, give one', async () => {
    const [a, b] = [await owing(), await owing()];
    await db.source.query(
      'UPDATE account SET customer_id = (SELECT customer_id FROM account WHERE id = $1) WHERE id = $2',
      [a, b],
    );
    const past = { accountId: a, was: 'extension' as const, on: day('2026-02-02'), clause: 'D.1' as const };
    await inTransaction(db.source, (tx) => noteHistory({ tx, actor: CLERK, now: clock.now() }, past));
    const both = await Promise.allSettled([extend(a), extend(b)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { clauses: ['D.4'] } });
  });

  it('D.7: missed, it is noted and the order made that evening; a part payment on the weekend leaves it, a whole one calls it off', async () => {
    const accountId = await owing();
    await extend(accountId);
    await runDue(db.source, clock.set('2026-03-20T16:59:59-07:00'));
    expect(await orders(accountId)).toEqual([]);
    await runDue(db.source, clock.set('2026-03-20T17:00:00-07:00'));
    expect(await orders(accountId)).toMatchObject([
      { kind: 'turn-off', state: 'listed', clause: 'D.7', due: '2026-03-23' },
    ]);
    expect(await told(accountId, 'past.noted')).toMatchObject([
      { facts: { was: 'extension' } },
      { clause: 'D.7', facts: { was: 'broken-extension', on: '2026-03-20' } },
    ]);
    clock.set('2026-03-21T12:00:00-07:00');
    await pay(accountId, 1_000);
    expect(await orders(accountId)).toMatchObject([{ state: 'listed' }]);
    clock.set('2026-03-22T12:00:00-07:00');
    await pay(accountId, 12_580);
    expect(await orders(accountId)).toMatchObject([{ state: 'cancelled' }]);
    expect(await told(accountId, 'charge.posted')).toHaveLength(1);
  });

  it('D.1: kept, it ends with the payment', async () => {
    const accountId = await owing();
    await extend(accountId);
    await pay(accountId, 13_580);
    expect(await told(accountId, 'hold.lifted')).toMatchObject([{ clause: 'D.1', facts: { kind: 'extension' } }]);
    await runDue(db.source, clock.set('2026-03-23T08:00:00-07:00'));
    expect(await orders(accountId)).toEqual([]);
    expect(await told(accountId, 'past.noted')).toHaveLength(1);
  });

  it('D.8: the third late bill in a year makes a task; a person decides, and only the Assistant Director gives it back', async () => {
    const { accountId } = await anAccount(db.source);
    for (const [on, due, run] of [
      ['2025-05-01', '2025-06-12', '2025-06-13T10:00:00-07:00'],
      ['2025-09-18', '2025-10-30', '2025-10-31T10:00:00-07:00'],
      ['2026-01-15', '2026-02-26', '2026-02-27T10:00:00-08:00'],
    ] as const) {
      const at = clock.set(`${on}T08:00:00-08:00`);
      await aBill(db.source, accountId, { on, cents: 5_000, due, at });
      await runDue(db.source, clock.set(run));
      await pay(accountId, 5_500);
    }
    expect(await told(accountId, 'task.opened')).toMatchObject([
      { clause: 'D.8', facts: { kind: 'extension-review' } },
    ]);
    await expect(revokeExtensions(db.source, accountId, CUSTOMER, clock.now())).rejects.toMatchObject({
      clauses: ['D.8'],
    });
    await revokeExtensions(db.source, accountId, CLERK, clock.now());
    expect(await told(accountId, 'flag.set', 'task.done')).toMatchObject([
      {
        event: 'flag.set',
        facts: { flag: 'extension-revoked', why: expect.stringContaining('3 bills were paid late') },
      },
      { event: 'task.done' },
    ]);
    await aBill(db.source, accountId, {
      on: '2026-03-12',
      cents: 5_000,
      due: '2026-04-23',
      at: clock.set('2026-03-12T08:00:00-07:00'),
    });
    await expect(extend(accountId, { until: day('2026-05-15') })).rejects.toMatchObject({ clauses: ['D.8'] });
    expect(await told(accountId, 'request.refused')).toHaveLength(2);
    const letters = await rows(
      db.source,
      "SELECT id FROM notice WHERE account_id = $1 AND kind = 'extension-revoked'",
      [accountId],
    );
    expect(letters).toHaveLength(2);
    await expect(restoreExtensions(db.source, accountId, CLERK, clock.now())).rejects.toMatchObject({
      clauses: ['D.8', 'Z.4'],
    });
    await restoreExtensions(db.source, accountId, DIRECTOR, clock.now());
    await extend(accountId, { until: day('2026-05-15') });
  });
});
