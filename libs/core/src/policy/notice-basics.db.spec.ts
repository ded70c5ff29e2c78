import type { Actor } from '@curbstop/contracts';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { keepPolicies, layPolicies, rows, setCityContact, sweep } from '../index.ts';

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
    (await rows<{ kind: string }>(db.source, 'SELECT kind FROM notice ORDER BY id')).map((it) => it.kind);

  it('Z.5 boundary: with the telephone blank the whole batch is refused and nothing is mailed; the next business day it goes out', async () => {
    await setCityContact(db.source, { phone: '' }, ADMIN, clock.now());
    await keepPolicies(db.source);
    await sweep(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    expect(await mailed()).toEqual([]);
    const refused = await rows<{ clause: string }>(
      db.source,
      "SELECT clause FROM journal WHERE event = 'request.refused'",
    );
    expect(refused.map((it) => it.clause)).toEqual(['Z.5', 'Z.5', 'Z.5', 'Z.5']);
    expect(await rows(db.source, 'SELECT role, clause, account_id AS account FROM task')).toEqual([
      { role: 'finance', clause: 'Z.5', account: null },
    ]);

    await setCityContact(db.source, { phone: '(626) 555-0143' }, ADMIN, clock.now());
    await keepPolicies(db.source);
    await sweep(db.source, clock.set('2026-03-02T09:59:59-08:00'));
    expect(await mailed()).toEqual([]);
    await sweep(db.source, clock.set('2026-03-02T10:00:00-08:00'));
    expect(await mailed()).toEqual(['disconnection', 'disconnection']);
  });

  it.each([
    ['Z.6', { policyUrl: 'nowhere' }],
    ['Z.7', { untranslated: ['vi'] }],
  ])('%s the reminder goes out, the notice that a close depends on does not', async (clause, contact) => {
    await setCityContact(db.source, contact, ADMIN, clock.now());
    await keepPolicies(db.source);
    await sweep(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    expect(await mailed()).toEqual(['reminder', 'reminder']);
    const refused = await rows<{ because: string[] }>(
      db.source,
      "SELECT facts->'because' AS because FROM journal WHERE event = 'request.refused'",
    );
    expect(refused.every((it) => it.because.includes(clause))).toBe(true);
    expect(refused).toHaveLength(2);
  });
});
