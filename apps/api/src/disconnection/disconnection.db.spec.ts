import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  batchItemList,
  batchList,
  batchPreview,
  beforeTurnOff,
  moratoriumList,
  tenantTaken,
} from '@curbstop/contracts';
import { runDue } from '@curbstop/core';
import { aBill, aCity, aMember, anAccount, moment, TestClock, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('before a turn-off, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let here: string;
  const cookies: Record<string, string> = {};
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  const as = (
    who: string,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
    key = randomUUID(),
  ) =>
    request(api.url)
      [method](path)
      .set('cookie', cookies[who] ?? '')
      .set('idempotency-key', key)
      .send(body);
  const state = async () => beforeTurnOff.parse((await as('clerk', 'get', `${here}/disconnection`).expect(200)).body);

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    const { accountId } = await anAccount(source, { role: 'landlord', units: 2, dwelling: 'multi-unit' });
    here = `/api/accounts/${accountId}`;
    await aBill(source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source });
    for (const role of ['clerk', 'finance', 'supervisor'] as const) {
      await aMember(source, { username: role, name: role, password: PASSWORD, roles: [role], crewId: null });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies[role] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('C.1, E.2.a previews a run before it is made, to those who may', async () => {
    await as('clerk', 'get', '/api/batches/preview?kind=gold&day=2026-02-27').expect(400);
    const answer = await as('clerk', 'get', '/api/batches/preview?kind=notices&day=2026-02-27').expect(200);
    expect(batchPreview.parse(answer.body).would).toMatchObject([{ amount: 13_580, clause: 'E.2.a' }]);
  });

  it('says of each form whether it would be granted, and why not', async () => {
    expect(await state()).toMatchObject({
      notices: { disconnection: { granted: false, clauses: ['E.2.a.ii'] }, tenant: { granted: true } },
      mailReturned: { granted: false, clauses: ['E.2.b'] },
      tenantTakesService: { granted: true },
      units: 2,
      thirdParty: null,
    });
  });

  it('E.2.b takes a notice that came back, once', async () => {
    await runDue(database.source, clock.set('2026-02-27T10:00:00-08:00'));
    clock.set('2026-03-02T10:00:00-08:00');
    await as('clerk', 'post', `${here}/notices/returned`).expect(204);
    const again = await as('clerk', 'post', `${here}/notices/returned`).expect(409);
    expect(again.body).toMatchObject({ clauses: ['E.2.b'] });
    expect(again.headers['content-type']).toContain('application/problem+json');
  });

  it('E.3.a leaves the notice to the tenants; a wrong kind is named', async () => {
    await as('clerk', 'post', `${here}/notices`, { kind: 'letter' }).expect(400);
    await as('clerk', 'post', `${here}/notices`, { kind: 'tenant', left: true }).expect(204);
    await as('clerk', 'post', `${here}/notices`, { kind: 'tenant', left: true }).expect(409);
  });

  it('E.3.d makes a tenant the customer, once for a key', async () => {
    const wish = { name: 'Ben Osei', unit: 1, terms: 'accepted', deposit: 'paid' };
    await as('clerk', 'post', `${here}/tenants`, { ...wish, deposit: 'unpaid' }).expect(409);
    const key = randomUUID();
    const first = tenantTaken.parse((await as('clerk', 'post', `${here}/tenants`, wish, key).expect(200)).body);
    expect((await as('clerk', 'post', `${here}/tenants`, wish, key).expect(200)).body).toEqual(first);
    expect((await state()).tenants).toEqual([{ unit: 1, accountId: first.accountId }]);
  });

  it('readings 11 and 12: keeps a talk, and whom else to tell', async () => {
    const talk = { kind: 'phone', at: clock.now(), note: 'Told of the options.' };
    await as('clerk', 'post', `${here}/contacts`, talk).expect(204);
    await as('clerk', 'post', `${here}/contacts`, { ...talk, at: clock.now() + 1 }).expect(400);
    await as('clerk', 'put', `${here}/third-party`, { name: 'Rosa Kemp', address: '' }).expect(400);
    await as('clerk', 'put', `${here}/third-party`, { name: 'Rosa Kemp', address: '12 Fig Street' }).expect(204);
    expect((await state()).thirdParty).toEqual({ name: 'Rosa Kemp', address: '12 Fig Street' });
    await as('clerk', 'delete', `${here}/third-party`).expect(204);
    expect((await state()).thirdParty).toBeNull();
  });

  it('reading 13: a supervisor stops turn-offs and lifts that again', async () => {
    const heat = { routeGroup: null, from: clock.now(), until: moment('2026-03-31T23:59:59-07:00'), reason: 'Heat.' };
    await as('clerk', 'post', '/api/moratoria', heat).expect(403);
    await as('supervisor', 'post', '/api/moratoria', { ...heat, until: heat.from - 1 }).expect(400);
    const { body } = await as('supervisor', 'post', '/api/moratoria', heat).expect(200);
    const listed = async () => moratoriumList.parse((await as('clerk', 'get', '/api/moratoria').expect(200)).body);
    expect((await listed()).moratoria).toEqual([body]);
    await as('supervisor', 'delete', `/api/moratoria/${String(body.moratoriumId)}`).expect(204);
    expect((await listed()).moratoria).toEqual([]);
  });

  it('C.1 shows what a run did, and undoes it as a whole', async () => {
    const days = '/api/batches?from=2026-02-01&to=2026-02-28';
    const { batches } = batchList.parse((await as('clerk', 'get', days).expect(200)).body);
    const run = batches.find((each) => each.kind === 'penalties');
    expect(run).toMatchObject({ accounts: 1, amount: 1_235 });
    const path = `/api/batches/${run?.batchId ?? 0}`;
    const { items } = batchItemList.parse((await as('clerk', 'get', path).expect(200)).body);
    expect(items.map((item) => item.kind).sort()).toEqual(['charge', 'notice']);
    await as('clerk', 'post', `${path}/undo`, { why: 'A wrong rate.' }).expect(403);
    await as('finance', 'post', `${path}/undo`, { why: '' }).expect(400);
    const { body } = await as('finance', 'post', `${path}/undo`, { why: 'A wrong rate.' }).expect(200);
    expect(body).toEqual({ count: 2, amount: 1_235, left: [] });
  });
});
