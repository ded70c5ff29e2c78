import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { Cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import {
  accountLedger,
  loadAccounts,
  placeHold,
  changeAccounts,
  releaseCashOnly,
  recordReturnedPayment,
  releaseOrders,
  row,
  rows,
  runDue,
  takePayment,
  verifyJournal,
} from '../../index.ts';
import type { PaymentInput } from '../../index.ts';

const CASHIER: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'cashier' };
const CREW: Actor = { kind: 'staff', id: 3, name: 'J. Lindqvist', role: 'crew' };
const DISPATCHER: Actor = { kind: 'staff', id: 2, name: 'M. Ferreira', role: 'dispatcher' };

describe('returned payments', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account that owes $80.00 of 2026-04-16, due 2026-05-28. */
  async function owing(plan: Parameters<typeof anAccount>[1] = {}): Promise<number> {
    const { accountId } = await anAccount(db.source, plan);
    const bill = { on: '2026-04-16', cents: 8_000, due: '2026-05-28', at: moment('2026-04-16T08:00:00-07:00') };
    await aBill(db.source, accountId, bill);
    return accountId;
  }
  function pay(accountId: number, amount: number, more: Partial<PaymentInput> = {}): Promise<{ paymentId: number }> {
    const input = {
      accountId,
      amount: cents(amount),
      method: 'check',
      channel: 'counter',
      reference: '',
      idempotencyKey: randomUUID(),
      ...more,
    } as const;
    return takePayment(db.source, input, CASHIER, clock.now());
  }
  const comesBack = (paymentId: number, code = 'NSF', idempotencyKey: string = randomUUID()) =>
    recordReturnedPayment(db.source, { paymentId, code, idempotencyKey }, CASHIER, clock.now());
  const ordersOf = (accountId: number) =>
    rows<{ kind: string; state: string; urgent: boolean }>(
      db.source,
      'SELECT kind, state, urgent FROM work_order WHERE account_id = $1 ORDER BY id',
      [accountId],
    );
  async function factsOf(accountId: number) {
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    if (!account) throw new Error('The account is gone.');
    return account.facts;
  }

  it('K.1: takes the payment off the books; what it had paid is open again, and the balance is the sum of the lines', async () => {
    clock.set('2026-05-11T10:00:00-07:00');
    const accountId = await owing();
    const { paymentId } = await pay(accountId, 8_000);
    expect((await factsOf(accountId)).bills[0]?.unpaidCharges).toBe(0);
    clock.set('2026-05-22T11:59:59-07:00');
    const answer = await comesBack(paymentId);
    expect(answer).toMatchObject({
      kind: 'funds',
      fee: 2_500,
      owed: 10_500,
      dueAt: moment('2026-05-26T17:00:00-07:00'),
    });
    const { lines, balance } = await accountLedger(db.source, accountId);
    expect(balance).toBe(10_500);
    expect(lines.map((line) => [line.kind, line.amount]).reverse()).toEqual([
      ['bill', 8_000],
      ['payment', -8_000],
      ['reversal', 8_000],
      ['nsf-fee', 2_500],
    ]);
    const facts = await factsOf(accountId);
    expect(facts.bills[0]).toMatchObject({ unpaidCharges: 8_000, unpaidAtDue: 8_000 });
    expect(facts.returns[0]?.parts.map((part) => part.owed)).toEqual([8_000, 2_500]);
  });

  it('the same key twice is one return, another key is refused, two at once make one', async () => {
    const accountId = await owing();
    const { paymentId } = await pay(accountId, 8_000);
    const key = randomUUID();
    const first = await comesBack(paymentId, 'NSF', key);
    expect(await comesBack(paymentId, 'NSF', key)).toMatchObject({
      returnId: first.returnId,
      fee: 2_500,
      owed: 10_500,
    });
    await expect(comesBack(paymentId)).rejects.toMatchObject({ name: 'Refused', clauses: ['K.1'] });
    const other = await owing();
    const { paymentId: second } = await pay(other, 8_000);
    const both = await Promise.allSettled([comesBack(second), comesBack(second)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const fees = await rows(db.source, "SELECT 1 FROM ledger_entry WHERE account_id = $1 AND kind = 'nsf-fee'", [
      other,
    ]);
    expect(fees).toHaveLength(1);
  });

  it('K.1: cash does not come back, and a crew does not enter returns', async () => {
    const accountId = await owing();
    const { paymentId } = await pay(accountId, 1_000, { method: 'cash' });
    await expect(comesBack(paymentId)).rejects.toMatchObject({ clauses: ['K.1'] });
    const { paymentId: check } = await pay(accountId, 1_000);
    const input = { paymentId: check, code: 'NSF', idempotencyKey: randomUUID() };
    await expect(recordReturnedPayment(db.source, input, CREW, clock.now())).rejects.toMatchObject({
      clauses: ['K.1'],
    });
    const told = await rows(db.source, "SELECT 1 FROM journal WHERE account_id = $1 AND event = 'request.refused'", [
      accountId,
    ]);
    expect(told).toHaveLength(2);
  });

  it('K.5: money that is left of a check never falls on the debt; good funds make it good and clear it', async () => {
    clock.set('2026-05-22T10:00:00-07:00');
    const accountId = await owing();
    const { paymentId } = await pay(accountId, 8_000);
    // Nothing is open, so this check waits on the account as a credit.
    await pay(accountId, 3_000);
    await comesBack(paymentId);
    const parts = async (): Promise<Cents[]> =>
      (await factsOf(accountId)).returns.flatMap((each) => each.parts.map((part) => part.owed));
    expect(await parts()).toEqual([8_000, 2_500]);
    await expect(pay(accountId, 10_500)).rejects.toMatchObject({ clauses: ['K.5'] });
    await pay(accountId, 10_499, { method: 'cash', purpose: 'nsf' });
    expect(await parts()).toEqual([1]);
    await pay(accountId, 1, { method: 'card', brand: 'visa' });
    expect((await factsOf(accountId)).returns).toEqual([]);
    expect((await factsOf(accountId)).flags).toEqual([]);
    expect(await ordersOf(accountId)).toMatchObject([{ kind: 'blue-tag-nsf', state: 'cancelled' }]);
  });

  it('K.1: a credit that had paid a part pays more of it when the rest comes back', async () => {
    const accountId = await owing();
    await pay(accountId, 5_000, { method: 'cash' });
    const { paymentId } = await pay(accountId, 2_000);
    await pay(accountId, 4_000, { method: 'cash' });
    await comesBack(paymentId);
    // $30.00 were left: $25.00 for the fee, because the bill is not due yet, and $5.00 more for the bill.
    const facts = await factsOf(accountId);
    expect(facts.fees).toEqual([]);
    expect(facts.bills[0]?.unpaidCharges).toBe(1_500);
    expect((await accountLedger(db.source, accountId)).balance).toBe(1_500);
  });

  it('K.6: the order of a missed tag is made at its hour, once; an appeal holds it, and it goes on when the appeal is over', async () => {
    clock.set('2026-05-11T10:00:00-07:00');
    const accountId = await owing({ class: 'commercial' });
    const { paymentId } = await pay(accountId, 8_000);
    clock.set('2026-05-22T11:00:00-07:00');
    await comesBack(paymentId);
    await runDue(db.source, clock.set('2026-05-26T16:59:59-07:00'));
    expect(await ordersOf(accountId)).toMatchObject([{ kind: 'blue-tag-nsf' }]);
    await runDue(db.source, clock.set('2026-05-26T17:00:00-07:00'));
    await runDue(db.source, clock.set('2026-05-26T17:00:00-07:00'));
    expect(await ordersOf(accountId)).toMatchObject([
      { kind: 'blue-tag-nsf' },
      { kind: 'turn-off-nsf', state: 'listed' },
    ]);
    const order = await row<{ id: number }>(
      db.source,
      "SELECT id FROM work_order WHERE account_id = $1 AND kind = 'turn-off-nsf'",
      [accountId],
    );
    clock.set('2026-05-27T07:30:00-07:00');
    expect((await releaseOrders(db.source, [order?.id ?? 0], DISPATCHER, clock.now())).refused).toEqual([]);
    const until = moment('2026-05-29T17:00:00-07:00');
    await changeAccounts(db.source, { accountIds: [accountId], actor: CASHIER, now: clock.now() }, async ({ tx }) => {
      const hold = { accountId, kind: 'appeal', clause: 'H.2', reason: 'Filed.', until, billIds: null } as const;
      await placeHold({ tx, actor: CASHIER, now: clock.now() }, hold);
    });
    expect((await ordersOf(accountId)).slice(1)).toMatchObject([
      { kind: 'turn-off-nsf', state: 'cancelled' },
      { kind: 'turn-off-nsf', state: 'held' },
    ]);
    await runDue(db.source, clock.set('2026-05-29T16:59:00-07:00'));
    expect((await ordersOf(accountId))[2]).toMatchObject({ state: 'held' });
    await runDue(db.source, clock.set('2026-05-29T17:00:00-07:00'));
    expect((await ordersOf(accountId))[2]).toMatchObject({ state: 'listed' });
    await pay(accountId, 10_500, { method: 'cash', purpose: 'nsf' });
    expect((await ordersOf(accountId))[2]).toMatchObject({ state: 'cancelled' });
  });

  it('K.8, J.7.a: the third return in a year makes the account Cash Only; only one role gives it back', async () => {
    clock.set('2026-05-22T10:00:00-07:00');
    const accountId = await owing();
    for (let nth = 0; nth < 3; nth += 1) {
      const { paymentId } = await pay(accountId, 100, { purpose: 'bill' });
      await comesBack(paymentId);
      await pay(accountId, nth === 0 ? 2_600 : 3_600, { method: 'cash', purpose: 'nsf' });
    }
    expect((await factsOf(accountId)).flags).toMatchObject([{ kind: 'cash-only', clause: 'K.8' }]);
    await expect(pay(accountId, 100)).rejects.toMatchObject({ clauses: ['J.7'] });
    const why = 'The employer paid late.';
    await expect(releaseCashOnly(db.source, { accountId, why }, CASHIER, clock.now())).rejects.toMatchObject({
      clauses: ['J.7.a', 'Z.4'],
    });
    const director: Actor = { kind: 'staff', id: 9, name: 'A. Osei', role: 'asst-director-finance' };
    await releaseCashOnly(db.source, { accountId, why }, director, clock.now());
    expect((await factsOf(accountId)).flags).toEqual([]);
  });

  it('J.3: a transfer to come is credited when its day begins, once; one that came back before never is', async () => {
    clock.set('2026-05-20T10:00:00-07:00');
    const [kept, gone] = [await owing(), await owing()];
    const eft = { method: 'eft', channel: 'bank-bill-pay', valueDate: day('2026-05-22') } as const;
    await pay(kept, 8_000, eft);
    const { paymentId } = await pay(gone, 8_000, eft);
    expect((await factsOf(kept)).bills[0]?.unpaidCharges).toBe(8_000);
    clock.set('2026-05-21T10:00:00-07:00');
    await comesBack(paymentId, 'R10');
    await runDue(db.source, clock.set('2026-05-21T23:59:59-07:00'));
    expect((await accountLedger(db.source, kept)).balance).toBe(8_000);
    await runDue(db.source, clock.set('2026-05-22T00:00:00-07:00'));
    await runDue(db.source, clock.set('2026-05-22T00:00:00-07:00'));
    expect((await accountLedger(db.source, kept)).balance).toBe(0);
    expect((await accountLedger(db.source, gone)).balance).toBe(8_000);
  });

  it('leaves a journal that is whole', async () => {
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });
});
