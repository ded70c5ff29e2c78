import type { Actor } from '@curbstop/contracts';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { reloadPolicies, layPolicies, rows, setCityContact, runDue } from '../../index.ts';

const ADMIN: Actor = { kind: 'staff', id: 1, name: 'A. Ross', role: 'admin' };

describe('what notices need of the city', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeEach(async () => {
    db = await testDatabase();
    await aCity(db.source);
    clock.set('2026-01-15T08:00:00-08:00');
    for (const name of ['One', 'Two']) {
      const { accountId } = await anAccount(db.source, { name });
      await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    }
  });
  afterEach(async () => {
    layPolicies(new Map());
    await db.close();
  });

  const mailed = async () =>
    (await rows<{ kind: string }>(db.source, 'SELECT kind FROM notice ORDER BY id')).map((each) => each.kind);

  it('Z.5 boundary: with the telephone blank the whole batch is refused and nothing is mailed; the next business day it goes out', async () => {
    await setCityContact(db.source, { phone: '' }, ADMIN, clock.now());
    await reloadPolicies(db.source);
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    expect(await mailed()).toEqual([]);
    const refused = await rows<{ clause: string }>(
      db.source,
      "SELECT clause FROM journal WHERE event = 'request.refused'",
    );
    expect(refused.map((each) => each.clause)).toEqual(['Z.5', 'Z.5', 'Z.5', 'Z.5']);
    expect(await rows(db.source, 'SELECT role, clause, account_id AS account FROM task')).toEqual([
      { role: 'finance', clause: 'Z.5', account: null },
    ]);

    await setCityContact(db.source, { phone: '(626) 555-0143' }, ADMIN, clock.now());
    await reloadPolicies(db.source);
    await runDue(db.source, clock.set('2026-03-02T09:59:59-08:00'));
    expect(await mailed()).toEqual([]);
    await runDue(db.source, clock.set('2026-03-02T10:00:00-08:00'));
    expect(await mailed()).toEqual(['disconnection', 'disconnection']);
  });

  const refused = async () =>
    rows<{ because: string[] }>(
      db.source,
      "SELECT facts->'because' AS because FROM journal WHERE event = 'request.refused'",
    );

  it('Z.6 without the web address of the policy no notice goes out', async () => {
    await setCityContact(db.source, { policyUrl: 'nowhere' }, ADMIN, clock.now());
    await reloadPolicies(db.source);
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    expect(await mailed()).toEqual([]);
    expect((await refused()).map((each) => each.because)).toEqual(Array(4).fill(['Z.6', 'E.2.a.vi']));
  });

  it('Z.7 the reminder goes out in the languages there are, the notice that a close depends on does not', async () => {
    await setCityContact(db.source, { untranslated: ['vi'] }, ADMIN, clock.now());
    await reloadPolicies(db.source);
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    const reminder = { kind: 'reminder', amount: 13_580, languages: ['en', 'es', 'zh', 'tl', 'ko'] };
    expect(await rows(db.source, 'SELECT kind, amount, languages FROM notice')).toEqual([reminder, reminder]);
    expect((await refused()).map((each) => each.because)).toEqual(Array(2).fill(['E.2.a', 'Z.7']));
  });
});
