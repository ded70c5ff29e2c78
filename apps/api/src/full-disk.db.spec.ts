import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem, receipt } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { TestClock, aBill, aCity, aMember, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';

const PASSWORD = 'water under the bridge';

/** PostgreSQL tells of a full disk with code 53100, at whichever statement needs room. */
const FILL = `
  CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'could not extend file "base/5/16384": No space left on device' USING ERRCODE = '53100'; END $$;
  CREATE TRIGGER no_room BEFORE INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION no_room();`;
const EMPTY = 'DROP TRIGGER no_room ON journal; DROP FUNCTION no_room();';

describe('a full disk', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let account: BuiltAccount;
  let cookie = '';
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    account = await anAccount(database.source);
    await aBill(database.source, account.accountId, {
      on: '2026-01-15',
      cents: 8_000,
      due: '2026-02-26',
      at: clock.now(),
    });
    await aMember(database.source, { username: 'cashier', name: 'A. Cashier', password: PASSWORD, roles: ['cashier'] });
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source });
    const answer = await request(api.url).post('/api/sign-in').send({ username: 'cashier', password: PASSWORD });
    cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('refuses a payment in words with the time to try again, keeps nothing of it, and takes it once there is room', async () => {
    const key = randomUUID();
    const pay = () =>
      request(api.url)
        .post(`/api/accounts/${account.accountId}/payments`)
        .set({ cookie, 'idempotency-key': key })
        .send({ amount: 100, method: 'cash', channel: 'counter' });
    const kept = () => rows(database.source, 'SELECT amount FROM payment WHERE account_id = $1', [account.accountId]);
    await database.source.query(FILL);
    const refused = await pay().expect(503);
    expect(problem.parse(refused.body)).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('disk') });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await kept()).toEqual([]);
    await database.source.query(EMPTY);
    expect(receipt.parse((await pay().expect(200)).body).amount).toBe(100);
    expect(await kept()).toEqual([{ amount: 100 }]);
  });
});
