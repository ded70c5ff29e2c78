import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem } from '@curbstop/contracts';
import { rows, SESSION_IDLE_MS, SESSION_LONGEST_MS } from '@curbstop/core';
import { testDatabase, TestClock, aMember } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';

const PASSWORD = 'water under the bridge';

describe('the HTTP edge', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const clock = new TestClock('2026-03-16T09:00:00-07:00');
  const machine = new TestClock('2026-06-01T00:00:00Z');
  const http = () => request(api.url);

  const signIn = async (username: string, password = PASSWORD): Promise<string> => {
    const answer = await http().post('/api/sign-in').send({ username, password }).expect(200);
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    await aMember(database.source, { username: 'dora', name: 'Dora', password: PASSWORD, roles: ['clerk'] });
    await aMember(database.source, {
      username: 'ada',
      name: 'Ada',
      password: PASSWORD,
      roles: ['admin'],
      mustChangePassword: true,
    });
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source, machine: () => machine.now() });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('signs in with an opaque cookie that no script and no other site gets', async () => {
    const answer = await http().post('/api/sign-in').send({ username: 'dora', password: PASSWORD }).expect(200);
    expect(answer.body).toEqual({
      staffId: expect.any(Number),
      username: 'dora',
      name: 'Dora',
      roles: ['clerk'],
      crewId: null,
      mustChangePassword: false,
      twoStep: false,
      mustSetUpTwoStep: false,
      sessionEndsAt: machine.now() + SESSION_LONGEST_MS,
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^curbstop=[\w-]{43}; .*Path=\/.*HttpOnly.*SameSite=Strict$/);
    expect(cookie).not.toContain('Secure');
    const token = cookie.slice('curbstop='.length).split(';')[0] ?? '';
    const kept = await rows(database.source, 'SELECT 1 FROM session WHERE token_hash = $1', [
      createHash('sha256').update(token).digest(),
    ]);
    expect(kept).toHaveLength(1);
    await http().get('/api/me').set('cookie', `curbstop=${token}`).expect(200);
  });

  it('answers a wrong name and a wrong password alike', async () => {
    const wrong = await http().post('/api/sign-in').send({ username: 'dora', password: 'wrong' }).expect(401);
    const nobody = await http().post('/api/sign-in').send({ username: 'nobody', password: 'wrong' }).expect(401);
    expect(wrong.body).toEqual(nobody.body);
    expect(problem.parse(wrong.body).code).toBe('wrong-credentials');
    expect(wrong.headers['content-type']).toContain('application/problem+json');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('ends a session on sign-out and after 12 idle hours of the machine, not of the city', async () => {
    const cookie = await signIn('dora');
    clock.advance({ hours: 48 });
    await http().get('/api/me').set('cookie', cookie).expect(200);
    await http().post('/api/sign-out').set('cookie', cookie).expect(204);
    await http().get('/api/me').set('cookie', cookie).expect(401);
    const other = await signIn('dora');
    machine.advance({ milliseconds: SESSION_IDLE_MS });
    await http().get('/api/me').set('cookie', other).expect(401);
  });

  it('opens nothing but the change to someone with a one-time password, and ends the old session', async () => {
    const cookie = await signIn('ada');
    const me = await http().get('/api/me').set('cookie', cookie).expect(200);
    expect(me.body.mustChangePassword).toBe(true);
    const closed = await http().get('/api/dispatch/day').set('cookie', cookie).expect(403);
    expect(closed.body.detail).toContain('one-time password');
    const short = await http()
      .post('/api/password')
      .set('cookie', cookie)
      .send({ current: PASSWORD, next: 'short' })
      .expect(400);
    expect(short.body.fields).toEqual([{ field: 'next', says: 'Use at least 12 characters.' }]);
    const same = await http()
      .post('/api/password')
      .set('cookie', cookie)
      .send({ current: PASSWORD, next: PASSWORD })
      .expect(400);
    expect(same.body.fields[0].field).toBe('next');
    const wrong = await http()
      .post('/api/password')
      .set('cookie', cookie)
      .send({ current: 'no', next: 'a bridge over water' })
      .expect(400);
    expect(wrong.body.fields[0].field).toBe('current');
    const done = await http()
      .post('/api/password')
      .set('cookie', cookie)
      .send({ current: PASSWORD, next: 'a bridge over water' })
      .expect(200);
    expect(done.body.mustChangePassword).toBe(false);
    await http().get('/api/me').set('cookie', cookie).expect(401);
    const fresh = String(done.headers['set-cookie']).split(';')[0] ?? '';
    await http().get('/api/me').set('cookie', fresh).expect(200);
  });

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'null' }],
  ])('refuses a change that another site sends: %j', async (headers) => {
    const cookie = await signIn('dora');
    for (const path of ['/api/sign-out', '/api/accounts/1/payments', '/api/sign-in']) {
      const answer = await http().post(path).set(headers).set('cookie', cookie).send({});
      expect([answer.status, answer.body.code]).toEqual([403, 'foreign-origin']);
    }
    await http().get('/api/me').set(headers).set('cookie', cookie).expect(200);
    machine.advance({ minutes: 1 });
  });

  it('takes a change from a page of its own', async () => {
    await http().post('/api/sign-out').set('origin', api.url).expect(204);
    await http().post('/api/sign-out').set('sec-fetch-site', 'same-origin').expect(204);
  });

  it.each([
    ['no JSON', '{"username":', 'application/json', 400, 'invalid'],
    ['another type', '<a/>', 'text/xml', 400, 'invalid'],
    ['a form', 'username=dora&password=x', 'application/x-www-form-urlencoded', 400, 'invalid'],
    ['a missing field', '{"username":"dora"}', 'application/json', 400, 'invalid'],
    ['a zero byte', '{"username":"do\\u0000ra","password":"x"}', 'application/json', 400, 'invalid'],
    ['half a character', '{"username":"\\ud800","password":"x"}', 'application/json', 400, 'invalid'],
    ['a list for a name', '{"username":["dora"],"password":"x"}', 'application/json', 400, 'invalid'],
    [
      'a poisoned prototype',
      '{"__proto__":{"a":1},"username":"dora","password":"x"}',
      'application/json',
      400,
      'invalid',
    ],
    ['more than it may', JSON.stringify({ username: 'x'.repeat(600_000) }), 'application/json', 413, 'too-large'],
  ])('answers %s with a problem that a person can read', async (_, body, type, status, code) => {
    const answer = await http().post('/api/sign-in').set('content-type', type).send(body);
    const said = problem.parse(answer.body);
    expect([answer.status, said.status, said.code]).toEqual([status, status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.stringify(said)).not.toMatch(/node_modules|at \w+ \(|SyntaxError/);
  });

  it('names each field that is not allowed', async () => {
    const answer = await http().post('/api/sign-in').send({ username: '', password: '' }).expect(400);
    expect(answer.body.fields).toEqual([
      { field: 'username', says: 'Give your user name.' },
      { field: 'password', says: 'Give your password.' },
    ]);
  });

  it('says nothing of how a fault of its own came about', async () => {
    const cookie = await signIn('dora');
    await database.source.query('ALTER TABLE session RENAME TO session_away');
    const answer = await http().get('/api/me').set('cookie', cookie);
    await database.source.query('ALTER TABLE session_away RENAME TO session');
    expect([answer.status, answer.body]).toEqual([
      500,
      { type: 'urn:curbstop:problem:internal', title: 'The server could not do this', status: 500, code: 'internal' },
    ]);
  });

  it('answers an address that does not exist as a problem', async () => {
    const answer = await http().get('/api/nothing').expect(404);
    expect(problem.parse(answer.body).code).toBe('not-found');
  });

  it('slows guessing down: 429 with the seconds to wait, for that name alone', async () => {
    const tries: number[] = [];
    for (let i = 0; i < 11; i += 1)
      tries.push((await http().post('/api/sign-in').send({ username: 'Guess', password: 'x' })).status);
    expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
    const limited = await http().post('/api/sign-in').send({ username: 'gUESS', password: 'x' }).expect(429);
    expect(problem.parse(limited.body).code).toBe('too-many');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    await http().post('/api/sign-in').send({ username: 'other', password: 'x' }).expect(401);
  });

  it('limits what an address may try, whatever the names', async () => {
    // All at once, so that they fall into one minute on a slow machine too.
    const tries = Array.from({ length: 61 }, (_, nth) =>
      http()
        .post('/api/sign-in')
        .send({ username: `name${nth}`, password: 'x' }),
    );
    const answers = await Promise.all(tries);
    expect(answers.map(({ status }) => status)).toContain(429);
  });

  it('sends what keeps a browser safe', async () => {
    const { headers } = await http().get('/').expect(200);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("img-src 'self' data: blob:;");
    expect(headers['x-content-type-options']).toBe('nosniff');
    const me = await http().get('/api/me').expect(401);
    expect(me.headers['cache-control']).toBe('no-store');
  });

  it('describes itself at /api', async () => {
    const page = await http().get('/api').expect(200);
    expect(page.text).toContain('swagger-ui');
    const { body } = await http().get('/api-json').expect(200);
    expect(body.openapi).toMatch(/^3\./);
    const { post } = body.paths['/api/accounts/{accountId}/payments'];
    expect(post.requestBody.content['application/json'].schema.required).toEqual(
      expect.arrayContaining(['amount', 'method', 'channel']),
    );
    expect(post.responses['200'].content['application/json'].schema.properties).toHaveProperty('paymentId');
  });
});
