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
  const each = readEnvironment(environment, env);
  return {
    databaseUrl: each.DATABASE_URL,
    queueUrl: each.QUEUE_URL ?? each.DATABASE_URL,
    dataFolder: each.CURBSTOP_DATA === undefined ? null : resolve(each.CURBSTOP_DATA),
    profile: each.CURBSTOP_PROFILE,
    demo: each.CURBSTOP_DEMO,
    logLevel: each.LOG_LEVEL,
  };
}
