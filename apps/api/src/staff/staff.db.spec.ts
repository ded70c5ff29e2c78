import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffList } from '@curbstop/contracts';
import type { StaffAccount } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { aMember, testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('staff, managed by an administrator', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let ada: string;
  const http = () => request(api.url);
  const signIn = async (username: string, password = PASSWORD): Promise<string> => {
    const answer = await http().post('/api/sign-in').send({ username, password }).expect(200);
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };
  const post = (path: string, body: object, cookie = ada) => http().post(path).set('cookie', cookie).send(body);
  const member = async (username: string): Promise<StaffAccount> => {
    const { body } = await http().get('/api/staff').set('cookie', ada).expect(200);
    const found = staffList.parse(body).staff.find((each) => each.username === username);
    if (!found) throw new Error(`${username} is not in the list.`);
    return found;
  };
  const changed = (of: StaffAccount, change: Partial<StaffAccount>) => ({
    name: of.name,
    roles: of.roles,
    crewId: of.crewId,
    enabled: of.enabled,
    version: of.version,
    ...change,
  });

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    await aMember(database.source, { username: 'ada', name: 'Ada', password: PASSWORD, roles: ['admin'] });
    await aMember(database.source, { username: 'dora', name: 'Dora', password: PASSWORD, roles: ['clerk'] });
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    const clock = new TestClock('2026-03-16T09:00:00-07:00');
    api = await createApi(config, { clock, source: database.source });
    ada = await signIn('ada');
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('is closed to every other role', async () => {
    const cookie = await signIn('dora');
    await http().get('/api/staff').set('cookie', cookie).expect(403);
    await post('/api/staff', { username: 'eve', name: 'Eve', roles: ['admin'], crewId: null }, cookie).expect(403);
  });

  it('adds someone, whose one-time password opens nothing but the choice of an own one', async () => {
    const { body } = await post('/api/staff', { username: 'omar', name: 'Omar', roles: ['clerk'], crewId: null });
    const cookie = await signIn('omar', String(body.password));
    await http().get('/api/tasks').set('cookie', cookie).expect(403);
    expect(await member('omar')).toMatchObject({ mustChangePassword: true, enabled: true, roles: ['clerk'] });
    const taken = await post('/api/staff', { username: 'OMAR', name: 'O', roles: ['clerk'], crewId: null }).expect(409);
    expect(taken.body.detail).toContain('taken');
  });

  it.each([
    [{ username: 'a b' }, 'username'],
    [{ name: ' ' }, 'name'],
    [{ roles: [] }, 'roles'],
    [{ roles: ['queen'] }, 'roles'],
    [{ roles: ['crew'] }, 'crewId'],
    [{ crewId: 999 }, 'crewId'],
  ])('refuses someone new with %j and names the field', async (wrong, field) => {
    const good = { username: 'eve', name: 'Eve', roles: ['clerk'], crewId: null };
    const { body } = await post('/api/staff', { ...good, ...wrong }).expect(400);
    expect(body.fields[0].field.split('.')[0]).toBe(field);
  });

  it('disables someone at once, on every device', async () => {
    const cookie = await signIn('dora');
    const dora = await member('dora');
    await post(`/api/staff/${dora.staffId}`, changed(dora, { enabled: false })).expect(204);
    await http().get('/api/me').set('cookie', cookie).expect(401);
    await http().post('/api/sign-in').send({ username: 'dora', password: PASSWORD }).expect(401);
    await post(`/api/staff/${dora.staffId}`, changed(await member('dora'), { enabled: true })).expect(204);
    await signIn('dora');
  });

  it('takes one of two changes that saw the same version, and tells the other', async () => {
    const dora = await member('dora');
    const answers = await Promise.all([
      post(`/api/staff/${dora.staffId}`, changed(dora, { roles: ['clerk', 'cashier'] })),
      post(`/api/staff/${dora.staffId}`, changed(dora, { name: 'Dora F.' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('keeps one administrator, also when two disable each other at once', async () => {
    await aMember(database.source, { username: 'bea', name: 'Bea', password: PASSWORD, roles: ['admin'] });
    const bea = await signIn('bea');
    const [first, second] = [await member('ada'), await member('bea')];
    const answers = await Promise.all([
      post(`/api/staff/${second.staffId}`, changed(second, { enabled: false }), ada),
      post(`/api/staff/${first.staffId}`, changed(first, { roles: ['clerk'] }), bea),
    ]);
    const admins = await rows(database.source, `SELECT 1 FROM staff WHERE enabled AND 'admin' = ANY (roles)`);
    expect(admins).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    ada = answers[0]?.status === 204 ? ada : bea;
  });

  it('gives a one-time password in place of a forgotten one, and signs the person out', async () => {
    const cookie = await signIn('dora');
    const dora = await member('dora');
    const { body } = await post(`/api/staff/${dora.staffId}/password`, { version: dora.version }).expect(200);
    await http().get('/api/me').set('cookie', cookie).expect(401);
    await http().post('/api/sign-in').send({ username: 'dora', password: PASSWORD }).expect(401);
    await signIn('dora', String(body.password));
    const events = await rows<{ event: string; facts: unknown }>(
      database.source,
      `SELECT event, facts FROM journal WHERE stream = 'staff' AND event = 'staff.password-reset'`,
    );
    expect(events).toEqual([{ event: 'staff.password-reset', facts: { username: 'dora' } }]);
    await post('/api/staff/999999/password', { version: 1 }).expect(404);
  });
});
