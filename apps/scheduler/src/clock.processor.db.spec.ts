import { setTimeout as pause } from 'node:timers/promises';
import { row } from '@curbstop/core';
import { TestClock, aCity, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { Queue } from 'bullmq';
import { createScheduler } from './app.ts';
import type { RunningScheduler } from './app.ts';
import { CLOCK_QUEUE } from './clock.processor.ts';
import { openQueueStore } from './queue.ts';
import type { QueueStore } from './queue.ts';

const HOUR = 3_600_000;

describe('the wake-up of the alarm clock', () => {
  let db: TestDatabase;
  let scheduler: RunningScheduler;
  let store: QueueStore;
  let queue: Queue;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    scheduler = await createScheduler(
      {
        databaseUrl: db.url,
        queueUrl: db.url,
        dataFolder: null,
        profile: 'glendora',
        demo: false,
        logLevel: 'silent',
      },
      { clock: new TestClock('2026-03-17T08:00:00-07:00'), source: db.source },
    );
    store = await openQueueStore(db.url, () => undefined);
    queue = new Queue(CLOCK_QUEUE, { connection: store.connection });
  });
  afterAll(async () => {
    await scheduler.close();
    await queue.close();
    await store.close();
    await db.close();
  });

  /** When it was heard last, by the machine's time. */
  const heardAt = async (): Promise<number> =>
    (
      await row<{ at: number }>(
        db.source,
        "SELECT (value->>'at')::float8 AS at FROM setting WHERE key = 'heartbeat/scheduler'",
      )
    )?.at ?? 0;

  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await pause(100);
  };

  it('is not waited for when it was set by a clock that was an hour ahead and has been put back since', async () => {
    await until(async () => (await heardAt()) > 0);
    const { now } = Date;
    const real = (): number => now.call(Date);
    const nextWake = async (): Promise<number> => (await queue.getJobScheduler('look'))?.next ?? 0;
    Date.now = () => real() + HOUR;
    try {
      await until(async () => (await nextWake()) > real() + HOUR / 2);
    } finally {
      Date.now = now;
    }
    const before = await heardAt();
    await until(async () => (await heardAt()) > before + 5_000);
    expect(await nextWake()).toBeLessThan(Date.now() + HOUR / 2);
  });
});
