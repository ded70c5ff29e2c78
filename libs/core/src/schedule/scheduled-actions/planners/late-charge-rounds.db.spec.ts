import { TestClock, aBill, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { rows, seedCity, runDue } from '../../../index.ts';

describe('a late charge that repeats', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await seedCity(db.source, 'mount-shasta');
    const { accountId } = await anAccount(db.source);
    await db.source.query("UPDATE account SET policy_profile = 'mount-shasta' WHERE id = $1", [accountId]);
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-27', at: clock.now() });
  });
  afterAll(() => db.close());

  const charged = () =>
    rows<{ amount: number; on: string }>(
      db.source,
      `SELECT amount, value_date AS "on" FROM ledger_entry WHERE kind = 'penalty' ORDER BY value_date`,
    );

  it('C.1 is charged on the day after the due date, again after 30 days, and not twice when the clock looks twice', async () => {
    await runDue(db.source, clock.set('2026-03-02T09:59:59-08:00'));
    expect(await charged()).toEqual([]);
    await runDue(db.source, clock.set('2026-03-02T10:00:00-08:00'));
    expect(await charged()).toEqual([{ amount: 1_235, on: '2026-02-28' }]);
    await runDue(db.source, clock.set('2026-03-30T09:59:59-07:00'));
    expect(await charged()).toHaveLength(1);
    await runDue(db.source, clock.set('2026-03-30T10:00:00-07:00'));
    await runDue(db.source, clock.now());
    expect((await charged())[1]).toEqual({ amount: 1_235, on: '2026-03-30' });
    await runDue(db.source, clock.set('2026-05-29T10:00:00-07:00'));
    expect((await charged()).map((each) => each.on)).toEqual(['2026-02-28', '2026-03-30', '2026-04-29', '2026-05-29']);
  });
});
