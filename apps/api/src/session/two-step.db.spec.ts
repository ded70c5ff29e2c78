import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rows } from '@curbstop/core';
import { aMember, testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { Secret, TOTP } from 'otpauth';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('two-step sign-in', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const machine = new TestClock('2026-06-01T00:00:00Z');
  const http = () => request(api.url);
  const signIn = (username: string, code?: string) =>
    http()
      .post('/api/sign-in')
      .send({ username, password: PASSWORD, ...(code !== undefined && { code }) });
  const cookieOf = (answer: request.Response): string => String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const codeOf = (secret: string): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: machine.now() });

  /** Sets it up as a person does: begin, read the key, type a code back. */
  const setUp = async (username: string): Promise<{ secret: string; codes: string[]; cookie: string }> => {
    const cookie = cookieOf(await signIn(username).expect(200));
    const begun = await http().post('/api/two-step/begin').set('cookie', cookie).send({}).expect(200);
    const { secret, uri } = begun.body as { secret: string; uri: string };
    expect(uri).toContain(`otpauth://totp/Curbstop:${username}?issuer=Curbstop&secret=${secret}`);
    const confirmed = await http()
      .post('/api/two-step/confirm')
      .set('cookie', cookie)
      .send({ code: codeOf(secret) })
      .expect(200);
    machine.advance({ seconds: 30 });
    return { secret, cookie, codes: (confirmed.body as { codes: string[] }).codes };
  };

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    for (const username of ['dora', 'omar', 'lena', 'ivan']) {
      await aMember(database.source, { username, name: username, password: PASSWORD, roles: ['clerk'] });
    }
    await aMember(database.source, { username: 'fina', name: 'Fina', password: PASSWORD, roles: ['finance'] });
    const config = readConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      CURBSTOP_DATA: folder,
      CURBSTOP_TWO_STEP_ROLES: 'finance, admin',
      LOG_LEVEL: 'silent',
    });
    const clock = new TestClock('2026-03-16T09:00:00-07:00');
    api = await createApi(config, { clock, source: database.source, machine: () => machine.now() });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('asks for a code after the right password, and takes each code once', async () => {
    const { secret } = await setUp('dora');
    const asked = await signIn('dora').expect(401);
    expect([asked.body.code, asked.headers['set-cookie']]).toEqual(['code-needed', undefined]);
    const wrongPassword = await http()
      .post('/api/sign-in')
      .send({ username: 'dora', password: 'wrong', code: codeOf(secret) })
      .expect(401);
    expect(wrongPassword.body.code).toBe('wrong-credentials');
    const code = codeOf(secret);
    const inside = await signIn('dora', code).expect(200);
    expect(inside.body.twoStep).toBe(true);
    const again = await signIn('dora', code).expect(401);
    expect(again.body.detail).toContain('used already');
  });

  it('takes one of two sign-ins that send the same code at once', async () => {
    const { secret } = await setUp('omar');
    const code = codeOf(secret);
    const answers = await Promise.all([signIn('omar', code), signIn('omar', code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('stands in for a lost phone by a recovery code, each once', async () => {
    const { codes } = await setUp('lena');
    expect(codes).toHaveLength(10);
    const [first = ''] = codes;
    await signIn('lena', first.toUpperCase().replace('-', ' ')).expect(200);
    await signIn('lena', first).expect(401);
  });

  it('is closed for 15 minutes by five wrong codes, also for the right one', async () => {
    const { secret } = await setUp('ivan');
    for (let i = 0; i < 5; i += 1) await signIn('ivan', '000000').expect(401);
    const locked = await signIn('ivan', codeOf(secret)).expect(401);
    expect(locked.body.detail).toContain('15 minutes');
    machine.advance({ minutes: 15 });
    await signIn('ivan', codeOf(secret)).expect(200);
  });

  it('opens nothing else to a role that must have it, until it is set up', async () => {
    const answer = await signIn('fina').expect(200);
    expect(answer.body.mustSetUpTwoStep).toBe(true);
    const cookie = cookieOf(answer);
    const closed = await http().get('/api/tasks').set('cookie', cookie).expect(403);
    expect(closed.body.detail).toBe('Set up two-step sign-in first.');
    const { cookie: after } = await setUp('fina');
    await http().get('/api/tasks').set('cookie', after).expect(200);
    const me = await http().get('/api/me').set('cookie', after).expect(200);
    expect([me.body.twoStep, me.body.mustSetUpTwoStep]).toEqual([true, false]);
    const wrong = await http().post('/api/two-step/end').set('cookie', after).send({ password: 'no' }).expect(400);
    expect(wrong.body.fields[0].field).toBe('password');
    await http().post('/api/two-step/end').set('cookie', after).send({ password: PASSWORD }).expect(204);
    await http().get('/api/tasks').set('cookie', after).expect(403);
  });

  it('keeps no secret that the database alone could use', async () => {
    const kept = await rows<{ secret: Buffer; codes: Buffer[] }>(
      database.source,
      `SELECT two_step_secret AS secret, array_agg(code_hash) AS codes
       FROM staff JOIN staff_recovery_code ON staff_id = id GROUP BY id`,
    );
    expect(kept.length).toBeGreaterThan(0);
    // A nonce, a tag, and twenty bytes that nobody reads.
    for (const { secret, codes } of kept) {
      expect(secret).toHaveLength(12 + 16 + 20);
      for (const code of codes) expect(code).toHaveLength(32);
    }
  });
});
