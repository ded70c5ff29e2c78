import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countNow, publishedCount, publishedCounts } from '@curbstop/contracts';
import { aCity, aMember, TestClock, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';
const API = '/api/reports/discontinuations';

describe('the yearly count, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const clock = new TestClock('2026-12-30T10:00:00-08:00');
  const cookies = { finance: '', clerk: '' };

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source });
    for (const role of ['finance', 'clerk'] as const) {
      await aMember(database.source, { username: role, name: role, password: PASSWORD, roles: [role], crewId: null });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies[role] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });
  const get = (path: string, cookie = '') => request(api.url).get(path).set('cookie', cookie);

  it('M.1: says that a year is not published, and by when it is', async () => {
    expect((await get('/reports/discontinuations/2026').expect(200)).text).toContain(
      'The count of 2026 is not published yet. It is published by',
    );
    await get(`${API}/2026`).expect(404);
    await get(`${API}/26`).expect(400);
    await get('/reports/discontinuations/never').expect(400);
    expect(publishedCounts.parse((await get(API).expect(200)).body).reports).toEqual([]);
  });

  it('M.1: finance publishes, and everyone reads it as a page, as data and as CSV', async () => {
    expect(countNow.parse((await get(`${API}/2026/count`, cookies.clerk).expect(200)).body)).toMatchObject({
      count: 0,
    });
    await get(`${API}/2026/count`).expect(401);
    await request(api.url).post(`${API}/2026`).set('cookie', cookies.clerk).send({}).expect(403);
    await request(api.url).post(`${API}/2027`).set('cookie', cookies.finance).send({}).expect(400);
    const made = await request(api.url).post(`${API}/2026`).set('cookie', cookies.finance).send({}).expect(200);
    expect(publishedCount.parse(made.body)).toMatchObject({ year: 2026, count: 0, whole: false });
    const csv = await get(`${API}/2026.csv`).expect(200);
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text.split('\r\n')).toEqual([
      'year,discontinuations,accounts,restored_within_24_hours',
      '2026,0,0,0',
      '',
    ]);
    const { text } = await get('/reports/discontinuations').expect(200);
    expect(text).toContain('In 2026, water was turned off 0 times at 0 homes');
    expect(text).toContain('The year was not over when it was counted.');
    clock.set('2027-01-04T09:00:00-08:00');
    await request(api.url).post(`${API}/2026`).set('cookie', cookies.finance).send({}).expect(200);
    expect(publishedCount.parse((await get(`${API}/2026`).expect(200)).body).whole).toBe(true);
  });
});
