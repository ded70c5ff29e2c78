import { DataSource } from 'typeorm';
import { ENTITIES } from './entities.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { XID8 } from '../db/columns.ts';
import { resilientSettings } from '../db/resilient-pool.ts';
import { registerTypes } from '../db/types.ts';

export interface DatabaseOptions {
  /** Connections at most. */
  readonly max?: number;
  /** How long a statement waits for what somebody else holds, and how long it runs, in milliseconds; without end otherwise. */
  readonly limits?: { readonly lockMs: number; readonly statementMs: number };
  /** A connection that is not there after so many milliseconds counts as lost; a spec waits longer than a program. */
  readonly connectWithinMs?: number;
  /** Only so many of the schema's steps are known, from the first: for a backup that was made before the others. */
  readonly steps?: number;
  /** Where lost connections are told that nobody used (a restart of PostgreSQL). Not fatal: the pool reconnects. */
  readonly onPoolError?: (error: Error) => void;
}

/** The names of the schema's steps, in order. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map((Step) => new Step().name);

/** A transaction that its own program has forgotten is ended after so many milliseconds, and lets go of what it holds. */
const FORGOTTEN_MS = 60_000;

function settingsOf(limits: DatabaseOptions['limits']): string {
  if (!limits) return '-c timezone=UTC';
  const { lockMs, statementMs } = limits;
  return `-c timezone=UTC -c lock_timeout=${lockMs} -c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=${FORGOTTEN_MS}`;
}

/** Connects; runs no migration. The session's time zone is UTC, so that moments read back exactly. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<DataSource> {
  registerTypes();
  const onLost = (error: unknown): void => {
    options.onPoolError?.(error instanceof Error ? error : new Error(String(error)));
  };
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS.slice(0, options.steps),
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolErrorHandler: onLost,
    extra: {
      ...resilientSettings(onLost, options.connectWithinMs),
      max: options.max ?? 10,
      options: settingsOf(options.limits),
    },
  });
  source.driver.supportedDataTypes.push(XID8);
  return source.initialize();
}

/** Brings the schema up to this version. Two at once wait for one another. */
export async function migrate(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  const lock = 727_001;
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [lock]);
    const done = await source.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [lock]);
    await runner.release();
  }
}
