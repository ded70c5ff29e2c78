import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accountHits,
  accountPage,
  bills,
  bulkResult,
  cityClock,
  dispatchDay,
  journalPage,
  ledger,
  permitAnswer,
  receipt,
} from '@curbstop/contracts';
import { runDue } from '@curbstop/core';
import { day, mayWaiveAsCourtesy, OFFICE_REQUESTS, policyOn } from '@curbstop/policy';
import { aBill, aCity, aCrew, anAccount, TestClock, testDatabase, aMember } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('the desk, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let account: BuiltAccount;
  let crewId: number;
  const cookies: Record<string, string> = {};
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  const get = (who: string, path: string) =>
    request(api.url)
      .get(path)
      .set('cookie', cookies[who] ?? '');
  const post = (who: string, path: string, body: object, key?: string) => {
    const call = request(api.url)
      .post(path)
      .set('cookie', cookies[who] ?? '');
    return (key === undefined ? call : call.set('idempotency-key', key)).send(body);
  };

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    crewId = await aCrew(source);
    account = await anAccount(source, { name: 'Ines Calloway' });
    await aBill(source, account.accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await runDue(source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(source, clock.set('2026-03-16T17:00:00-07:00'));
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source });
    for (const role of ['clerk', 'cashier', 'dispatcher', 'crew'] as const) {
      const person = { username: role, name: role, password: PASSWORD, roles: [role] };
      await aMember(source, { ...person, crewId: role === 'crew' ? crewId : null });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies[role] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('tells with the account what each request would be answered, and the facts that say so', async () => {
    const { body } = await get('clerk', `/api/accounts/${account.accountId}`).expect(200);
    const page = accountPage.parse(body);
    expect(page.requests.map((each) => each.request)).toEqual([...OFFICE_REQUESTS]);
    expect(page.requests.find((each) => each.request === 'waive-courtesy')).toMatchObject({ granted: true });
    // D.3: on the turn-off date it is too late for more time.
    expect(page.requests.find((each) => each.request === 'request-extension')).toMatchObject({
      granted: false,
      clauses: ['D.3', 'D.6'],
    });
    // A form that asks the policy itself comes to the same answers.
    const policy = policyOn('glendora', page.facts.bills[0]?.policyVersion ?? day('2020-01-14'));
    expect(page.policy).toEqual({ profile: 'glendora', adopted: [] });
    expect(mayWaiveAsCourtesy(page.facts, policy, clock.now())).toMatchObject({ granted: true, amount: 1_235 });
    expect(page.stops.map((stop) => stop.code)).toContain('arrangement');
    expect(page.depositHeld).toBe(0);
  });

  it('G.1.b keeps a household’s papers from whose work they are not', async () => {
    const other = await anAccount(database.source, { name: 'Ruth Okafor' });
    await request(api.url)
      .put(`/api/accounts/${other.accountId}/household`)
      .set('cookie', cookies['clerk'] ?? '')
      .set('idempotency-key', randomUUID())
      .send({ benefits: ['calfresh'], verified: true })
      .expect(200);
    const seen = async (who: string) =>
      accountPage.parse((await get(who, `/api/accounts/${other.accountId}`).expect(200)).body).facts.household;
    expect(await seen('clerk')).toMatchObject({ benefits: ['calfresh'] });
    expect(await seen('cashier')).toBeNull();
  });

  it('answers what the contract says, to the letter', async () => {
    const here = `/api/accounts/${account.accountId}`;
    const found = accountHits.parse((await get('clerk', '/api/accounts?q=calloway').expect(200)).body);
    expect(found.hits.map(({ accountId }) => accountId)).toEqual([account.accountId]);
    expect(accountPage.parse((await get('clerk', here).expect(200)).body).pastDue).toBe(13_580);
    expect(bills.parse((await get('clerk', `${here}/bills`).expect(200)).body).bills).toHaveLength(1);
    expect(ledger.parse((await get('clerk', `${here}/ledger`).expect(200)).body).balance).toBe(13_580);
    const journal = journalPage.parse((await get('clerk', `${here}/journal`).expect(200)).body);
    const first = journal.lines.at(-1);
    const older = await get('clerk', `${here}/journal?before=${first?.seq ?? 0}`).expect(200);
    expect(journalPage.parse(older.body)).toEqual({ lines: [], before: null });
    cityClock.parse((await get('clerk', '/api/clock').expect(200)).body);
  });

  it.each([
    ['/api/accounts?q=x', 'q'],
    ['/api/accounts', 'q'],
    ['/api/accounts/0', 'accountId'],
    ['/api/accounts/1e3', 'accountId'],
    ['/api/accounts/99999999999', 'accountId'],
    ['/api/accounts/1/journal?before=yesterday', 'before'],
  ])('GET %s: says that %s is wrong', async (path, field) => {
    const { body } = await get('clerk', path).expect(400);
    expect(body.fields.map((wrong: { field: string }) => wrong.field)).toEqual([field]);
  });

  it.each(['', '/bills', '/ledger', '/journal'])('knows no account that is not there: %s', async (part) => {
    const { body } = await get('clerk', `/api/accounts/999999${part}`).expect(404);
    expect(body.detail).toBe('There is no such account.');
  });

  it('E.1: releases, and asks the gate at the door', async () => {
    clock.set('2026-03-17T07:30:00-07:00');
    const seen = async () =>
      dispatchDay
        .parse((await get('dispatcher', '/api/dispatch/day').expect(200)).body)
        .orders.map(({ orderId, version }) => ({ orderId, version }));
    const orders = await seen();
    const orderIds = orders.map(({ orderId }) => orderId);
    const preview = await post('dispatcher', '/api/dispatch/release-preview', {
      orders: [...orders, { orderId: 999_999, version: 0 }],
    }).expect(200);
    const previewed = bulkResult.parse(preview.body);
    expect([previewed.done.length, previewed.refused.map(({ orderId }) => orderId)]).toEqual([1, [999_999]]);
    await post('dispatcher', '/api/dispatch/release', { orders }).expect(200);
    await post('dispatcher', '/api/dispatch/assign', { orders: await seen(), crewId }).expect(200);
    const early = await post('crew', `/api/crew/orders/${orderIds[0] ?? 0}/permit`, {}).expect(200);
    expect(permitAnswer.parse(early.body)).toMatchObject({ mayClose: false });
    clock.set('2026-03-17T09:00:00-07:00');
    const now = await post('crew', `/api/crew/orders/${orderIds[0] ?? 0}/permit`, {}).expect(200);
    expect(permitAnswer.parse(now.body)).toMatchObject({ mayClose: true, pastDue: 13_580 });
  });

  it('answers a number past the largest as the caller’s mistake', async () => {
    const { body } = await post('dispatcher', '/api/dispatch/release-preview', {
      orders: [{ orderId: 9_007_199_254_740_991, version: 0 }],
    }).expect(400);
    expect(body.code).toBe('invalid');
  });

  it('takes a payment once, however often it is sent', async () => {
    const payment = { amount: 5_000, method: 'cash', channel: 'counter' };
    const here = `/api/accounts/${account.accountId}/payments`;
    const nameless = await post('clerk', here, payment).expect(400);
    expect(nameless.body.fields[0].field).toBe('idempotency-key');
    const zero = await post('clerk', here, { ...payment, amount: 0 }, randomUUID()).expect(400);
    expect(zero.body.fields).toEqual([{ field: 'amount', says: 'Give an amount above $0.00.' }]);
    const key = randomUUID();
    const [one, two] = await Promise.all([
      post('clerk', here, payment, key),
      post('clerk', here, payment, key.toUpperCase()),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(receipt.parse(two.body).paymentId).toBe(receipt.parse(one.body).paymentId);
    const { body } = await get('clerk', `/api/accounts/${account.accountId}/ledger`).expect(200);
    expect(body.balance).toBe(8_580);
  });

  it('F.1: answers a wish to have the water back', async () => {
    const path = `/api/accounts/${account.accountId}/reconnection`;
    const answer = await post('clerk', path, { afterHoursConsent: false }, randomUUID());
    // The water is on: there is nothing to reconnect, and the policy's no says so.
    expect([answer.status, answer.body.code]).toEqual([409, 'refused']);
  });
});
