import { TestClock, aBill, aCity, aMember, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { runDue, verifyJournal } from '../index.ts';
import { journalVerdict } from './verdict.ts';

describe('what is said of the journal', () => {
  let db: TestDatabase;
  let accountId: number;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeEach(async () => {
    db = await testDatabase();
    await aCity(db.source);
    ({ accountId } = await anAccount(db.source));
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await aMember(db.source, { username: 'dora', name: 'Dora', password: 'water under the bridge', roles: ['clerk'] });
  });
  afterEach(() => db.close());

  /** As somebody who owns the database can: the journal's own trigger is put aside. */
  async function tamper(sql: string, parameters: unknown[]): Promise<void> {
    await db.source.query('ALTER TABLE journal DISABLE TRIGGER USER');
    await db.source.query(sql, parameters);
    await db.source.query('ALTER TABLE journal ENABLE TRIGGER USER');
  }
  const verdict = async () => journalVerdict(await verifyJournal(db.source));

  it('is that it is whole, with how much was read', async () => {
    expect(await verdict()).toEqual({
      whole: true,
      says: ['The journal is whole: 4 rows in 2 chains.', expect.stringContaining('No signed seal was found')],
    });
  });

  it('names the row whose fact was changed', async () => {
    await tamper(
      `UPDATE journal SET facts = jsonb_set(facts, '{amount}', '1') WHERE account_id = $1 AND event = 'charge.posted'`,
      [accountId],
    );
    expect(await verdict()).toEqual({
      whole: false,
      says: [`account/${accountId} row 1: its content does not fit its link.`, 'The journal is broken at 1 place.'],
    });
  });

  it('names no more places than fit on a screen', () => {
    const broken = Array.from({ length: 30 }, (_, nth) => `account/${nth} row 1: its content does not fit its link.`);
    const { says } = journalVerdict({ rows: 30, streams: 30, broken, sealed: null });
    expect(says).toHaveLength(21);
    expect(says.at(-1)).toBe('The journal is broken at 30 places.');
  });
});
