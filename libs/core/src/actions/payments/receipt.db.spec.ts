import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { takePayment } from '../../index.ts';
import type { PaymentInput } from '../../index.ts';

const CASHIER: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'cashier' };

describe('the sentence of a receipt', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** A payment of bill R, $123.45, due Thursday 2026-02-26, by somebody who has paid nothing yet. */
  async function says(now: string, amount: number, more: Partial<PaymentInput> = {}): Promise<string> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    const paid = { accountId, amount: cents(amount), method: 'cash', channel: 'counter', reference: '' } as const;
    const receipt = await takePayment(
      db.source,
      { ...paid, ...more, idempotencyKey: randomUUID() },
      CASHIER,
      clock.set(now),
    );
    return receipt.says;
  }

  it('before the due date: nothing past due is left', async () => {
    expect(await says('2026-02-20T10:00:00-08:00', 2_345)).toBe('Nothing past due is left.');
  });

  it('past due: what is left, and by when it is paid', async () => {
    expect(await says('2026-03-02T10:00:00-08:00', 2_345)).toBe(
      '$100.00 past due is left. $100.00 is to be paid for the water to stay on, by Mon Mar 16, 5:00 pm.',
    );
  });

  it('paid whole: nothing past due is left', async () => {
    expect(await says('2026-03-02T10:00:00-08:00', 12_345)).toBe('Nothing past due is left.');
  });

  it('a transfer to come: the day on which it is credited', async () => {
    const transfer = { method: 'eft', channel: 'bank-bill-pay', valueDate: '2026-03-04' } as Partial<PaymentInput>;
    expect(await says('2026-03-02T10:00:00-08:00', 12_345, transfer)).toBe(
      'It is credited on Wed Mar 4. $123.45 past due is left. $123.45 is to be paid for the water to stay on, by Mon Mar 16, 5:00 pm.',
    );
  });
});
