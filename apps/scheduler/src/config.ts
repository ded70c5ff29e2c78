import { resolve } from 'node:path';
import { readEnvironment, variable } from '@curbstop/core';
import type { LogLevel } from '@curbstop/core';
import type { ProfileName } from '@curbstop/policy';
import { z } from 'zod';

export { ConfigError } from '@curbstop/core';

const environment = z.object({
  DATABASE_URL: variable.databaseUrl,
  QUEUE_URL: variable.queueUrl.optional(),
  CURBSTOP_DATA: z.string().optional(),
  CURBSTOP_PROFILE: variable.profile,
  CURBSTOP_DEMO: variable.demo,
  LOG_LEVEL: variable.logLevel,
});

/** What the scheduler is told from outside, checked. */
export interface SchedulerConfig {
  readonly databaseUrl: string;
  /** Where BullMQ keeps its jobs: PostgreSQL by default, Redis at scale. */
  readonly queueUrl: string;
  /** Where the journal's seals are kept, out of the database's reach; null: they are not signed. */
  readonly dataFolder: string | null;
  readonly profile: ProfileName;
  readonly demo: boolean;
  readonly logLevel: LogLevel;
}

/** Reads the environment, once. A wrong value stops the start with a sentence that says what is allowed. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): SchedulerConfig {
  const it = readEnvironment(environment, env);
  return {
    databaseUrl: it.DATABASE_URL,
    queueUrl: it.QUEUE_URL ?? it.DATABASE_URL,
    dataFolder: it.CURBSTOP_DATA === undefined ? null : resolve(it.CURBSTOP_DATA),
    profile: it.CURBSTOP_PROFILE,
    demo: it.CURBSTOP_DEMO,
    logLevel: it.LOG_LEVEL,
  };
}
