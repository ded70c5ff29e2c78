import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@curbstop/contracts';
import { runDue, setDraftRule } from '@curbstop/core';
import { TestClock, aBill, aCity, aCrew, aMember, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';
const ADMIN: Actor = { kind: 'staff', id: 1, name: 'R. Amato', role: 'admin' };

describe('papers over HTTP', () => {
  let db: TestDatabase;
  let api: Api;
  let folder: string;
  let accountId: number;
  const cookies = new Map<string, string>();
  const clock = new TestClock('2026-02-27T10:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    ({ accountId } = await anAccount(db.source));
    const at = moment('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    await runDue(db.source, clock.now());
    folder = await mkdtemp(join(tmpdir(), 'curbstop-papers-'));
    const config = readConfig({ DATABASE_URL: db.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: db.source, machine: () => clock.now() });
    const crewId = await aCrew(db.source);
    for (const role of ['clerk', 'crew'] as const) {
      await aMember(db.source, {
        username: role,
        name: role,
        password: PASSWORD,
        roles: [role],
        crewId: role === 'crew' ? crewId : null,
      });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies.set(role, String(answer.headers['set-cookie']).split(';')[0] ?? '');
    }
  });
  afterAll(async () => {
    await api.close();
    await db.close();
    await rm(folder, { recursive: true });
  });
  const get = (path: string) =>
    request(api.url)
      .get(`/api/accounts/${accountId}/papers/${path}`)
      .set('cookie', cookies.get('clerk') ?? '');

  it('Z.7: a draft translation is refused until the city says what becomes of drafts', async () => {
    await get('disconnection').expect(409);
    await setDraftRule(db.source, 'marked', ADMIN, clock.now());
    const { headers, body } = await get('disconnection').expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    const again = await get('disconnection').expect(200);
    expect(Buffer.compare(again.body as Buffer, body as Buffer)).toBe(0);
  });

  it('one language alone is shorter', async () => {
    const [all, one] = [await get('reminder').expect(200), await get('reminder?language=vi').expect(200)];
    expect((one.body as Buffer).length).toBeLessThan((all.body as Buffer).length / 2);
  });

  it('what does not exist, or has no reason, is refused with a sentence', async () => {
    await get('nothing').expect(404);
    await get('bill?record=999').expect(404);
    await get('bill?language=fr').expect(404);
    const { body } = await get('restore').expect(409);
    expect(body).toMatchObject({ detail: 'The water is on.' });
  });

  it('is for the desk', async () => {
    await request(api.url).get(`/api/accounts/${accountId}/papers/bill`).expect(401);
    const crew = cookies.get('crew') ?? '';
    await request(api.url).get(`/api/accounts/${accountId}/papers/bill`).set('cookie', crew).expect(403);
  });
});
