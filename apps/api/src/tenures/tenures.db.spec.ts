import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOpened, tenure } from '@curbstop/contracts';
import { aCity, aMember, anAccount, TestClock, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('accounts that begin and end, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let cookie: string;
  let home: BuiltAccount;
  const clock = new TestClock('2026-02-10T10:00:00-08:00');
  const post = (path: string, body: object, key: string = randomUUID()) =>
    request(api.url).post(path).set('cookie', cookie).set('idempotency-key', key).send(body);
  const here = (path: string) => `/api/accounts/${home.accountId}/${path}`;
  const state = async (accountId = home.accountId) =>
    tenure.parse((await request(api.url).get(`/api/accounts/${accountId}/tenure`).set('cookie', cookie)).body);

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    home = await anAccount(database.source, { role: 'tenant', routeGroup: 0 });
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source });
    await aMember(database.source, {
      username: 'clerk',
      name: 'clerk',
      password: PASSWORD,
      roles: ['clerk'],
      crewId: null,
    });
    const answer = await request(api.url).post('/api/sign-in').send({ username: 'clerk', password: PASSWORD });
    cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('L.1 refuses the smart meter, and says what would be granted before and after', async () => {
    expect((await state()).requests).toMatchObject({
      'opt-out-smart-meter': { granted: true, clauses: ['L.1'] },
      'opt-in-smart-meter': { granted: false, clauses: ['L.1'] },
      'request-close': { granted: true, clauses: ['A.3'] },
      'final-read': { granted: false, clauses: ['A.3'] },
    });
    const answer = await post(here('smart-meter'), { readByHand: true }).expect(200);
    expect(tenure.parse(answer.body)).toMatchObject({ meter: 'manual' });
    const again = await post(here('smart-meter'), { readByHand: true }).expect(409);
    expect(again.body).toMatchObject({ clauses: ['L.1'] });
  });

  it('A.4 files a trust, cancels it in writing, and takes a sale', async () => {
    const { body: opened } = await request(api.url).get(here('tenure')).set('cookie', cookie);
    expect(tenure.parse(opened).landlordTrust).toBeNull();
    await post(here('landlord-trust'), { ownerId: 999_999, written: true }).expect(400);
    const filed = await post(here('landlord-trust'), { ownerId: 1, written: true }).expect(200);
    expect(tenure.parse(filed.body).landlordTrust).toMatchObject({ ownerId: 1 });
    await post(here('landlord-trust/cancel'), { written: false }).expect(409);
    expect((await post(here('landlord-trust/cancel'), { written: true }).expect(200)).body).toMatchObject({
      landlordTrust: null,
    });
    await post(here('sale'), {}).expect(200);
  });

  it('A.3 closes once for a key, takes the final read, and refuses what makes no sense', async () => {
    const body = { by: 'tenant', written: true };
    expect((await post(here('close'), { ...body, written: false }).expect(409)).body).toMatchObject({
      clauses: ['A.3'],
    });
    const key = randomUUID();
    const [one, two] = [
      await post(here('close'), body, key).expect(200),
      await post(here('close'), body, key).expect(200),
    ];
    expect([one.body, two.body]).toMatchObject([{ on: '2026-02-10' }, { on: '2026-02-10' }]);
    await post(here('final-read'), { register: 'twelve' }).expect(400);
    const read = tenure.parse((await post(here('final-read'), { register: '12.5' }).expect(200)).body);
    expect(read).toMatchObject({ status: 'closed', closing: { by: 'tenant', finalReadAt: clock.now(), credit: 0 } });
    expect((await post(here('refund'), {}).expect(409)).body).toMatchObject({ clauses: ['A.5'] });
  });

  it('A.1, A.2 previews a sign-up, opens it once, and says what the water waits for', async () => {
    const wish = { servicePointId: home.servicePointId, idValidUntil: '2026-02-09' };
    expect((await post('/api/openings/preview', wish).expect(200)).body).toMatchObject({
      granted: false,
      deposit: 20_000,
    });
    const good = { ...wish, idValidUntil: '2030-01-01', proof: 'deed' };
    expect((await post('/api/openings/preview', good).expect(200)).body).toMatchObject({ granted: true, deposit: 0 });
    const body = { ...good, proof: null, customer: { name: 'Lena Ostrow' } };
    await post('/api/openings', { ...body, customer: { name: ' ' } }).expect(400);
    await post('/api/openings', { ...body, customer: { id: 999_999 } }).expect(400);
    await post('/api/openings/preview', { ...good, servicePointId: 999_999 }).expect(404);
    await database.source.query("UPDATE account SET service = 'off'");
    const key = randomUUID();
    const first = accountOpened.parse((await post('/api/openings', body, key).expect(200)).body);
    expect((await post('/api/openings', body, key).expect(200)).body).toMatchObject({ accountId: first.accountId });
    expect(await state(first.accountId)).toMatchObject({
      status: 'active',
      opening: { opensOn: '2026-02-10', depositMissing: 20_000 },
      requests: { 'turn-on': { granted: false, clauses: ['A.2.a', 'A.3.c'] } },
    });
  });
});
