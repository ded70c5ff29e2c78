import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bankDebitAnswer,
  filePosted,
  filePreview,
  openReturns,
  paying,
  postedFiles,
  receipt,
  returned,
  websitePlanned,
  websitePreview,
  websiteWindows,
} from '@curbstop/contracts';
import type { Actor, Role } from '@curbstop/contracts';
import { inTransaction, setFlag } from '@curbstop/core';
import { aBill, aCity, aMember, anAccount, moment, TestClock, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';
const FINANCE: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'finance' };

describe('payments and what comes back, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let account: BuiltAccount;
  const cookies: Partial<Record<Role, string>> = {};
  const clock = new TestClock('2026-05-18T10:00:00-07:00');

  const get = (who: Role, path: string) =>
    request(api.url)
      .get(`/api/${path}`)
      .set('cookie', cookies[who] ?? '');
  const post = (who: Role, path: string, body: object, key: string = randomUUID()) =>
    request(api.url)
      .post(`/api/${path}`)
      .set('cookie', cookies[who] ?? '')
      .set('idempotency-key', key)
      .send(body);

  /** The same again is answered the same; the same key with another body is no retry, and is refused in words. */
  const onlyOnce = async (who: Role, path: string, key: string, body: object, other: object): Promise<void> => {
    const { body: first } = await post(who, path, body, key).expect(200);
    expect((await post(who, path, body, key).expect(200)).body).toEqual(first);
    const { body: refused } = await post(who, path, other, key).expect(409);
    expect(JSON.stringify(refused)).toContain('This key was used for another request');
    expect((await post(who, path, body, key).expect(200)).body).toEqual(first);
  };

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    account = await anAccount(source);
    const at = moment('2026-04-16T08:00:00-07:00');
    await aBill(source, account.accountId, { on: '2026-04-16', cents: 8_000, due: '2026-05-28', at });
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source });
    for (const role of ['cashier', 'clerk', 'finance', 'supervisor', 'asst-director-finance'] as const) {
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

  it('J.1, K.1, K.5: a check is taken, comes back once, and is not made good by a check', async () => {
    const here = `accounts/${account.accountId}`;
    const amex = { amount: 100, method: 'card', channel: 'counter', brand: 'amex' };
    expect((await post('cashier', `${here}/payments`, amex).expect(409)).body).toMatchObject({ clauses: ['J.1'] });
    const check = { amount: 8_000, method: 'check', channel: 'counter', reference: '1201' };
    const { paymentId } = receipt.parse((await post('cashier', `${here}/payments`, check).expect(200)).body);
    const key = randomUUID();
    const first = returned.parse(
      (await post('clerk', `payments/${paymentId}/return`, { code: 'NSF' }, key).expect(200)).body,
    );
    expect(first).toMatchObject({ kind: 'funds', fee: 2_500, owed: 10_500 });
    const again = await post('clerk', `payments/${paymentId}/return`, { code: 'NSF' }, key).expect(200);
    expect(again.body).toMatchObject({ returnId: first.returnId });
    expect((await post('clerk', `payments/${paymentId}/return`, { code: 'X' }).expect(400)).body).toMatchObject({
      fields: [{ field: 'code' }],
    });
    const now = paying.parse((await get('clerk', `${here}/paying`).expect(200)).body);
    expect(now.returns).toMatchObject([{ owed: 10_500, clause: 'K.2' }]);
    expect(now.tenders.filter((each) => each.granted).map((each) => each.tender)).toEqual([
      'cash',
      'money-order',
      'cashiers-check',
      'card',
    ]);
    expect(now.payments).toMatchObject([{ paymentId, returnCode: 'NSF' }]);
    expect(now.asks.find((each) => each.request === 'release-cash-only')).toMatchObject({ granted: false });
    const { returns } = openReturns.parse((await get('cashier', 'returns').expect(200)).body);
    expect(returns).toMatchObject([
      { returnId: first.returnId, account: { accountId: account.accountId }, owed: 10_500 },
    ]);
    await get('cashier', 'returns?page=x').expect(400);
    const refused = await post('cashier', `${here}/payments`, { ...check, amount: 10_500, purpose: 'nsf' }).expect(409);
    expect(refused.body).toMatchObject({ clauses: ['K.5'] });
    const cash = { amount: 10_500, method: 'cash', channel: 'counter', purpose: 'nsf' };
    expect(receipt.parse((await post('cashier', `${here}/payments`, cash).expect(200)).body).balance).toBe(0);
  });

  it('J.2.a: only a supervisor dates a payment back', async () => {
    const here = `accounts/${account.accountId}/payments`;
    const body = {
      amount: 100,
      method: 'check',
      channel: 'other-department',
      datedBack: { on: '2026-05-15', why: 'It lay at Public Works.' },
    };
    expect((await post('clerk', here, body).expect(409)).body).toMatchObject({ clauses: ['J.2.a'] });
    expect(receipt.parse((await post('supervisor', here, body).expect(200)).body)).toMatchObject({
      effective: '2026-05-15',
      clause: 'J.2.a',
    });
    const ahead = { ...body, datedBack: { on: '2026-06-15', why: 'A slip.' } };
    expect((await post('supervisor', here, ahead).expect(400)).body).toMatchObject({
      fields: [{ field: 'datedBack.on' }],
    });
  });

  it('J.6: a bank debit is set up, confirmed and stopped', async () => {
    const here = `accounts/${account.accountId}/bank-debit`;
    await post('clerk', here, { written: false }).expect(409);
    expect(bankDebitAnswer.parse((await post('clerk', here, { written: true }).expect(200)).body).state).toBe(
      'pending',
    );
    expect(bankDebitAnswer.parse((await post('clerk', `${here}/confirm`, {}).expect(200)).body).state).toBe('active');
    await post('clerk', `${here}/concern`, { concern: 'The amount is high.' }).expect(200);
    expect(bankDebitAnswer.parse((await post('clerk', `${here}/stop`, { written: true }).expect(200)).body).state).toBe(
      'none',
    );
    await post('clerk', `${here}/closed`, {}).expect(409);
  });

  it('J.6: a key that was used for a bank debit is not taken with another body', async () => {
    const here = `accounts/${account.accountId}/bank-debit`;
    const [form, verbal] = [{ written: true }, { written: false }];
    await onlyOnce('clerk', here, randomUUID(), form, verbal);
    const key = randomUUID();
    await post('clerk', `${here}/confirm`, {}, key).expect(200);
    // The same key, on another route.
    const { body: refused } = await post('clerk', `${here}/stop`, form, key).expect(409);
    expect(JSON.stringify(refused)).toContain('This key was used for another request');
    const words = { concern: 'The amount is high.' };
    await onlyOnce('clerk', `${here}/concern`, randomUUID(), words, { concern: 'The day is early.' });
    await onlyOnce('clerk', `${here}/stop`, randomUUID(), form, verbal);
  });

  it('J.7.a: only the Assistant Director of Finance releases Cash Only, and only where it stands', async () => {
    const path = `accounts/${account.accountId}/cash-only/release`;
    expect((await post('clerk', path, { why: 'Please.' }).expect(409)).body).toMatchObject({
      clauses: ['J.7.a', 'Z.4'],
    });
    expect((await post('asst-director-finance', path, { why: 'Please.' }).expect(409)).body).toMatchObject({
      clauses: ['J.7.a'],
    });
    const flag = { accountId: account.accountId, kind: 'cash-only', clause: 'K.8', why: 'Three came back.' } as const;
    await inTransaction(database.source, (tx) => setFlag({ tx, actor: FINANCE, now: clock.now() }, flag));
    const key = randomUUID();
    for (let nth = 0; nth < 2; nth += 1)
      expect((await post('asst-director-finance', path, { why: 'Settled.' }, key).expect(200)).body.says).toContain(
        'Cash Only is released',
      );
    const { body: refused } = await post('asst-director-finance', path, { why: 'Another.' }, key).expect(409);
    expect(JSON.stringify(refused)).toContain('This key was used for another request');
  });

  it('J.4.a: a window is shown with whom it costs an evening, planned, listed and called off', async () => {
    const window = {
      from: moment('2026-05-28T22:00:00-07:00'),
      to: moment('2026-05-29T00:00:00-07:00'),
      reason: 'New servers.',
    };
    const owing = await anAccount(database.source);
    const at = moment('2026-04-16T08:00:00-07:00');
    await aBill(database.source, owing.accountId, { on: '2026-04-16', cents: 500, due: '2026-05-28', at });
    const preview = websitePreview.parse(
      (await post('supervisor', 'website-windows/preview', window).expect(200)).body,
    );
    expect(preview.affected.map((each) => each.accountId)).toEqual([owing.accountId]);
    const { windowId } = websitePlanned.parse((await post('supervisor', 'website-windows', window).expect(200)).body);
    const again = await post('supervisor', 'website-windows', window).expect(200);
    expect(websitePlanned.parse(again.body).windowId).toBe(windowId);
    expect(websiteWindows.parse((await get('cashier', 'website-windows').expect(200)).body).windows).toHaveLength(1);
    await post('clerk', 'website-windows', window).expect(403);
    await post('supervisor', 'website-windows', { ...window, to: window.from }).expect(400);
    for (let times = 0; times < 2; times += 1)
      await request(api.url)
        .delete(`/api/website-windows/${windowId}`)
        .set('cookie', cookies.supervisor ?? '')
        .expect(204);
    expect(websiteWindows.parse((await get('finance', 'website-windows').expect(200)).body).windows).toEqual([]);
  });

  it('J.3: a file of payments is shown and posted, and the same again changes nothing', async () => {
    const content = `account,amount,method,date,reference\n${account.number},5.00,eft,2026-05-18,BP-9\nx,1.00,eft,2026-05-18,BP-10`;
    const file = { kind: 'payments', name: 'bill-pay.csv', content };
    const preview = filePreview.parse((await post('finance', 'payment-files/preview', file).expect(200)).body);
    expect(preview).toMatchObject({ mayPost: true, problems: [{ line: 3 }], lines: [{ line: 2, outcome: 'posted' }] });
    const posted = filePosted.parse((await post('finance', 'payment-files', file).expect(200)).body);
    expect(posted).toMatchObject({ posted: 1, left: 0, says: '1 of 1 lines posted, $5.00.' });
    const again = filePosted.parse((await post('finance', 'payment-files', file).expect(200)).body);
    expect(again.lines).toMatchObject([{ outcome: 'done-before' }]);
    expect(again.says).toBe('Nothing new: 1 of 1 lines were posted before.');
    const { files } = postedFiles.parse((await get('supervisor', 'payment-files').expect(200)).body);
    expect(files).toMatchObject([{ name: 'bill-pay.csv', hash: preview.hash, posted: 1 }]);
    const damaged = { kind: 'nacha-returns', name: 'returns.ach', content: '101 nothing more' };
    expect((await post('finance', 'payment-files', damaged).expect(409)).body).toMatchObject({ clauses: ['K.9'] });
    await post('supervisor', 'payment-files', file).expect(403);
  });
});
