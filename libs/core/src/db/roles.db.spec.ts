import type { Instant } from '@curbstop/policy';
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import type { DataSource } from 'typeorm';
import { append, ensureReadPartitions, grantRoles, inTransaction, openDatabase, row } from '../index.ts';

const NOW = Date.UTC(2031, 4, 17) as Instant;

describe('the role that the application connects with', () => {
  let db: TestDatabase;
  let app: DataSource;
  let user: string;

  beforeAll(async () => {
    db = await testDatabase();
    const url = new URL(db.url);
    user = `app_${url.pathname.slice(-12)}`;
    url.username = user;
    url.password = 'of-the-application';
    expect(await grantRoles(db.source, url.href, 'redis://127.0.0.1:6379')).toBe(true);
    expect(await grantRoles(db.source, url.href, 'redis://127.0.0.1:6379')).toBe(true);
    app = await openDatabase(url.href, { max: 2 });
  });
  afterAll(async () => {
    await app.destroy();
    await db.source.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
    await db.close();
  });

  const tell = (): Promise<void> =>
    inTransaction(app, (tx) =>
      append(tx, [
        {
          event: 'service.off',
          facts: { orderId: 1 },
          at: NOW,
          actor: { kind: 'system', part: 'billing' },
          clause: 'E.1',
          accountId: null,
        },
      ]),
    );

  it('adds to the journal, and owns no table', async () => {
    await tell();
    expect(await row(app, 'SELECT count(*)::int AS n FROM journal')).toEqual({ n: 1 });
    expect(await row(app, 'SELECT 1 FROM pg_tables WHERE tableowner = current_user')).toBeNull();
  });

  it.each([
    "UPDATE journal SET clause = 'C.1'",
    'DELETE FROM journal',
    'TRUNCATE journal',
    'ALTER TABLE journal DISABLE TRIGGER USER',
    'DROP TRIGGER journal_append_only ON journal',
    'SET session_replication_role = replica',
    'DELETE FROM journal_head',
    "UPDATE journal_seal SET digest = ''",
    'DELETE FROM migrations',
    'CREATE TABLE mine (id integer)',
    'ALTER TABLE ledger_entry DISABLE TRIGGER USER',
  ])('may not: %s', async (sql) => {
    await tell();
    await expect(app.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('makes room for readings all the same, by the owner of the tables', async () => {
    const made = await inTransaction(app, (tx) => ensureReadPartitions(tx, NOW, 2));
    expect(made).toEqual(['meter_read_2031_05', 'meter_read_2031_06']);
    expect(await inTransaction(app, (tx) => ensureReadPartitions(tx, NOW, 2))).toEqual([]);
  });
});
