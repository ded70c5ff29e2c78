import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import { balanceOf, decideAppeal, fileAppeal, loadAccounts, recordReturnedPayment, takePayment } from '../../index.ts';

const CASHIER: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'cashier' };
const OFFICER: Actor = { kind: 'staff', id: 5, name: 'R. Castellanos', role: 'appeal-officer' };

describe('a check that paid a bill before an appeal put the bill right', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  let accountId: number;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  const pay = (amount: number, method: 'cash' | 'check') =>
    takePayment(
      db.source,
      { accountId, amount: cents(amount), method, channel: 'counter', reference: '', idempotencyKey: randomUUID() },
      CASHIER,
      clock.now(),
    );
  async function open() {
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    if (!account) throw new Error('The account is gone.');
    const { bills, fees } = account.facts;
    return {
      bills: bills.map(({ kind, unpaidCharges, unpaidPenalty }) => ({ kind, unpaidCharges, unpaidPenalty })),
      fees: fees.map(({ kind, unpaid, clause }) => ({ kind, unpaid, clause })),
    };
  }

  it.each([
    ['credit', []],
    ['refund', [{ kind: 'returned-payment', unpaid: 4_000, clause: 'K.1' }]],
  ] as const)(
    'K.1: when it comes back, what was too much of it and went out as a %s is told with all else that is open',
    async (remedy, owed) => {
      clock.set('2026-01-15T08:00:00-08:00');
      ({ accountId } = await anAccount(db.source));
      const billId = await aBill(db.source, accountId, {
        on: '2026-01-15',
        cents: 10_000,
        due: '2026-02-26',
        at: clock.now(),
      });
      clock.set('2026-01-20T10:00:00-08:00');
      const { paymentId } = await pay(10_000, 'check');
      const about = { accountId, billId, entryId: null, topic: 'billing', says: 'Too much.' } as const;
      await fileAppeal(
        db.source,
        { ...about, written: true, lateReason: null },
        { kind: 'customer', id: 1 },
        clock.now(),
      );
      clock.set('2026-01-22T10:00:00-08:00');
      const found = { level: 1, outcome: 'incorrect', corrected: cents(6_000), letter: true, remedy } as const;
      await decideAppeal(
        db.source,
        { accountId, appealId: null, ...found, reason: 'Read anew.' },
        OFFICER,
        clock.now(),
      );
      clock.set('2026-01-26T10:00:00-08:00');
      await recordReturnedPayment(
        db.source,
        { paymentId, code: 'NSF', idempotencyKey: randomUUID() },
        CASHIER,
        clock.now(),
      );
      expect(await open()).toEqual({
        bills: [{ kind: 'corrected', unpaidCharges: 6_000, unpaidPenalty: 0 }],
        fees: [...owed, { kind: 'nsf-fee', unpaid: 2_500, clause: 'K.1' }],
      });
      const all = 8_500 + (remedy === 'refund' ? 4_000 : 0);
      expect(await balanceOf(db.source, accountId)).toBe(all);
      await pay(all, 'cash');
      expect(await open()).toEqual({ bills: [{ kind: 'corrected', unpaidCharges: 0, unpaidPenalty: 0 }], fees: [] });
    },
  );
});
