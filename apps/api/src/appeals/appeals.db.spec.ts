import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appealAnswer, appeals } from '@curbstop/contracts';
import { runDue } from '@curbstop/core';
import { aBill, aCity, aMember, anAccount, TestClock, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('appeals, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let here: string;
  let billId: number;
  const cookies: Record<string, string> = {};
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  const post = (who: string, path: string, body: object, key: string = randomUUID()) =>
    request(api.url)
      .post(`${here}${path}`)
      .set('cookie', cookies[who] ?? '')
      .set('idempotency-key', key)
      .send(body);
  const state = async (who = 'clerk') => {
    const answer = await request(api.url)
      .get(here)
      .set('cookie', cookies[who] ?? '');
    return appeals.parse(answer.body);
  };
  const DECISION = { outcome: 'correct', letter: true, reason: 'The meter was read again.' };

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    const { accountId } = await anAccount(source);
    here = `/api/accounts/${accountId}/appeals`;
    billId = await aBill(source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await runDue(source, clock.set('2026-01-29T10:00:00-08:00'));
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source });
    const people = {
      clerk: ['clerk'],
      officer: ['clerk', 'asst-director-finance'],
      manager: ['city-manager'],
    } as const;
    for (const [username, roles] of Object.entries(people)) {
      await aMember(source, { username, name: username, password: PASSWORD, roles: [...roles], crewId: null });
      const answer = await request(api.url).post('/api/sign-in').send({ username, password: PASSWORD });
      cookies[username] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('H: goes from the filing to the final decision, and says at each step what would be granted', async () => {
    const before = await state();
    expect(before).toMatchObject({
      appeals: [],
      matters: [{ about: expect.stringMatching(/^bill /) as string, billId, 'file-appeal': { granted: true } }],
    });
    await post('clerk', '', { billId, entryId: 4, says: 'Too much.', written: true }).expect(400);
    const late = await post('clerk', '', { billId, says: 'Too much.', written: false }).expect(409);
    expect(late.body).toMatchObject({ clauses: ['H.3.a'] });
    const key = randomUUID();
    const filed = await post('clerk', '', { billId, says: 'Too much.', written: true }, key).expect(200);
    const again = await post('clerk', '', { billId, says: 'Too much.', written: true }, key).expect(200);
    expect(again.body).toEqual(filed.body);
    await post('clerk', '', { billId, says: 'Too much.', written: true }, 'x').expect(400);
    const { appealId } = appealAnswer.parse(filed.body);
    expect(await state('manager')).toMatchObject({
      appeals: [
        {
          appealId,
          state: 'open',
          requests: {
            'decide-appeal': { granted: true },
            'file-further-appeal': { granted: false, clauses: ['H.4'] },
            'decline-appeal': { granted: false, clauses: ['H.1'] },
          },
        },
      ],
      matters: [{ 'file-appeal': { granted: false, clauses: ['H.3'] } }],
    });
    await post('clerk', `/${appealId}/decision`, DECISION).expect(403);
    const short = await post('officer', `/${appealId}/decision`, { ...DECISION, letter: false }).expect(409);
    expect(short.body).toMatchObject({ clauses: ['H.3.c'] });
    await post('officer', `/${appealId}/decision`, DECISION).expect(200);
    await post('clerk', `/${appealId}/further`, { written: true }).expect(200);
    await post('officer', `/${appealId}/further-decision`, DECISION).expect(403);
    const right = { ...DECISION, outcome: 'incorrect', corrected: 8_345 };
    await post('manager', `/${appealId}/further-decision`, { ...right, corrected: 99_999 }).expect(400);
    const decided = await post('manager', `/${appealId}/further-decision`, right).expect(200);
    expect(appealAnswer.parse(decided.body).says).toContain('A corrected invoice is due Sun Feb 8.');
    const after = await state();
    expect(after.appeals).toMatchObject([
      { state: 'final', level: 2, outcome: 'incorrect', decidedBy: 'manager', remedy: 'credit' },
    ]);
    expect(after.appeals[0]?.letters).toMatchObject([
      { level: 1, mailedOn: '2026-01-29' },
      { level: 2, mailedOn: '2026-01-29' },
    ]);
    expect(after.matters).toMatchObject([{ billId: after.appeals[0]?.correctedBillId, amount: 8_345 }]);
  });

  it('H.1: an appeal that is not over the limit is heard; one of another account is not there', async () => {
    const { appeals: kept } = await state();
    await post('officer', `/${kept[0]?.appealId}/unheard`, { reason: 'No.' }).expect(409);
    await post('officer', '/99999/unheard', { reason: 'No.' }).expect(404);
  });
});
