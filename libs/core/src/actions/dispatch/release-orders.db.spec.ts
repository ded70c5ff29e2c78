import type { Actor } from '@curbstop/contracts';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { claimForSend, changeAccounts, previewRelease, releaseOrders, row, runDue } from '../../index.ts';

const STAFF: Actor = { kind: 'staff', id: 1, name: 'M. Ferreira', role: 'dispatcher' };
const LIMITS = { perMinute: 10, perHour: 10 };

describe('a release of many', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  let silent: BuiltAccount;
  let other: BuiltAccount;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    silent = await anAccount(db.source, {
      remote: { device: 'V1', secret: 'x', commandKey: Buffer.alloc(32, 1) },
    });
    other = await anAccount(db.source);
    for (const { accountId } of [silent, other])
      await aBill(db.source, accountId, { on: '2026-01-15', cents: 9_999, due: '2026-02-26', at: clock.now() });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
  });
  afterAll(() => db.close());

  const orderOf = async (account: BuiltAccount): Promise<{ id: number; state: string }> => {
    const sql = 'SELECT id, state FROM work_order WHERE account_id = $1 ORDER BY id DESC LIMIT 1';
    const found = await row<{ id: number; state: string }>(db.source, sql, [account.accountId]);
    if (!found) throw new Error('There is no order.');
    return found;
  };

  it('leaves out an order whose valve has not answered for an earlier one, and releases the others', async () => {
    // The close is sent, nobody answers, a hold calls it off, and the evening after the hold the account is listed again.
    clock.set('2026-03-17T08:30:00-07:00');
    const first = await orderOf(silent);
    await releaseOrders(db.source, [first.id], STAFF, clock.now());
    const command = await row<{ id: string }>(db.source, 'SELECT id FROM valve_command');
    expect(await claimForSend(db.source, command?.id ?? '', LIMITS, clock.now())).not.toBeNull();
    const hold = { accountIds: [silent.accountId], actor: STAFF, now: clock.now() };
    await changeAccounts(db.source, hold, async ({ tx }) => {
      await tx.query(
        `INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason)
         VALUES ($1, 'appeal', 'D.6', '2026-03-17T15:30Z', '2026-03-17T16:00Z', 'An appeal.')`,
        [silent.accountId],
      );
    });
    await runDue(db.source, clock.set('2026-03-17T17:00:00-07:00'));
    clock.set('2026-03-18T08:30:00-07:00');
    const [again, free] = [await orderOf(silent), await orderOf(other)];
    expect(again).toMatchObject({ state: 'listed' });
    expect(again.id).not.toBe(first.id);

    const refused = [{ orderId: again.id, says: expect.stringContaining('has not answered yet') }];
    const ids = [again.id, free.id];
    expect(await previewRelease(db.source, ids, clock.now())).toMatchObject({ done: [{ orderId: free.id }], refused });
    expect(await releaseOrders(db.source, ids, STAFF, clock.now())).toMatchObject({
      done: [{ orderId: free.id }],
      refused,
    });
    expect((await orderOf(silent)).state).toBe('listed');

    // The gateway gives the command up; now it can go.
    await claimForSend(db.source, command?.id ?? '', LIMITS, clock.now());
    expect((await releaseOrders(db.source, [again.id], STAFF, clock.now())).refused).toEqual([]);
  });
});
