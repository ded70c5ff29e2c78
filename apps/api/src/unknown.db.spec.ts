import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem, ROLES } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { aBill, aCity, aCrew, aMember, anAccount, moment, testDatabase, TestClock } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import type { Response } from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';
import { bodyOf, routes } from './routes.fixture.ts';
import type { BodySchema, Route } from './routes.fixture.ts';

const PASSWORD = 'water under the bridge';

type Paths = Record<
  string,
  Record<string, { requestBody?: { content?: Record<string, { schema?: BodySchema }> } } | undefined>
>;

/** Routes that name a record in their path; a year is no record. */
const naming = routes().filter(({ path }) => /:\w+Id\b/.test(path));

describe('what nobody knows of', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let paths: Paths;
  let home: BuiltAccount;
  let billId: number;
  const cookies = new Map<string, string>();
  const clock = new TestClock('2026-03-16T09:00:00-07:00');

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    home = await anAccount(database.source);
    const at = moment('2026-01-15T08:00:00-08:00');
    billId = await aBill(database.source, home.accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    const crewId = await aCrew(database.source);
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source, machine: () => clock.now() });
    paths = (await request(api.url).get('/api-json')).body.paths;
    for (const role of ROLES) {
      const member = { username: role, name: role, password: PASSWORD, roles: [role] };
      await aMember(database.source, { ...member, crewId: role === 'crew' ? crewId : null });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies.set(role, String(answer.headers['set-cookie']).split(';')[0] ?? '');
    }
  }, 240_000);
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  function send(route: Route, named: string, key: string = randomUUID()): Promise<Response> {
    const described = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
    const schema = described?.requestBody?.content?.['application/json']?.schema;
    const address = route.path.replace(/:(\w+)/g, named);
    const cookie = cookies.get(route.allowed?.[0] ?? '') ?? '';
    const asked = request(api.url)[route.method](address).set('cookie', cookie).set('idempotency-key', key);
    const body = schema ? bodyOf(schema, { billId, orderIds: [7], benefits: ['calfresh'] }) : null;
    return body === null ? asked : asked.send(body as object);
  }

  it.each(naming.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s says that there is no such record, and writes nothing',
    async (_, route) => {
      for (const [named, statuses] of [
        ['999999', [404]],
        ['999999999', [404]],
        ['2147483648', [400, 404]],
        ['99999999999999999999', [400, 404]],
        ['-1', [400, 404]],
        ['0', [400, 404]],
        ['1.5', [400, 404]],
        ['seven', [400, 404]],
        ['%00', [400, 404]],
        ["1'--", [400, 404]],
      ] as const) {
        const { status, body } = await send(route, named);
        expect([named, statuses.some((each) => each === status) ? statuses : status]).toEqual([named, statuses]);
        expect(problem.parse(body).detail ?? problem.parse(body).fields?.[0]?.says).toMatch(/\w+ \w+/);
      }
      expect(await rows(database.source, 'SELECT 1 FROM asked_once UNION ALL SELECT 1 FROM request_digest')).toEqual(
        [],
      );
    },
    240_000,
  );
});
