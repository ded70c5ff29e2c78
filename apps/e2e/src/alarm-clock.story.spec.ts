import { row, rows } from '@curbstop/core';
import { createScheduler } from '@curbstop/scheduler';
import type { RunningScheduler } from '@curbstop/scheduler';
import { outerRedisUrl } from '@curbstop/testing';
import { Redis } from 'ioredis';
import { faultsOf } from './support/books.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import { queueUrl } from './support/outer.ts';
import { until } from './support/until.ts';

/** The real scheduler on its real queue: nobody calls it, it wakes by itself. */
describe('the alarm clock', () => {
  let house: House;
  let queue: string;
  let place: Place;
  const schedulers: RunningScheduler[] = [];

  const start = async (): Promise<void> => {
    const config = {
      databaseUrl: house.database.url,
      queueUrl: queue,
      dataFolder: null,
      profile: 'glendora',
      demo: false,
      logLevel: 'silent',
    } as const;
    schedulers.push(await createScheduler(config, { clock: house.clock, source: house.source }));
  };
  const notices = async (): Promise<number> =>
    (await row<{ n: number }>(house.source, 'SELECT count(*)::int AS n FROM notice'))?.n ?? 0;
  const emptyTheQueue = async (): Promise<void> => {
    if (outerRedisUrl() !== undefined) {
      const redis = new Redis(queue);
      await redis.flushdb();
      await redis.quit();
      return;
    }
    const tables = await rows<{ name: string }>(
      house.source,
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename !~ 'migration|version'",
    );
    await house.source.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  };

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    queue = queueUrl(house.database.url, 3);
    place = await house.place();
    const [meter] = await house.plugIn(place);
    house.clock.set('2026-01-08T06:00:00-08:00');
    await meter?.read('48.139');
    await until('the read is kept', () => row(house.source, 'SELECT 1 FROM meter_read'));
    await start();
  });
  afterAll(async () => {
    await Promise.all(schedulers.map((scheduler) => scheduler.close()));
    await house.close();
  });

  it('makes the bill run of day 0 when its hour comes', async () => {
    house.clock.set('2026-01-15T06:00:00-08:00');
    await until('the bill is made', () => row(house.source, 'SELECT 1 FROM bill'));
  });

  it('of a second scheduler beside it charges and mails nothing twice on day 43', async () => {
    await start();
    house.clock.set('2026-02-27T10:00:00-08:00');
    await until('the notices are mailed', async () => (await notices()) === 2);
    expect(await faultsOf(house.source)).toEqual([]);
  });

  it('wakes again by itself when its queue is emptied: what is due stands in the accounts', async () => {
    await emptyTheQueue();
    house.clock.set('2026-03-16T17:00:00-07:00');
    await until('the list of day 60 is made', async () => (await house.ordersOf(place)).length === 1);
    expect(await notices()).toBe(2);
    expect(await faultsOf(house.source)).toEqual([]);
  });
});
