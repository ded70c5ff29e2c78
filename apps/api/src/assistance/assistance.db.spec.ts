import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrangementPreview, assistance, receipt, signedArrangement } from '@curbstop/contracts';
import { runDue } from '@curbstop/core';
import { aBill, aCity, aMember, anAccount, TestClock, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('help with a bill, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let here: string;
  const cookies: Record<string, string> = {};
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  const post = (who: string, path: string, body: object, key: string = randomUUID()) =>
    request(api.url)
      .post(`${here}/${path}`)
      .set('cookie', cookies[who] ?? '')
      .set('idempotency-key', key)
      .send(body);
  const twice = async (path: string, body: object): Promise<void> => {
    const key = randomUUID();
    for (let nth = 0; nth < 2; nth += 1) await post('clerk', path, body, key).expect(200);
  };
  const state = async () => {
    const answer = await request(api.url)
      .get(`${here}/assistance`)
      .set('cookie', cookies['clerk'] ?? '');
    return assistance.parse(answer.body);
  };

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    const { accountId } = await anAccount(source);
    here = `/api/accounts/${accountId}`;
    await aBill(source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await runDue(source, clock.set('2026-02-27T10:00:00-08:00'));
    clock.set('2026-03-16T10:00:00-07:00');
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source });
    for (const role of ['clerk', 'cashier', 'supervisor'] as const) {
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

  it('says of each form whether it would be granted, and why not', async () => {
    const { requests, conditions, review } = await state();
    expect(requests['request-arrangement']).toMatchObject({ granted: true, clauses: ['I.1'] });
    expect(requests['supply-information']).toMatchObject({ granted: false, clauses: ['G.2-b'] });
    expect(requests['pay-instalment']).toMatchObject({ granted: false, clauses: ['I.3.c'] });
    expect([conditions.all, review]).toEqual([false, null]);
  });

  it('G.2: takes a certificate, asks for more, takes it, and tells whose turn it is', async () => {
    await post('clerk', 'certificates', { dated: '2025-03-16' }).expect(409);
    expect(
      assistance.parse((await post('clerk', 'certificates', { dated: '2026-03-02' }).expect(200)).body),
    ).toMatchObject({
      conditions: { medical: true },
      review: { stage: 'reply' },
    });
    await post('clerk', 'assistance/answer', { outcome: 'ask-more', by: 'letter' }).expect(400);
    await twice('assistance/answer', { outcome: 'ask-more' });
    expect((await state()).review?.stage).toBe('supply');
    await twice('assistance/information', {});
    expect((await state()).review?.stage).toBe('decide');
  });

  it('G.2: a paper sent again for want of an answer is not a second paper, whatever happened since', async () => {
    const key = randomUUID();
    await post('clerk', 'assistance', { complete: true }, key).expect(200);
    const asked = randomUUID();
    await post('clerk', 'arrangement-requests', {}, asked).expect(200);
    await twice('assistance/answer', { outcome: 'not-eligible' });
    const { review, earlier } = await state();
    expect([review, earlier.reviews]).toEqual([null, [expect.objectContaining({ outcome: 'not-eligible' })]]);
    await post('clerk', 'assistance', { complete: true }, key).expect(200);
    await post('clerk', 'arrangement-requests', {}, asked).expect(200);
    expect((await state()).review).toBeNull();
    await post('clerk', 'assistance', { complete: true }, asked).expect(409);
    await post('clerk', 'assistance', { complete: true }, '1').expect(400);
  });

  it('I.3.b: previews what would be refused with its clause, and lets a supervisor alone run longer', async () => {
    const long = { kind: 'amortization', months: 11, start: '2026-04-16' };
    const preview = arrangementPreview.parse((await post('clerk', 'arrangements/preview', long).expect(200)).body);
    expect(preview).toMatchObject({
      granted: false,
      clauses: ['I.3.b'],
      plan: { total: 13_580, lastOn: '2027-02-16' },
    });
    const refused = await post('clerk', 'arrangements', { ...long, signed: true }).expect(409);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body).toMatchObject({ clauses: ['I.3.b'] });
    await post('clerk', 'arrangements', { ...long, hardship: true, signed: true }).expect(409);
    const key = randomUUID();
    const body = { ...long, hardship: true, signed: true };
    const once = signedArrangement.parse((await post('supervisor', 'arrangements', body, key).expect(200)).body);
    const twice = signedArrangement.parse((await post('supervisor', 'arrangements', body, key).expect(200)).body);
    expect(twice.arrangementId).toBe(once.arrangementId);
  });

  it('I.3.c: takes the down payment at the counter', async () => {
    expect((await state()).arrangements).toMatchObject([
      { state: 'in-force', dueNow: 2_716, hardship: true, fund: '' },
    ]);
    const paid = receipt.parse((await post('cashier', 'instalments', { amount: 2_716 }).expect(200)).body);
    expect(paid.amount).toBe(2_716);
    expect((await state()).arrangements).toMatchObject([{ dueNow: 0 }]);
    await post('cashier', 'instalments', { amount: 0 }).expect(400);
  });

  it('I.1: tells the plan that was kept to its end among those that are over', async () => {
    await post('cashier', 'instalments', { amount: 13_580 - 2_716 }).expect(200);
    const { arrangements, earlier } = await state();
    expect([arrangements, earlier.arrangements]).toEqual([
      [],
      [expect.objectContaining({ kind: 'amortization', state: 'kept', total: 13_580 })],
    ]);
  });

  it('knows no account that is not there', async () => {
    await request(api.url)
      .get('/api/accounts/999999/assistance')
      .set('cookie', cookies['clerk'] ?? '')
      .expect(404);
  });
});
