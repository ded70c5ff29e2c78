import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem, ROLES } from '@curbstop/contracts';
import { row } from '@curbstop/core';
import { aBill, aCity, aCrew, aMember, anAccount, moment, testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import type { Response } from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';
import { bodyOf, routes } from './routes.fixture.ts';
import type { BodySchema, Route } from './routes.fixture.ts';

const PASSWORD = 'water under the bridge';
const AT_ONCE = 8;
/** Far below what a broken deadlock costs eight that wait for one another, far above what a busy machine needs. */
const SECONDS = 60;

/** What stays out, because it ends or limits the sessions that ask. */
const APART = ['post /api/sign-in', 'post /api/sign-out', 'post /api/password'];

/** The part of `/api-json` that says what a body holds. */
type Paths = Record<
  string,
  Record<string, { requestBody?: { content?: Record<string, { schema?: BodySchema }> } } | undefined>
>;

const changing = routes().filter(({ method, path }) => method !== 'get' && !APART.includes(`${method} ${path}`));

describe('every route that changes something, eight at once', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let paths: Paths;
  const cookies = new Map<string, string>();
  const clock = new TestClock('2026-03-16T09:00:00-07:00');

  beforeAll(async () => {
    database = await testDatabase({ max: 20 });
    await aCity(database.source);
    const crewId = await aCrew(database.source);
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      CURBSTOP_DATA: folder,
      LOG_LEVEL: 'silent',
      CURBSTOP_DEMO: '1',
      CURBSTOP_SECRET: 'x'.repeat(40),
    });
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

  /** An account with a bill past due, which most requests have something to say about. */
  async function subject(): Promise<{ accountId: number; billId: number }> {
    const { accountId } = await anAccount(database.source);
    const at = moment('2026-01-15T08:00:00-08:00');
    const billId = await aBill(database.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    return { accountId, billId };
  }

  async function send(route: Route, about: Record<string, unknown>, key: string): Promise<Response> {
    const described = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
    const schema = described?.requestBody?.content?.['application/json']?.schema;
    const address = route.path.replace(/:(\w+)/g, (_, name: string) => String(about[name] ?? 1));
    const cookie = cookies.get(route.allowed?.[0] ?? '') ?? '';
    const asked = request(api.url)[route.method](address).set('cookie', cookie).set('idempotency-key', key);
    return schema ? asked.send(bodyOf(schema, about) as object) : asked;
  }

  const deadlocks = async (): Promise<number> => {
    const sql = 'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()';
    await database.source.query('SELECT pg_stat_force_next_flush()');
    return (await row<{ n: number }>(database.source, sql))?.n ?? 0;
  };

  it.each(changing.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s is answered in words within seconds',
    async (_, route) => {
      const about = { ...(await subject()), benefits: ['calfresh'] };
      for (const key of [undefined, randomUUID()]) {
        const began = performance.now();
        const answers = await Promise.all(
          Array.from({ length: AT_ONCE }, () => send(route, about, key ?? randomUUID())),
        );
        expect((performance.now() - began) / 1000).toBeLessThan(SECONDS);
        for (const { status, body } of answers) {
          if (status < 300) continue;
          expect([status, JSON.stringify(body)]).toEqual([expect.any(Number), expect.stringContaining('title')]);
          expect(problem.parse(body).status).toBeLessThan(500);
        }
      }
      expect(await deadlocks()).toBe(0);
    },
    240_000,
  );
});
