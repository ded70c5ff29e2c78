import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extensionAnswer, standing, waiverAnswer } from '@curbstop/contracts';
import { runDue } from '@curbstop/core';
import { aBill, aCity, aMember, anAccount, TestClock, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('waivers and extensions, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let path: string;
  const cookies: Record<string, string> = {};
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  const post = (who: string, where: string, body: object, key: string = randomUUID()) =>
    request(api.url)
      .post(`${path}/${where}`)
      .set('cookie', cookies[who] ?? '')
      .set('idempotency-key', key)
      .send(body);
  const get = () =>
    request(api.url)
      .get(`${path}/standing`)
      .set('cookie', cookies['clerk'] ?? '');

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    const { accountId } = await anAccount(source);
    path = `/api/accounts/${accountId}`;
    await aBill(source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await runDue(source, clock.set('2026-02-27T10:00:00-08:00'));
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source });
    for (const role of ['clerk', 'asst-director-finance'] as const) {
      const person = { username: role, name: role, password: PASSWORD, roles: [role], crewId: null };
      await aMember(source, person);
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies[role] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('says what could be asked for, and what it would come to', async () => {
    const told = standing.parse((await get()).body);
    expect(told).toMatchObject({ household: null, revoked: false, extensionTo: '2026-03-30' });
    expect(told.requests['request-waiver courtesy']).toMatchObject({ granted: true, amount: 1_235 });
    expect(told.requests['request-waiver low-income']).toMatchObject({ granted: false, clauses: ['C.1.b'] });
    expect(told.requests['request-extension']).toMatchObject({ granted: true, clauses: ['D.1'] });
    expect(told.requests['request-reconnection']).toMatchObject({ granted: false, clauses: ['F.1'] });
  });

  it('C.1.a: waives with a reason, the same again for the same key, and refuses the next with its clause', async () => {
    const bare = await post('clerk', 'waivers', { kind: 'courtesy', decision: { outcome: 'approve', reason: '' } });
    expect(bare.status).toBe(400);
    const key = randomUUID();
    const body = { kind: 'courtesy', decision: { outcome: 'approve', reason: 'Never late before.' } };
    for (let nth = 0; nth < 2; nth += 1) {
      const answer = await post('clerk', 'waivers', body, key);
      expect(waiverAnswer.parse(answer.body)).toMatchObject({ state: 'waived', amount: 1_235 });
    }
    const again = await post('clerk', 'waivers', body);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ clauses: ['C.1.a'] });
  });

  it('D: gives more time, refuses what is too long, and takes and gives the right', async () => {
    const long = await post('clerk', 'extensions', { until: '2026-03-31', written: true });
    expect(long.status).toBe(409);
    expect(long.body).toMatchObject({ clauses: ['D.2'] });
    const given = await post('clerk', 'extensions', { until: '2026-03-30', written: true });
    expect(extensionAnswer.parse(given.body).says).toContain('Mon Mar 30, 5:00 pm');
    const key = randomUUID();
    for (let nth = 0; nth < 2; nth += 1) {
      const taken = await post('clerk', 'extensions/revoke', {}, key);
      expect(standing.parse(taken.body)).toMatchObject({ revoked: true });
    }
    expect((await post('clerk', 'extensions/revoke', {})).status).toBe(409);
    expect((await post('clerk', 'extensions/restore', {})).status).toBe(403);
    const other = randomUUID();
    for (let nth = 0; nth < 2; nth += 1) {
      const back = await post('asst-director-finance', 'extensions/restore', {}, other);
      expect(standing.parse(back.body)).toMatchObject({ revoked: false });
    }
    // Of another request: it is not this one sent again.
    expect((await post('clerk', 'extensions/revoke', {}, other)).status).toBe(409);
  });

  it("C.1.b: takes a household's evidence, and a clerk says whether it is in order", async () => {
    const give = (body: object, key: string = randomUUID()) =>
      request(api.url)
        .put(`${path}/household`)
        .set('cookie', cookies['clerk'] ?? '')
        .set('idempotency-key', key)
        .send(body);
    expect((await give({ verified: false })).status).toBe(400);
    const handedIn = randomUUID();
    const given = await give({ benefits: ['calfresh'], verified: false }, handedIn);
    expect(standing.parse(given.body).household).toMatchObject({ verified: false, lowIncomeThrough: null });
    const looked = randomUUID();
    for (let nth = 0; nth < 2; nth += 1) {
      const verified = await post('clerk', 'household/verification', { verified: true }, looked);
      expect(standing.parse(verified.body).household).toMatchObject({ verified: true, lowIncomeThrough: '2027-02-26' });
    }
    // The first paper, sent again for want of an answer, does not lie over what was verified meanwhile.
    const late = await give({ benefits: ['calfresh'], verified: false }, handedIn);
    expect(standing.parse(late.body).household).toMatchObject({ verified: true });
  });
});
