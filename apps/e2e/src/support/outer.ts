import { outerBroker, outerRedisUrl } from '@curbstop/testing';
import pg from 'pg';

/** Any number: specs that run side by side write the broker's password file one after the other. */
const FILE_LOCK = 727_010;

/** Makes devices known to the broker of the runner; nothing to do for the gateway's own. */
export async function letIn(devices: readonly { readonly name: string; readonly secret: string }[]): Promise<void> {
  const outer = outerBroker();
  if (!outer) return;
  const client = new pg.Client({ connectionString: process.env['CURBSTOP_TEST_DATABASE_URL'] });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [FILE_LOCK]);
    await outer.addDevices(devices);
  } finally {
    await client.end();
  }
}

/** Where the queue lives: a database of Redis of the spec's own, when the runner has Redis; else PostgreSQL. */
export function queueUrl(databaseUrl: string, redisDatabase: number): string {
  const redis = outerRedisUrl();
  if (redis === undefined) return databaseUrl;
  const url = new URL(redis);
  url.pathname = `/${redisDatabase}`;
  return url.href;
}
