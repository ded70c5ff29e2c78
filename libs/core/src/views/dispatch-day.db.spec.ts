import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { dispatchDay, runDue } from '../index.ts';

describe('the dispatcher’s day', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  let undone: BuiltAccount;
  let appealed: BuiltAccount;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    undone = await anAccount(db.source);
    appealed = await anAccount(db.source);
    for (const { accountId } of [undone, appealed])
      await aBill(db.source, accountId, { on: '2026-01-15', cents: 9_999, due: '2026-02-26', at: clock.now() });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await db.source.query(
      `INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason)
       VALUES ($1, 'appeal', 'H.2', '2026-03-10T16:00Z', '2026-03-18T16:00Z', 'An appeal.')`,
      [appealed.accountId],
    );
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    clock.set('2026-03-17T09:00:00-07:00');
  });
  afterAll(() => db.close());

  const blocked = async () => (await dispatchDay(db.source, null, clock.now())).blocked;
  const keepsOff = () => ({ accountId: appealed.accountId, clause: 'H.2', says: expect.stringMatching(/\.$/) });

  it('tells who is past day 60 and on no list, by what keeps them off', async () => {
    expect(await blocked()).toMatchObject([keepsOff()]);
  });

  it('does not count among them one whose crew could not do it, which nothing keeps off', async () => {
    await db.source.query("UPDATE work_order SET state = 'cannot-complete' WHERE account_id = $1", [undone.accountId]);
    expect(await blocked()).toMatchObject([keepsOff()]);
    // In the evening nothing is turned off until the morning: then it says when.
    clock.set('2026-03-17T18:00:00-07:00');
    const [first] = (await blocked()).filter(({ accountId }) => accountId === undone.accountId);
    expect(first?.earliest).toBe(Date.parse('2026-03-18T08:00:00-07:00'));
  });
});
