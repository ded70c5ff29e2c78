import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import type { Cents, Purpose, Tender } from '@curbstop/policy';
import { cents, dayOf, whereItFalls } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { loadAccounts, recordReturnedPayment, runDue, takePayment } from '../../index.ts';

const CASHIER: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'cashier' };

describe('where a payment falls, foretold and done', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  const pay = (accountId: number, amount: Cents, tender: Tender, purpose: Purpose | null) => {
    const plain = { accountId, amount, method: tender, channel: 'counter', reference: '' } as const;
    const input = { ...plain, ...(purpose === null ? {} : { purpose }), idempotencyKey: randomUUID() };
    return takePayment(db.source, input, CASHIER, clock.now());
  };

  /** A bill past due with its late charge, one that is not due yet, and a check of $60.00 that came back from the first. */
  async function owing(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    const { paymentId } = await pay(accountId, cents(6_000), 'check', null);
    clock.set('2026-03-03T09:00:00-08:00');
    const input = { paymentId, code: 'NSF', idempotencyKey: randomUUID() };
    await recordReturnedPayment(db.source, input, CASHIER, clock.now());
    const at = moment('2026-03-02T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-03-02', cents: 8_000, due: '2026-04-13', at });
    return accountId;
  }

  it.each<[Tender, Purpose | null, number]>([
    ['cash', null, 5_000],
    ['cash', null, 14_000],
    ['cash', null, 40_000],
    ['cash', 'nsf', 8_500],
    ['cash', 'nsf', 10_000],
    ['cash', 'bill', 9_000],
    ['cash', 'deposit', 1_000],
    ['card', 'nsf', 2_000],
    ['check', 'bill', 2_000],
    ['check', 'bill', 7_000],
    ['cashiers-check', 'reconnection', 14_000],
  ])('reading 9, K.5: %s for %s of %i cents', async (tender, purpose, amount) => {
    const accountId = await owing();
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    if (!account) throw new Error('The account is gone.');
    const today = dayOf(clock.now(), 'America/Los_Angeles');
    const paid = { tender, purpose, amount: cents(amount) };
    const foretold = whereItFalls(account.facts, paid, today);
    const { allocations } = await pay(accountId, cents(amount), tender, purpose);
    expect(foretold.parts.map((part) => part.amount)).toEqual(allocations.map((each) => each.amount));
    const laid = allocations.reduce((sum, each) => sum + each.amount, 0);
    expect(foretold.left).toBe(amount - laid);
  });

  it('K.2: the check and its fee make a return good, whatever else is open of the bill that the check had paid', async () => {
    const accountId = await owing();
    const owed = async () =>
      (await loadAccounts(db.source, [accountId], clock.now(), { lock: false }))[0]?.facts.returns;
    expect(await owed()).toHaveLength(1);
    const { allocations } = await pay(accountId, cents(8_500), 'cash', 'nsf');
    expect(allocations.map((each) => each.amount)).toEqual([6_000, 2_500]);
    expect(await owed()).toEqual([]);
  });
});
