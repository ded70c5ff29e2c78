import pg from 'pg';
import type { DataSource } from 'typeorm';
import { row } from './tx.ts';
import type { Tx } from './tx.ts';

/** Who connects with an address. */
interface Login {
  readonly user: string;
  readonly password: string;
}

function loginOf(url: string): Login {
  const { username, password } = new URL(url);
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Makes the role where it is missing. One that is there keeps its password: that is the city's own matter. */
async function ensureRole(tx: Tx, { user, password }: Login): Promise<void> {
  if (await row(tx, 'SELECT 1 FROM pg_roles WHERE rolname = $1', [user])) return;
  await tx.query(`CREATE ROLE ${pg.escapeIdentifier(user)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
}

/**
 * What the application may do: read and write the records, and only add to the journal. It owns no table, so it can
 * neither change what is written there nor switch off the triggers that forbid it.
 */
const RIGHTS = (user: string): string => `
  GRANT USAGE ON SCHEMA public TO ${user};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${user};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${user};
  REVOKE UPDATE, DELETE ON journal, journal_seal FROM ${user};
  REVOKE DELETE ON journal_head FROM ${user};
  REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${user};
  REVOKE EXECUTE ON FUNCTION make_read_partition(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION make_read_partition(date) TO ${user};`;

/**
 * Gives the application's own role, the one of `appUrl`, its rights on a migrated database; `owner` owns the tables.
 * `queueUrl`: whose tables are its own, in a schema of their own, where the queue is kept in this database. False where
 * the application is the owner itself: then nothing in the database keeps it from the journal.
 */
export async function grantRoles(owner: DataSource, appUrl: string, queueUrl: string): Promise<boolean> {
  const app = loginOf(appUrl);
  const me = await row<{ name: string; database: string }>(
    owner,
    'SELECT current_user::text AS name, current_database()::text AS database',
  );
  if (!me || me.name === app.user) return false;
  await owner.transaction(async (tx) => {
    await ensureRole(tx, app);
    await tx.query(RIGHTS(pg.escapeIdentifier(app.user)));
    if (!queueUrl.startsWith('postgres')) return;
    const queue = loginOf(queueUrl);
    await ensureRole(tx, queue);
    // BullMQ makes its schema itself. One that the owner made before there were roles goes: the queue only wakes, and is
    // put back from the accounts.
    const others = await row(
      tx,
      `SELECT 1 FROM pg_namespace WHERE nspname = 'bullmq' AND nspowner <> (SELECT oid FROM pg_roles WHERE rolname = $1)`,
      [queue.user],
    );
    if (others) await tx.query('DROP SCHEMA bullmq CASCADE');
    await tx.query(
      `GRANT CREATE ON DATABASE ${pg.escapeIdentifier(me.database)} TO ${pg.escapeIdentifier(queue.user)}`,
    );
  });
  return true;
}
