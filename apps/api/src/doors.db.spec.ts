import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { aCity, aCrew, aMember, anAccount, testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';

const PASSWORD = 'water under the bridge';
const PATIENCE = { headersMs: 1_000, bodyMs: 2_000, idleMs: 1_000, checkMs: 200 };
const LIMITS = { lockMs: 1_000, statementMs: 20_000 };

describe('the doors of the API', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let clerk: string;
  let crew: string;
  const clock = new TestClock('2026-03-16T09:00:00-07:00');

  const signIn = async (username: string): Promise<string> => {
    const answer = await request(api.url).post('/api/sign-in').send({ username, password: PASSWORD });
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };
  const optOut = (accountId: number, key: string, readByHand = true) =>
    request(api.url)
      .post(`/api/accounts/${accountId}/smart-meter`)
      .set('cookie', clerk)
      .set('idempotency-key', key)
      .send({ readByHand });

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    const crewId = await aCrew(database.source);
    await aMember(database.source, { username: 'clerk', name: 'Clerk', password: PASSWORD, roles: ['clerk'] });
    await aMember(database.source, { username: 'crew', name: 'Crew', password: PASSWORD, roles: ['crew'], crewId });
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    // Its own pools, as in a city: what one of them waits for must not keep the other.
    api = await createApi(config, { clock, machine: () => clock.now(), patience: PATIENCE, limits: LIMITS });
    clerk = await signIn('clerk');
    crew = await signIn('crew');
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a connection, says this much, and waits until it is closed; what was answered. */
  const halfOpen = (said: string): Promise<string> =>
    new Promise((done) => {
      let heard = '';
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => socket.write(said));
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      socket.on('error', () => done(heard));
      socket.on('close', () => done(heard));
    });

  it.each([
    ['nothing at all', ''],
    ['half of a header', 'GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'half of a body',
      'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"a',
    ],
    ['a whole request, and then nothing', 'GET /health/self HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])(
    'closes a connection that says %s',
    async (_, said) => {
      const heard = await Promise.all(Array.from({ length: 20 }, () => halfOpen(said)));
      expect(heard).toHaveLength(20);
      if (said.endsWith('\r\n\r\n')) expect(heard[0]).toContain('200 OK');
    },
    60_000,
  );

  it('waits in a city for headers, bodies and the next request no longer than it must', async () => {
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    const city = await createApi(config, { clock, source: database.source });
    try {
      const { headersTimeout, requestTimeout, keepAliveTimeout } = city.app.getHttpServer();
      expect([headersTimeout, requestTimeout, keepAliveTimeout]).toEqual([15_000, 60_000, 10_000]);
    } finally {
      await city.close();
    }
  });

  it.each([33, 8_000, 100_000])('reads no JSON of %i levels, signed in or not', async (depth) => {
    const deep = `{"username":${'['.repeat(depth)}${']'.repeat(depth)},"password":"x"}`;
    for (const path of ['/api/sign-in', '/api/accounts/1/payments', '/api/nowhere']) {
      const answer = await request(api.url)
        .post(path)
        .set('cookie', clerk)
        .set('content-type', 'application/json')
        .send(deep);
      expect([path, answer.status]).toEqual([path, 400]);
      expect(problem.parse(answer.body).detail).toContain('nested too deeply');
    }
  });

  it.each([
    '/api/me',
    '//api/me',
    '/api//me',
    '/api/./me',
    '/x/../api/me',
    '/%61pi/me',
    '/api/%6de',
    '/API/me',
    '/api/me/',
    '/api/me?x=1',
    '/api/me;x',
    '/api/%2e/me',
    '/api/cases',
    '/api/nowhere',
  ])('lets nobody keep what %s answers', async (path) => {
    const answer = await request(api.url).get(path).set('cookie', clerk);
    expect(answer.status).toBeLessThan(500);
    expect([path, answer.headers['cache-control']]).toEqual([path, 'no-store']);
  });

  it('tells its measures to this machine, and to nobody that a proxy lets in', async () => {
    await request(api.url).get('/metrics').expect(200);
    const past = await request(api.url).get('/metrics').set('x-forwarded-for', '203.0.113.9').expect(404);
    expect(problem.parse(past.body).code).toBe('not-found');
  });

  it('takes no key that came with another body, account or request, and says so', async () => {
    const [one, other] = [await anAccount(database.source), await anAccount(database.source)];
    const key = randomUUID();
    await optOut(one.accountId, key).expect(200);
    await optOut(one.accountId, key).expect(200);
    for (const answer of [
      await optOut(one.accountId, key, false),
      await optOut(other.accountId, key),
      await request(api.url)
        .post(`/api/accounts/${one.accountId}/contacts`)
        .set('cookie', clerk)
        .set('idempotency-key', key)
        .send({ kind: 'phone', at: clock.now(), note: '' }),
    ]) {
      expect(answer.status).toBe(409);
      expect(problem.parse(answer.body)).toMatchObject({ code: 'conflict', detail: expect.stringContaining('key') });
    }
    expect(await rows(database.source, 'SELECT 1 FROM contact_made')).toEqual([]);
    expect(await rows(database.source, 'SELECT 1 FROM meter_opt_out WHERE account_id = $1', [other.accountId])).toEqual(
      [],
    );
  });

  it('keeps no key of a refusal: what is asked for under it may change', async () => {
    const { accountId } = await anAccount(database.source);
    const key = randomUUID();
    await optOut(accountId, key, false).expect(409);
    await optOut(accountId, key).expect(200);
  });

  it('answers crews while an account is held, and tells the office to try again', async () => {
    const { accountId } = await anAccount(database.source);
    const holder = database.source.createQueryRunner();
    await holder.startTransaction();
    try {
      await holder.query('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [accountId]);
      const office = Array.from({ length: 40 }, () => optOut(accountId, randomUUID()).then((answer) => answer));
      const days = Array.from({ length: 5 }, () =>
        request(api.url).get('/api/crew/day').set('cookie', crew).expect(200),
      );
      const first = await Promise.race([
        Promise.all(days).then(() => 'the crews'),
        Promise.all(office).then(() => 'the office'),
      ]);
      expect(first).toBe('the crews');
      for (const { status, body, headers } of await Promise.all(office)) {
        expect([status, headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
        expect(problem.parse(body)).toMatchObject({ code: 'busy', detail: expect.stringContaining('try again') });
      }
    } finally {
      await holder.rollbackTransaction();
      await holder.release();
    }
    await optOut(accountId, randomUUID()).expect(200);
  });
});
