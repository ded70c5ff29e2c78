import { randomBytes } from 'node:crypto';
import { migrate, openDatabase } from '@curbstop/core';
import pg from 'pg';
import type { DataSource } from 'typeorm';

/** A database of one spec's own, with every migration run and nothing else in it. */
export interface TestDatabase {
  readonly url: string;
  readonly source: DataSource;
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
}

/** How specs connect: on a machine as busy as it may be, a connection takes its time. */
export const PATIENT = { connectWithinMs: 120_000 } as const;

/** The database server that the runner started or was given. */
function serverUrl(): string {
  const url = process.env['CURBSTOP_TEST_DATABASE_URL'];
  if (!url) throw new Error('These specs need a PostgreSQL server: run them with `npm test -- db`.');
  return url;
}

function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

// The runner names each run, so that workers share one template and no run meets another's.
const run = process.env['CURBSTOP_TEST_RUN'] ?? randomBytes(4).toString('hex');
const template = `curbstop_template_${run}`;

/** Any number: it keeps workers from making the template, or copying it, at once. */
const TEMPLATE_LOCK = 727_002;

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated template unless a worker has; the caller holds the lock. */
async function ensureTemplate(client: pg.Client): Promise<void> {
  const made = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (made.rowCount === 1) return;
  // Under another name until it is whole: a worker killed half-way must leave no template behind.
  const unfinished = `${template}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE template0`);
  const source = await openDatabase(withName(serverUrl(), unfinished), PATIENT);
  try {
    await migrate(source);
  } finally {
    await source.destroy();
  }
  await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
}

async function createFrom(make: (client: pg.Client) => Promise<string>): Promise<{ name: string; url: string }> {
  const name = `curbstop_spec_${run}_${randomBytes(6).toString('hex')}`;
  await asAdmin(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${await make(client)}"`);
  });
  return { name, url: withName(serverUrl(), name) };
}

const drop = (name: string) => asAdmin((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));

/** A fresh database with the migrated schema, copied from the run's template. Close it in `afterAll`. */
export async function testDatabase(options?: Parameters<typeof openDatabase>[1]): Promise<TestDatabase> {
  const { name, url } = await createFrom(async (client) => {
    await ensureTemplate(client);
    return template;
  });
  const source = await openDatabase(url, { ...PATIENT, ...options });
  return {
    url,
    source,
    close: async () => {
      if (source.isInitialized) await source.destroy();
      await drop(name);
    },
  };
}

/** A fresh database with nothing in it, for those who bring their own schema (migrations, the queue). */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { name, url } = await createFrom(async () => 'template0');
  return {
    url,
    drop: async () => {
      await drop(name);
    },
  };
}
