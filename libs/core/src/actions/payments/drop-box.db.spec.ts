import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { takePayment } from '../../index.ts';
import type { PaymentInput } from '../../index.ts';

const CASHIER: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'cashier' };

describe('the drop box', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** Pays bill R, due Thursday 2026-02-26, by a check out of the box. */
  async function entered(now: string, more: Partial<PaymentInput>): Promise<string> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    const check = { accountId, amount: cents(12_345), method: 'check', channel: 'dropbox', reference: '' } as const;
    const idempotencyKey = randomUUID();
    const receipt = await takePayment(db.source, { ...check, ...more, idempotencyKey }, CASHIER, clock.set(now));
    return receipt.effective;
  }
  const friday = moment('2026-02-27T08:30:00-08:00');

  it('J.5.b: a batch entered a business day after its collection counts as it was collected', async () => {
    expect(await entered('2026-02-27T10:00:00-08:00', {})).toBe('2026-02-26');
    expect(await entered('2026-03-02T09:00:00-08:00', { collectedAt: friday })).toBe('2026-02-26');
    expect(await entered('2026-03-02T09:00:00-08:00', {})).toBe('2026-03-02');
  });

  it('J.5.a: an older batch is refused, and so is one to come or one of another place', async () => {
    await expect(entered('2026-03-03T09:00:00-08:00', { collectedAt: friday })).rejects.toMatchObject({
      clauses: ['J.5.a', 'J.2.a'],
    });
    await expect(entered('2026-02-27T08:29:59-08:00', { collectedAt: friday })).rejects.toMatchObject({
      field: 'collectedAt',
    });
    await expect(
      entered('2026-02-27T10:00:00-08:00', { collectedAt: friday, channel: 'counter' }),
    ).rejects.toMatchObject({ field: 'collectedAt' });
  });
});
