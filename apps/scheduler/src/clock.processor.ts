import { InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CityClock, runDailyMaintenance, tick, policyAt } from '@curbstop/core';
import type { Clock } from '@curbstop/core';
import { dayOf } from '@curbstop/policy';
import type { Day } from '@curbstop/policy';
import { Queue } from 'bullmq';
import type { Job } from 'bullmq';
import type { DataSource } from 'typeorm';
import { beat } from './heartbeat.ts';
import { PARTS } from './parts.ts';
import type { Parts } from './parts.ts';
import { Turner } from './turner.ts';

export const CLOCK_QUEUE = 'curbstop-clock';
const LOOK = 'look';
/** How often the alarm clock is looked at, in milliseconds. */
const LOOK_EVERY_MS = 1_000;
/** How often it is seen to that the queue still wakes us, in milliseconds. */
const WATCH_EVERY_MS = 5_000;
/** A wake-up further ahead than this was set by a clock that has been put back since: nobody waits for it. */
const FURTHEST_WAKE_MS = 10_000;

/**
 * The queue's only task is to wake this processor. What is due stands in the accounts, so a queue that was
 * emptied loses nothing: the wake-up is put back, and the next look finds everything.
 */
@Processor(CLOCK_QUEUE, {
  concurrency: 1,
  // A look cut off by a crash (ours, or the queue's) is taken up again within seconds, however often that happens:
  // looking twice does no harm, and not looking does. BullMQ's own times for these are half a minute, once, and 15 s.
  lockDuration: 6_000,
  stalledInterval: 2_000,
  maxStalledCount: 1_000_000,
  runRetryDelay: 1_000,
})
export class ClockProcessor extends WorkerHost implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly clock: Clock;
  private readonly turner: Turner | null;
  private watch: NodeJS.Timeout | null = null;
  private keptHouseOn: Day | null = null;
  private trouble: string | null = null;

  constructor(
    @InjectQueue(CLOCK_QUEUE) private readonly queue: Queue,
    @InjectDataSource() private readonly source: DataSource,
    @Inject(PARTS) private readonly parts: Parts,
  ) {
    super();
    this.clock = parts.clock;
    const { machine, config, log } = parts;
    this.turner =
      config.demo && parts.clock instanceof CityClock
        ? new Turner(source, parts.clock, machine, config.profile, log)
        : null;
  }

  async onModuleInit(): Promise<void> {
    this.queue.on('error', (err) => this.error(err));
    await this.wakeMe();
    this.watch = setInterval(() => {
      this.seeToIt().catch((err: unknown) => this.parts.log.warn({ err }, 'The queue did not answer.'));
    }, WATCH_EVERY_MS);
  }

  /** A worker whose first question to the queue fails never asks again: then there is no start, and the next try is whole. */
  async onApplicationBootstrap(): Promise<void> {
    await this.worker.waitUntilReady();
  }

  onApplicationShutdown(): void {
    if (this.watch) clearInterval(this.watch);
  }

  override async process(job: Job): Promise<void> {
    if (job.name !== LOOK) throw new Error(`The clock's queue holds a job called ${job.name}.`);
    await this.lookNow();
  }

  @OnWorkerEvent('failed')
  failed(job: Job | undefined, err: Error): void {
    this.parts.log.error({ err, job: job?.name }, 'A look of the alarm clock failed; the next one tries again.');
  }

  @OnWorkerEvent('error')
  error(err: Error): void {
    this.parts.log.warn({ err }, 'The queue.');
  }

  private async lookNow(): Promise<void> {
    this.tellOfClock();
    if (this.clock instanceof CityClock) await this.clock.refresh(this.source);
    if (await this.turner?.turnIfAsked()) return;
    const now = this.clock.now();
    const { profile } = this.parts.config;
    const today = dayOf(now, policyAt(profile, now).timeZone);
    if (this.keptHouseOn !== today) {
      await runDailyMaintenance(this.source, profile, now, this.parts.config.dataFolder !== null);
      this.keptHouseOn = today;
    }
    const looked = await tick(this.source, profile, now);
    if (looked.acts + looked.bills > 0) this.parts.log.info(looked, 'Carried out what was due.');
    await beat(this.source, this.parts.machine);
  }

  private tellOfClock(): void {
    const trouble = this.parts.trouble();
    if (trouble !== null && this.trouble === null) this.parts.log.error(trouble);
    if (trouble === null && this.trouble !== null) this.parts.log.info("The machine's clock is right again.");
    this.trouble = trouble;
  }

  private async wakeMe(): Promise<void> {
    await this.queue.upsertJobScheduler(
      LOOK,
      { every: LOOK_EVERY_MS },
      { name: LOOK, opts: { removeOnComplete: true, removeOnFail: 50 } },
    );
  }

  private async seeToIt(): Promise<void> {
    const kept = await this.queue.getJobScheduler(LOOK);
    const waiting = kept ? await this.queue.getJobCounts('waiting', 'delayed', 'active', 'prioritized') : {};
    const some = Object.values(waiting).some((count) => count > 0);
    const soon = (kept?.next ?? 0) - Date.now() <= FURTHEST_WAKE_MS;
    if (kept && some && soon) return;
    this.parts.log.warn(
      soon
        ? 'The queue was emptied; the wake-up is put back.'
        : 'The wake-up was set by another clock; it is set anew.',
    );
    if (kept) await this.queue.removeJobScheduler(LOOK);
    await this.wakeMe();
  }
}
