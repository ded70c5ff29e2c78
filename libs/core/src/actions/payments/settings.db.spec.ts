import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import { adoptPolicy, layPolicies, takePayment } from '../../index.ts';
import type { PaymentInput } from '../../index.ts';

const ADMIN: Actor = { kind: 'staff', id: 1, name: 'A. Ross', role: 'admin' };
const CLERK: Actor = { kind: 'staff', id: 2, name: 'P. Aldana', role: 'clerk' };
const SUPERVISOR: Actor = { kind: 'staff', id: 9, name: 'M. Osei', role: 'supervisor' };

/** No scenario can try these: its payments have no reference, no date of a supervisor's, and no amount typed again. */
const SETTINGS = {
  'dated-back-days': '30',
  'same-payment-days': '5',
  'overpayment-typed-again': '50.00',
};

describe("payments in doubt, by a city's own numbers", () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-02-01T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    const wanted = { profile: 'glendora', from: day('2026-02-02'), switches: SETTINGS };
    await adoptPolicy(db.source, wanted, ADMIN, clock.now());
  });
  afterAll(async () => {
    layPolicies(new Map());
    await db.close();
  });
  beforeEach(() => void clock.set('2026-03-16T10:00:00-07:00'));

  /** An account with a bill of $80.00. */
  async function owing(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = moment('2026-02-19T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-02-19', cents: 8_000, due: '2026-04-02', at });
    return accountId;
  }

  const pay = (accountId: number, more: Partial<PaymentInput>, actor: Actor = CLERK) => {
    const check = { accountId, amount: cents(8_000), method: 'check', channel: 'counter', reference: '' } as const;
    return takePayment(db.source, { ...check, ...more, idempotencyKey: randomUUID() }, actor, clock.now());
  };

  it('J.2.a: a payment dated back is believed for as many days as the city says (dated-back-days)', async () => {
    const back = (on: string) => ({ datedBack: { on: day(on), why: 'It lay there.' } });
    expect((await pay(await owing(), back('2026-02-14'), SUPERVISOR)).doubt).toBeNull();
    expect((await pay(await owing(), back('2026-02-13'), SUPERVISOR)).doubt).toContain('Fri Feb 13 is long ago');
  });

  it('J.1: a check like an earlier one is asked about for as many days as the city says (same-payment-days)', async () => {
    const [soon, later] = [await owing(), await owing()];
    const half = { amount: cents(4_000), reference: '1207' };
    for (const accountId of [soon, later]) expect((await pay(accountId, half)).doubt).toBeNull();
    clock.set('2026-03-21T10:00:00-07:00');
    expect((await pay(soon, half)).doubt).toContain('came in on Mon Mar 16');
    clock.set('2026-03-22T10:00:00-07:00');
    expect((await pay(later, half)).doubt).toBeNull();
  });

  it('J.1: an amount so far above what is owed as the city says is typed again (overpayment-typed-again)', async () => {
    const accountId = await owing();
    const amount = cents(13_001);
    await expect(pay(accountId, { amount })).rejects.toMatchObject({ field: 'amountAgain' });
    expect((await pay(accountId, { amount, amountAgain: amount })).balance).toBe(-5_001);
    expect((await pay(await owing(), { amount: cents(13_000) })).balance).toBe(-5_000);
  });
});
