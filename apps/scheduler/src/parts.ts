import type { Clock, SystemTime } from '@curbstop/core';
import type { Logger } from 'pino';
import type { SchedulerConfig } from './config.ts';

/** What the processor is given besides the database. */
export interface Parts {
  readonly config: SchedulerConfig;
  readonly clock: Clock;
  /** The machine's time, for heartbeats. */
  readonly machine: SystemTime;
  /** What is wrong with the machine's clock, in a sentence. */
  readonly trouble: () => string | null;
  readonly log: Logger;
}

export const PARTS = Symbol('parts');
