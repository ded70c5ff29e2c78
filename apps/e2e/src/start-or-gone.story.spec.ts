import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { START_TIMEOUT_MS, migrate, openDatabase, row } from '@curbstop/core';
import { PATIENT, aCity } from '@curbstop/testing';
import { chance } from './support/killer.ts';
import { Part } from './support/part.ts';
import { patiently } from './support/patiently.ts';
import { Postgres } from './support/postgres.ts';
import { until } from './support/until.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Tries of each program. The rare ones show in many: `CURBSTOP_START_TRIES=150 npm test -- story start-or-gone`. */
const TRIES = Number(process.env['CURBSTOP_START_TRIES'] ?? 4);
/** PostgreSQL dies between these, after the program was started: while it connects, and while BullMQ bootstraps. */
const [EARLIEST_MS, LATEST_MS] = [300, 1_500];
/** A busy machine may take so long to see a process end. */
const SLACK_MS = 60_000;
jest.setTimeout(240_000 + TRIES * (START_TIMEOUT_MS + SLACK_MS));

/** A start is ready or gone within its time, whatever dies when; and who is ready is at work. */
describe('a start while PostgreSQL dies', () => {
  const seed = Number(process.env['CURBSTOP_SEED'] ?? randomInt(2 ** 31));
  const random = chance(seed);
  let folder: string;
  let postgres: Postgres;
  let env: Record<string, string>;
  let silent: Server;

  // Two connections: a migration holds one for its lock while it works on the other.
  const source = () => openDatabase(postgres.url, { ...PATIENT, max: 2, onPoolError: () => undefined });
  /** When it last said that it is at work; in milliseconds. */
  const beatOf = (name: string): Promise<number> =>
    patiently(`the ${name} beats`, async () => {
      const database = await source();
      try {
        const sql = "SELECT (value->>'at')::bigint AS at FROM setting WHERE key = $1";
        return (await row<{ at: number }>(database, sql, [`heartbeat/${name}`]))?.at ?? 0;
      } finally {
        await database.destroy();
      }
    });
  const partOf = (name: string, more: Record<string, string> = {}): Part =>
    new Part(name, join(ROOT, 'apps', name, 'dist/main.js'), { ...env, ...more });

  beforeAll(async () => {
    console.info(`CURBSTOP_SEED=${seed}`);
    folder = await mkdtemp(join(tmpdir(), 'curbstop-start-'));
    postgres = await Postgres.start(join(folder, 'data'));
    const database = await source();
    await migrate(database);
    await aCity(database);
    await database.destroy();
    env = { DATABASE_URL: postgres.url, QUEUE_URL: postgres.url, PORT: '0', MQTT_PORT: '0', CURBSTOP_DATA: folder };
    silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    await postgres?.stop();
    silent?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['api', 'scheduler', 'gateway'])('%s is ready or gone', async (name) => {
    for (let nth = 1; nth <= TRIES; nth += 1) {
      const part = partOf(name);
      const afterMs = EARLIEST_MS + Math.floor(random() * (LATEST_MS - EARLIEST_MS));
      const began = performance.now();
      const begun = part.begin();
      await pause(afterMs);
      await postgres.killAndRestart();
      const how = await begun;
      const says = `try ${nth}, killed after ${afterMs} ms: ${part.standing()}`;
      expect([how, says]).not.toEqual(['hangs', says]);
      expect(performance.now() - began).toBeLessThan(START_TIMEOUT_MS + SLACK_MS);
      // Who is ready is at work, and who is gone comes up the next time.
      if (how === 'ended') expect(await partIsUp(part)).toBe(true);
      const readyAt = Date.now();
      if (name !== 'api') await until(says, async () => (await beatOf(name)) > readyAt, SLACK_MS);
      await part.stop();
      expect(part.deaths).toEqual([]);
    }
  });

  const partIsUp = async (part: Part): Promise<boolean> => {
    await part.start();
    return true;
  };

  it.each([
    ['scheduler', 'a queue that lets in and never answers', () => ({ QUEUE_URL: `redis://127.0.0.1:${portOf()}` })],
    ['scheduler', 'a queue that is not there', () => ({ QUEUE_URL: 'redis://127.0.0.1:1' })],
    ['gateway', 'a broker that lets in and never answers', () => ({ MQTT_URL: `mqtt://127.0.0.1:${portOf()}` })],
  ])('%s is gone in time before %s', async (name, _, more) => {
    const part = partOf(name, more());
    expect(await part.begin()).toBe('ended');
    expect(part.standing()).toMatch(/Not ready|ECONNREFUSED|timeout/i);
    await part.stop();
  });

  const portOf = (): number => (silent.address() as AddressInfo).port;
});
