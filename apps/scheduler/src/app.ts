import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import {
  CityClock,
  POLICY_CHANNEL,
  reloadPolicies,
  listen,
  clockTrouble,
  openDatabase,
  programLog,
  steadyTime,
} from '@curbstop/core';
import type { Clock } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { CLOCK_QUEUE, ClockProcessor } from './clock.processor.ts';
import type { SchedulerConfig } from './config.ts';
import { PARTS } from './parts.ts';
import type { Parts } from './parts.ts';
import { openQueueStore } from './queue.ts';
import type { QueueStore } from './queue.ts';
import { startSealer } from './sealer.ts';

export { ConfigError, readConfig } from './config.ts';
export type { SchedulerConfig } from './config.ts';
export { runDailyMaintenance as keepHouse, tick as look } from '@curbstop/core';

/** What a spec may give in place of the real thing. */
export interface SchedulerGiven {
  /** A clock that the spec turns; else the city's own. */
  readonly clock?: Clock;
  /** A database that stays open when the scheduler closes. */
  readonly source?: DataSource;
}

export interface RunningScheduler {
  /** Ends in order: the look under way, the queue, the database. */
  close(): Promise<void>;
}

@Module({})
class SchedulerModule {
  static with(source: DataSource, parts: Parts, store: QueueStore): DynamicModule {
    return {
      module: SchedulerModule,
      imports: [
        BullModule.forRoot({ connection: store.connection }),
        BullModule.registerQueue({ name: CLOCK_QUEUE, streams: { events: { maxLen: 100 } } }),
      ],
      providers: [
        { provide: getDataSourceToken(), useValue: source },
        { provide: PARTS, useValue: parts },
        ClockProcessor,
      ],
    };
  }
}

/** Starts the scheduler. With nothing given it opens the database and follows the city's clock. */
export async function createScheduler(config: SchedulerConfig, given: SchedulerGiven = {}): Promise<RunningScheduler> {
  const log = programLog({ level: config.logLevel, base: { app: 'scheduler' } });
  const onPoolError = (err: Error): void => log.warn({ err }, 'A connection to the database was lost.');
  const source = given.source ?? (await openDatabase(config.databaseUrl, { max: 6, onPoolError }));
  const machine = steadyTime(() => Date.now());
  const clock = given.clock ?? new CityClock(machine.now);
  if (clock instanceof CityClock) await clock.refresh(source);
  await reloadPolicies(source);
  const onError = (err: unknown): void =>
    log.warn({ err }, 'A change of the policy could not be read; it is tried again.');
  const listener = await listen(
    config.databaseUrl,
    { [POLICY_CHANNEL]: () => void reloadPolicies(source).catch(onError) },
    onError,
  );
  const parts: Parts = { config, clock, machine: machine.now, trouble: () => clockTrouble(machine.jumped()), log };
  const store = await openQueueStore(config.queueUrl, onPoolError);
  const app = await NestFactory.createApplicationContext(SchedulerModule.with(source, parts, store), {
    logger: false,
    abortOnError: false,
  });
  const sealer = config.dataFolder === null ? null : await startSealer({ source, clock, log }, config.dataFolder);
  log.info('The alarm clock is being looked at.');
  return {
    close: async () => {
      await listener.close();
      await app.close();
      await store.close();
      await sealer?.close();
      if (!given.source) await source.destroy();
    },
  };
}
