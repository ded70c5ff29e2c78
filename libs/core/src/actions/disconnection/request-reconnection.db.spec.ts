import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { recordIncomeEvidence, requestReconnection, rows, sqlInstant, runDue, takePayment } from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

describe('the water back on', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account that was turned off for bill R on Tue 2026-03-17. */
  async function off(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    for (const each of ['2026-02-27T10:00:00-08:00', '2026-03-16T17:00:00-07:00'])
      await runDue(db.source, clock.set(each));
    await close(accountId, '2026-03-17T09:00:00-07:00');
    return accountId;
  }
  /** As a crew leaves it: the open order of the account done, and the water as it says. */
  async function close(accountId: number, when: string, service: 'on' | 'off' = 'off'): Promise<void> {
    const at = sqlInstant(clock.set(when));
    await db.source.query(
      "UPDATE work_order SET state = 'completed', finished_at = $2 WHERE account_id = $1 AND finished_at IS NULL",
      [accountId, at],
    );
    await db.source.query('UPDATE account SET service = $2, next_act_at = $3 WHERE id = $1', [accountId, service, at]);
  }
  const ask = (accountId: number, afterHoursConsent: boolean, idempotencyKey: string = randomUUID()) =>
    requestReconnection(db.source, { accountId, idempotencyKey, afterHoursConsent }, CLERK, clock.now());
  const orders = (accountId: number) =>
    rows(
      db.source,
      "SELECT kind, state, clause, due_on AS due FROM work_order WHERE account_id = $1 AND kind <> 'turn-off' ORDER BY id",
      [accountId],
    );
  const fees = (accountId: number) =>
    rows(
      db.source,
      "SELECT kind, amount, clause FROM ledger_entry WHERE account_id = $1 AND kind LIKE '%fee' ORDER BY id",
      [accountId],
    );
  const pay = (accountId: number, amount: number) =>
    takePayment(
      db.source,
      {
        accountId,
        method: 'cash',
        channel: 'counter',
        reference: '',
        idempotencyKey: randomUUID(),
        amount: cents(amount),
      },
      CLERK,
      clock.now(),
    );

  it('F.4: a household with a low income pays the cap by day, and the fee that is under the cap after hours', async () => {
    const evidence = { benefits: ['wic'] as const, endsOn: null, incomeOfPoverty: null, verified: true };
    const byDay = await off();
    await recordIncomeEvidence(
      db.source,
      { accountId: byDay, ...evidence },
      CLERK,
      clock.set('2026-03-18T10:00:00-07:00'),
    );
    expect(await ask(byDay, false)).toMatchObject({ kind: 'reconnect', state: 'held', fee: 5_000 });
    expect(await fees(byDay)).toEqual([{ kind: 'reconnection-fee', amount: 5_000, clause: 'F.4' }]);
    const byNight = await off();
    await recordIncomeEvidence(
      db.source,
      { accountId: byNight, ...evidence },
      CLERK,
      clock.set('2026-03-18T20:00:00-07:00'),
    );
    expect(await ask(byNight, true)).toMatchObject({ kind: 'reconnect-after-hours', state: 'listed', fee: 10_000 });
  });

  it('F.1: refused while the water is on, with nothing charged', async () => {
    const { accountId } = await anAccount(db.source);
    await expect(ask(accountId, false)).rejects.toMatchObject({ clauses: ['F.1'] });
    expect(await fees(accountId)).toEqual([]);
  });

  it('F.1: two requests at once are one, and charge one fee', async () => {
    const accountId = await off();
    clock.set('2026-03-18T10:00:00-07:00');
    const key = randomUUID();
    const all = await Promise.all([ask(accountId, false, key), ask(accountId, false, key), ask(accountId, false)]);
    expect(new Set(all.map((each) => each.orderId)).size).toBe(1);
    expect(await fees(accountId)).toHaveLength(1);
  });

  it('F.3.b: unpaid at ten on the next business day is closed again, once, and the next request costs another fee', async () => {
    const accountId = await off();
    clock.set('2026-03-18T20:00:00-07:00');
    await ask(accountId, true);
    await close(accountId, '2026-03-18T21:00:00-07:00', 'on');
    await runDue(db.source, clock.set('2026-03-19T09:59:59-07:00'));
    expect(await orders(accountId)).toHaveLength(1);
    await runDue(db.source, clock.set('2026-03-19T10:00:00-07:00'));
    await runDue(db.source, clock.set('2026-03-19T10:00:01-07:00'));
    expect(await orders(accountId)).toMatchObject([
      { kind: 'reconnect-after-hours', state: 'completed' },
      { kind: 'turn-off-again', state: 'listed', clause: 'F.3.b', due: '2026-03-19' },
    ]);
    await close(accountId, '2026-03-19T13:00:00-07:00');
    await ask(accountId, false);
    expect(await fees(accountId)).toMatchObject([
      { kind: 'after-hours-reconnection-fee', amount: 10_000 },
      { kind: 'reconnection-fee', amount: 7_000 },
    ]);
  });

  it('F.3.b: paid by ten nothing is made; paid after ten calls the order off', async () => {
    const [kept, late] = [await off(), await off()];
    clock.set('2026-03-18T20:00:00-07:00');
    await ask(kept, true);
    await ask(late, true);
    await close(kept, '2026-03-18T21:00:00-07:00', 'on');
    await close(late, '2026-03-18T21:00:00-07:00', 'on');
    clock.set('2026-03-19T09:00:00-07:00');
    await pay(kept, 23_580);
    await runDue(db.source, clock.set('2026-03-19T10:00:00-07:00'));
    expect(await orders(kept)).toHaveLength(1);
    clock.set('2026-03-19T10:30:00-07:00');
    await pay(late, 23_579);
    expect(await orders(late)).toMatchObject([{}, { kind: 'turn-off-again', state: 'listed' }]);
    await pay(late, 1);
    expect(await orders(late)).toMatchObject([{}, { kind: 'turn-off-again', state: 'cancelled' }]);
    await runDue(db.source, clock.set('2026-03-19T17:00:00-07:00'));
    expect(await orders(late)).toHaveLength(2);
  });
});
