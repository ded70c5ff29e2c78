import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import type { ArrangementWish } from '@curbstop/policy';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import {
  askGate,
  loadAccounts,
  payInstalment,
  requestArrangement,
  rows,
  signArrangement,
  runDue,
  takePayment,
} from '../../index.ts';

const CUSTOMER: Actor = { kind: 'customer', id: 1 };
const SUPERVISOR: Actor = { kind: 'staff', id: 4, name: 'T. Okafor', role: 'supervisor' };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

const WISH: ArrangementWish = {
  kind: 'amortization',
  months: 6,
  start: day('2026-04-16'),
  down: null,
  rows: null,
  fee: null,
  forgiven: null,
  fund: null,
  councilAction: null,
  until: null,
  hardship: false,
  billIds: null,
  signed: true,
};

describe('arrangements', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with bill R, late charge and notices as of a moment. */
  async function owing(until: string): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    for (const each of ['2026-02-27T10:00:00-08:00', until]) await runDue(db.source, clock.set(each));
    return accountId;
  }
  const sign = (
    accountId: number,
    wish: Partial<ArrangementWish> = {},
    actor: Actor = CUSTOMER,
    key: string = randomUUID(),
  ) => signArrangement(db.source, { accountId, wish: { ...WISH, ...wish }, idempotencyKey: key }, actor, clock.now());
  const told = (accountId: number, ...events: string[]) =>
    rows<{ event: string; clause: string; facts: Record<string, unknown> }>(
      db.source,
      'SELECT event, clause, facts FROM journal WHERE account_id = $1 AND event = ANY($2) ORDER BY seq',
      [accountId, events],
    );
  const states = (accountId: number) =>
    rows(db.source, 'SELECT kind, state FROM arrangement WHERE account_id = $1 ORDER BY id', [accountId]);
  const orders = (accountId: number) =>
    rows(db.source, 'SELECT kind, state, clause, due_on FROM work_order WHERE account_id = $1 ORDER BY id', [
      accountId,
    ]);
  const pay = (accountId: number, amount: number) =>
    takePayment(
      db.source,
      {
        accountId,
        amount: cents(amount),
        method: 'cash',
        channel: 'counter',
        reference: '',
        idempotencyKey: randomUUID(),
      },
      CLERK,
      clock.now(),
    );

  it('I.3.b: writes the plan down, schedules its rows and holds the bills it covers', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    const signed = await sign(accountId);
    expect(signed.total).toBe(13_580);
    expect((await told(accountId, 'instalment.scheduled')).map((each) => [each.clause, each.facts['amount']])).toEqual([
      ['I.3.b', 2_716],
      ...Array.from({ length: 5 }, () => ['I.3.c', 1_810]),
      ['I.3.c', 1_814],
    ]);
    expect(await told(accountId, 'hold.placed')).toMatchObject([{ clause: 'I.1', facts: { kind: 'arrangement' } }]);
    expect(await told(accountId, 'request.accepted')).toMatchObject([{ clause: 'I.3.a' }]);
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    expect(await orders(accountId)).toEqual([]);
    const [account] = await loadAccounts(db.source, [accountId], clock.set('2026-03-17T09:00:00-07:00'), {
      lock: false,
    });
    if (!account) throw new Error('The account is gone.');
    expect(askGate(account, clock.now())).toMatchObject({ mayClose: false, because: ['I.1'] });
  });

  it('I.2: signs once for one key, also when both come at once, and never a second beside it', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    const key = randomUUID();
    const both = await Promise.all([sign(accountId, {}, CUSTOMER, key), sign(accountId, {}, CUSTOMER, key)]);
    expect(both[0].arrangementId).toBe(both[1].arrangementId);
    await expect(sign(accountId)).rejects.toMatchObject({ clauses: ['I.2', 'I.7'] });
    expect(await told(accountId, 'request.refused')).toMatchObject([
      { clause: 'I.2', facts: { because: ['I.2', 'I.7'] } },
    ]);
    expect(await states(accountId)).toEqual([{ kind: 'amortization', state: 'in-force' }]);
  });

  it('I.2: of two different ones signed at once, one stands', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    const results = await Promise.allSettled([sign(accountId), sign(accountId, { kind: 'deferral' })]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await states(accountId)).toHaveLength(1);
  });

  it('I.3.b: longer for hardship only by a supervisor', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    const long = { months: 11, start: day('2026-04-16') };
    await expect(sign(accountId, long)).rejects.toMatchObject({ clauses: ['I.3.b'] });
    await expect(sign(accountId, { ...long, hardship: true }, CLERK)).rejects.toMatchObject({ clauses: ['I.3.b'] });
    expect((await sign(accountId, { ...long, hardship: true }, SUPERVISOR)).total).toBe(13_580);
  });

  it('I.4.b, I.5: charges the fee and credits the reduction on signing', async () => {
    const schedule = await owing('2026-03-16T16:00:00-07:00');
    await sign(schedule, {
      kind: 'schedule',
      fee: cents(1_000),
      rows: [{ on: day('2026-12-15'), amount: cents(14_580) }],
    });
    expect(await told(schedule, 'charge.posted')).toMatchObject([
      { clause: 'C.1' },
      { clause: 'I.4.b', facts: { kind: 'arrangement-fee', amount: 1_000 } },
    ]);
    const reduced = await owing('2026-03-16T16:00:00-07:00');
    const forgiven = { kind: 'reduction' as const, fund: 'Water assistance gifts', councilAction: null };
    const left = [{ on: day('2026-06-15'), amount: cents(9_506) }];
    await sign(reduced, { ...forgiven, rows: left });
    expect(await told(reduced, 'credit.posted')).toMatchObject([{ clause: 'I.5', facts: { amount: 4_074 } }]);
    const [account] = await loadAccounts(db.source, [reduced], clock.now(), { lock: false });
    expect(account?.facts.arrangements).toMatchObject([{ rows: [{ amount: 9_506, unpaid: 9_506 }] }]);
    await pay(reduced, 9_506);
    expect(await states(reduced)).toEqual([{ kind: 'reduction', state: 'kept' }]);
    expect(await told(reduced, 'hold.lifted')).toMatchObject([{ clause: 'I.1', facts: { kind: 'arrangement' } }]);
  });

  it('I.1: asked with the order on the list, it is called off and a supervisor is told', async () => {
    const accountId = await owing('2026-03-16T17:00:00-07:00');
    expect(await orders(accountId)).toMatchObject([{ kind: 'turn-off', state: 'listed' }]);
    clock.set('2026-03-17T08:10:00-07:00');
    await requestArrangement(db.source, accountId, CUSTOMER, clock.now());
    expect(await orders(accountId)).toMatchObject([{ kind: 'turn-off', state: 'cancelled' }]);
    expect(await told(accountId, 'task.opened')).toMatchObject([
      { clause: 'G.2-a', facts: { kind: 'assistance-reply', role: 'supervisor' } },
    ]);
    await requestArrangement(db.source, accountId, CUSTOMER, clock.now());
    expect(await told(accountId, 'task.opened', 'hold.placed')).toHaveLength(2);
    await sign(accountId);
    expect(await told(accountId, 'task.done', 'hold.lifted')).toHaveLength(2);
  });

  it('I.3.c: an instalment goes to the plan before everything else, once for its key', async () => {
    const accountId = await owing('2026-02-27T12:00:00-08:00');
    const older = { on: '2026-01-16', cents: 5_000, due: '2026-02-27', at: clock.now() };
    await aBill(db.source, accountId, older);
    const [first] = await rows<{ id: number }>(db.source, 'SELECT id FROM bill WHERE account_id = $1 ORDER BY id', [
      accountId,
    ]);
    clock.set('2026-03-16T16:00:00-07:00');
    await sign(accountId, { billIds: [(first?.id ?? 0) + 1], down: cents(1_000) });
    const idempotencyKey = randomUUID();
    const input = { accountId, amount: cents(1_500), idempotencyKey };
    const once = await payInstalment(db.source, input, CLERK, clock.now());
    expect(await payInstalment(db.source, input, CLERK, clock.now())).toEqual(once);
    expect(once.allocations).toMatchObject([{ amount: 1_500 }]);
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    expect(account?.facts.bills.map((bill) => bill.unpaidCharges)).toEqual([12_345, 3_500]);
    expect(account?.facts.arrangements[0]?.rows.slice(0, 3).map((each) => each.unpaid)).toEqual([0, 166, 666]);
    const { accountId: none } = await anAccount(db.source);
    await expect(payInstalment(db.source, { ...input, accountId: none }, CLERK, clock.now())).rejects.toThrow();
    await expect(
      payInstalment(db.source, { accountId: none, amount: cents(1), idempotencyKey: randomUUID() }, CLERK, clock.now()),
    ).rejects.toMatchObject({ clauses: ['I.3.c'] });
  });

  it('I.7: sixty days after a missed instalment it has failed: the final notice first, then the list', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    await sign(accountId);
    await pay(accountId, 2_716);
    await runDue(db.source, clock.set('2026-04-17T10:00:00-07:00'));
    const reminders = await rows(
      db.source,
      "SELECT kind, amount FROM notice WHERE account_id = $1 AND clause = 'I.3.c'",
      [accountId],
    );
    expect(reminders).toEqual([{ kind: 'reminder', amount: 1_810 }]);
    await runDue(db.source, clock.set('2026-06-15T16:59:59-07:00'));
    expect(await states(accountId)).toMatchObject([{ state: 'in-force' }]);
    await runDue(db.source, clock.set('2026-06-15T17:00:00-07:00'));
    await runDue(db.source, clock.set('2026-06-15T17:00:01-07:00'));
    expect(await states(accountId)).toMatchObject([{ state: 'defaulted' }]);
    expect(await orders(accountId)).toEqual([
      { kind: 'door-hanger-final', state: 'listed', clause: 'I.7', due_on: '2026-06-16' },
    ]);
    await expect(sign(accountId, { start: null })).rejects.toMatchObject({ clauses: ['I.7'] });
    await expect(requestArrangement(db.source, accountId, CUSTOMER, clock.now())).rejects.toMatchObject({
      clauses: ['I.7'],
    });
    await pay(accountId, 10_864);
    expect(await states(accountId)).toMatchObject([{ state: 'settled' }]);
    expect(await orders(accountId)).toMatchObject([{ kind: 'door-hanger-final', state: 'cancelled' }]);
  });
});
