import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESSION_LONGEST_MS, SESSIONS_PER_PERSON } from '@curbstop/core';
import { aMember, testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('sessions', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const machine = new TestClock('2026-06-01T00:00:00Z');
  const http = () => request(api.url);
  const cookieOf = (answer: request.Response): string => String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const signIn = async (username: string, before = ''): Promise<string> =>
    cookieOf(
      await http().post('/api/sign-in').set('cookie', before).send({ username, password: PASSWORD }).expect(200),
    );
  const me = (cookie: string, status: number) => http().get('/api/me').set('cookie', cookie).expect(status);

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    for (const username of ['dora', 'ada', 'omar']) {
      await aMember(database.source, { username, name: username, password: PASSWORD, roles: ['clerk'] });
    }
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    const clock = new TestClock('2026-03-16T09:00:00-07:00');
    api = await createApi(config, { clock, source: database.source, machine: () => machine.now() });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('end 16 hours after the sign-in, however much they are used, and the page is told beforehand', async () => {
    const cookie = await signIn('dora');
    const started = machine.now();
    for (let hour = 1; hour < 16; hour += 1) {
      machine.advance({ hours: 1 });
      expect((await me(cookie, 200)).body.sessionEndsAt).toBe(started + SESSION_LONGEST_MS);
    }
    machine.advance({ hours: 1 });
    await me(cookie, 401);
  });

  it('are closed by the next sign-in from the same browser, also of another person', async () => {
    const doras = await signIn('dora');
    const omars = await signIn('omar', doras);
    await me(doras, 401);
    expect((await me(omars, 200)).body.username).toBe('omar');
  });

  it('stay open when a sign-in from the same browser fails', async () => {
    const cookie = await signIn('dora');
    await http().post('/api/sign-in').set('cookie', cookie).send({ username: 'dora', password: 'wrong' }).expect(401);
    await me(cookie, 200);
  });

  it('are at most five for one person: the next sign-in ends the oldest', async () => {
    const cookies: string[] = [];
    for (let i = 0; i < SESSIONS_PER_PERSON + 1; i += 1) {
      machine.advance({ seconds: 10 });
      cookies.push(await signIn('ada'));
    }
    const [oldest = '', ...others] = cookies;
    await me(oldest, 401);
    for (const cookie of others) await me(cookie, 200);
  });
});
