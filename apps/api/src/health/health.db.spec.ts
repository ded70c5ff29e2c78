import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockTrouble } from '@curbstop/core';
import { testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';
import { checkClock, checkQueue, within } from './checks.ts';

describe('health and metrics', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const machine = new TestClock('2026-06-01T00:00:00Z');
  const http = () => request(api.url);

  const beat = (part: string, more = {}): Promise<unknown> =>
    database.source.query(
      'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      [`heartbeat/${part}`, JSON.stringify({ at: machine.now(), ...more })],
    );

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { source: database.source, machine: () => machine.now() });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('says what is down, to probes and to people', async () => {
    const { body } = await http().get('/health').expect(503);
    expect(body).toEqual({
      up: false,
      parts: {
        database: { up: true, says: 'The database answers.' },
        queue: { up: false, says: expect.stringContaining('no tables yet') },
        broker: { up: false, says: expect.stringContaining('never been heard') },
        sweep: { up: false, says: expect.stringContaining('never been heard') },
        clock: { up: true, says: 'The clock goes on evenly.' },
      },
    });
    const page = await http().get('/health').set('accept', 'text/html,*/*').expect(503);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('Something is down');
    await http().get('/health/self').expect(200);
  });

  it('is up when all parts are, and down 15 s after the last heartbeat', async () => {
    await database.source.query('CREATE SCHEMA bullmq');
    machine.advance({ seconds: 2 });
    await beat('gateway');
    await beat('scheduler');
    await http().get('/health').expect(200);
    machine.advance({ seconds: 14 });
    await http().get('/health').expect(200);
    await beat('scheduler');
    machine.advance({ seconds: 2 });
    const { body } = await http().get('/health').expect(503);
    expect([body.parts.broker.up, body.parts.sweep.up]).toEqual([false, true]);
    expect(body.parts.broker.says).toContain('16 s ago');
  });

  it('says so when the gateway is at work and its broker is away', async () => {
    await beat('scheduler');
    await beat('gateway', { brokerUp: false });
    machine.advance({ seconds: 2 });
    const { body } = await http().get('/health').expect(503);
    expect(body.parts.broker).toEqual({ up: false, says: expect.stringContaining('its broker does not let it in') });
    await beat('gateway', { brokerUp: true });
    machine.advance({ seconds: 2 });
    await http().get('/health').expect(200);
  });

  it('says what is wrong with the clock of the machine', () => {
    expect(checkClock(clockTrouble(86_400_000))).toEqual({
      up: false,
      says: expect.stringContaining('24 hours ahead'),
    });
  });

  it('finds Redis down where nothing listens, and where something listens that is not Redis', async () => {
    const mute = createServer((socket) => socket.resume());
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await within(checkQueue(`redis://127.0.0.1:${port}`), 'The queue')).toMatchObject({ up: false });
    await new Promise((done) => mute.close(done));
    const down = await within(checkQueue(`redis://127.0.0.1:${port}`), 'The queue');
    expect(down).toEqual({ up: false, says: 'The queue cannot be reached (ECONNREFUSED).' });
  });

  it('measures in Prometheus form, without the numbers of accounts', async () => {
    await http().get('/api/accounts/424242').expect(401);
    const { text, headers } = await http().get('/metrics').expect(200);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(
      /curbstop_http_seconds_count\{method="GET",route="\/api\/accounts\/:accountId",status="401"\} 1/,
    );
    expect(text).not.toContain('424242');
    expect(text).toContain('curbstop_live_sockets{room="all"} 0');
    expect(text).toMatch(/curbstop_journal_unread_rows 0/);
    expect(text).toMatch(/curbstop_heartbeat_age_seconds\{part="gateway"\} \d+/);
  });
});
