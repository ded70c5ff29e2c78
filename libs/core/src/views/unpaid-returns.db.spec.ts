import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { openReturns as shape } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { openReturns, payingOf, recordReturnedPayment, takePayment } from '../index.ts';

const CASHIER: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'cashier' };

describe('returned payments of the whole city', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-05-18T10:00:00-07:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  const pay = (accountId: number, method: 'check' | 'cash', amount: number) =>
    takePayment(
      db.source,
      { accountId, amount: cents(amount), method, channel: 'counter', reference: '', idempotencyKey: randomUUID() },
      CASHIER,
      clock.now(),
    );

  /** A check of $80.00 that came back. */
  async function returned(at: string): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const bill = { on: '2026-04-16', cents: 8_000, due: '2026-05-28', at: moment('2026-04-16T08:00:00-07:00') };
    await aBill(db.source, accountId, bill);
    clock.set(at);
    const { paymentId } = await pay(accountId, 'check', 8_000);
    const input = { paymentId, code: 'NSF', idempotencyKey: randomUUID() };
    await recordReturnedPayment(db.source, input, CASHIER, clock.now());
    return accountId;
  }

  const listed = async () => shape.parse(await openReturns(db.source, 0));
  let late = 0;
  let early = 0;

  it('K.4: stand by their deadline with what is still owed', async () => {
    late = await returned('2026-05-19T13:00:00-07:00');
    early = await returned('2026-05-19T09:00:00-07:00');
    expect(await listed()).toMatchObject({
      returns: [
        { account: { accountId: early }, clause: 'K.2', amount: 8_000, owed: 10_500, code: 'NSF', method: 'check' },
        { account: { accountId: late }, clause: 'K.3', dueAt: moment('2026-05-21T17:00:00-07:00') },
      ],
      next: null,
    });
    expect((await openReturns(db.source, 1)).returns).toEqual([]);
  });

  it('K.4: go when they are made good', async () => {
    await pay(early, 'cash', 500);
    expect((await listed()).returns[0]).toMatchObject({ account: { accountId: early }, owed: 10_000 });
    await pay(early, 'cash', 10_000);
    expect((await listed()).returns.map((each) => each.account.accountId)).toEqual([late]);
  });

  it('K.7: tells of each payment whether it was given for a reconnection', async () => {
    const { accountId } = await anAccount(db.source);
    clock.set('2026-05-20T09:00:00-07:00');
    const toReconnect = async (more: object) => {
      const plain = { accountId, amount: cents(100), method: 'check', channel: 'counter', reference: '' } as const;
      await takePayment(db.source, { ...plain, ...more, idempotencyKey: randomUUID() }, CASHIER, clock.now());
      return (await payingOf(db.source, accountId, 'clerk', clock.now())).payments[0]?.toReconnect;
    };
    expect(await toReconnect({})).toBe(false);
    expect(await toReconnect({ purpose: 'reconnection' })).toBe(true);
  });
});
