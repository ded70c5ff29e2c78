import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OFFICE_ROLES, ROLES } from '@curbstop/contracts';
import type { Role } from '@curbstop/contracts';
import { row } from '@curbstop/core';
import { OFFICE_REQUESTS } from '@curbstop/policy';
import type { OfficeRequest } from '@curbstop/policy';
import { testDatabase, TestClock, aMember } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';
import { routes } from './routes.fixture.ts';
import type { Route } from './routes.fixture.ts';

/** What anyone may call; a route added here is a decision. */
const OPEN = [
  'get /',
  'get /api/clock',
  'get /api/crew/permit-key',
  'get /api/map/settings',
  'get /api/policy',
  'get /api/reports/discontinuations',
  'get /api/reports/discontinuations/:year',
  'get /api/simulator/service-off',
  'get /health',
  'get /health/self',
  'get /metrics',
  'get /policy',
  'get /reports/discontinuations',
  'get /reports/discontinuations/:year',
  'post /api/sign-in',
  'post /api/sign-out',
  'put /api/simulator/caught-up',
];

/** What `/api-json` says of a route, as far as this spec looks. */
interface Described {
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-roles'?: readonly Role[];
  readonly security?: unknown;
  readonly responses?: { readonly default?: { readonly content?: object } };
}
/** Where the desk sends each request. */
const SENT_TO: Readonly<Record<OfficeRequest, string>> = {
  pay: 'post payments',
  'request-extension': 'post extensions',
  'sign-arrangement': 'post arrangements',
  'pay-instalment': 'post instalments',
  'waive-courtesy': 'post waivers',
  'waive-low-income': 'post waivers',
  'file-appeal': 'post appeals',
  'decide-appeal': 'post appeals/:appealId/decision',
  'file-further-appeal': 'post appeals/:appealId/further',
  'decide-further-appeal': 'post appeals/:appealId/further-decision',
  'submit-certificate': 'post certificates',
  'give-household': 'put household',
  'verify-household': 'post household/verification',
  'submit-assistance': 'post assistance',
  'request-arrangement': 'post arrangement-requests',
  'review-assistance': 'post assistance/answer',
  'supply-information': 'post assistance/information',
  'request-reconnection': 'post reconnection',
  'mail-returned': 'post notices/returned',
  'tenant-takes-service': 'post tenants',
  'enrol-ach': 'post bank-debit',
  'stop-ach': 'post bank-debit/stop',
  'opt-out-smart-meter': 'post smart-meter',
  'opt-in-smart-meter': 'post smart-meter',
  'release-cash-only': 'post cash-only/release',
  'restore-extensions': 'post extensions/restore',
  'revoke-extensions': 'post extensions/revoke',
  'request-close': 'post close',
  'decline-appeal': 'post appeals/:appealId/unheard',
  'mail-notice': 'post notices',
  'note-contact': 'post contacts',
  'name-third-party': 'put third-party',
  'raise-ach-concern': 'post bank-debit/concern',
  'bank-account-closed': 'post bank-debit/closed',
  'final-read': 'post final-read',
  'request-refund': 'post refund',
  'landlord-trust': 'post landlord-trust',
  'cancel-landlord-trust': 'post landlord-trust/cancel',
  'sell-premise': 'post sale',
};

const PASSWORD = 'water under the bridge';

describe('who may call what', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const cookies = new Map<Role, string>();
  const clock = new TestClock('2026-03-16T09:00:00-07:00');
  let paths: Record<string, Record<string, Described>>;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const crew = await row<{ id: number }>(
      database.source,
      "INSERT INTO crew (name, initials, truck) VALUES ('Crew 1', 'C1', 'T1') RETURNING id",
    );
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source, machine: () => clock.now() });
    paths = (await request(api.url).get('/api-json')).body.paths;
    for (const role of ROLES) {
      const crewId = role === 'crew' ? (crew?.id ?? null) : null;
      await aMember(database.source, { username: role, name: role, password: PASSWORD, roles: [role], crewId });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies.set(role, String(answer.headers['set-cookie']).split(';')[0] ?? '');
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  const call = async ({ method, path }: Route, cookie: string): Promise<number> => {
    const address = path.replace(/:\w+/g, '999999');
    return (await request(api.url)[method](address).set('cookie', cookie).set('authorization', 'Bearer x')).status;
  };

  it('finds the routes', () => {
    expect(routes().length).toBeGreaterThan(20);
  });

  it.each(routes().map((route) => [route.where, route] as const))('%s names its roles, or is public', (_, route) => {
    expect(route.open || (route.allowed?.length ?? 0) > 0).toBe(true);
  });

  it.each(OFFICE_REQUESTS.map((each) => [each, SENT_TO[each]]))('whose work %s is may send it', (asked, where) => {
    const [method, path] = where.split(' ');
    const full = `/api/accounts/:accountId/${path}`;
    const route = routes().find((each) => each.method === method && each.path === full);
    const allowed = route?.allowed ?? [];
    expect([where, allowed]).toEqual([where, expect.arrayContaining([...OFFICE_ROLES[asked]])]);
    // J.7.a: whoever else asks for it is refused on record, with the clause.
    if (asked !== 'release-cash-only') expect([...allowed].sort()).toEqual([...OFFICE_ROLES[asked]].sort());
  });

  it('is public where it was decided, and nowhere else', () => {
    const open = routes().filter((route) => route.open);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(OPEN);
  });

  it.each(
    routes()
      .filter(({ path }) => path.startsWith('/api/') || path.startsWith('/health') || path === '/metrics')
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is described at /api with its roles and its refusals', (_, { method, path, allowed }) => {
    const described = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
    expect(described?.summary).toMatch(/\S/);
    expect(described?.['x-roles']).toEqual(allowed);
    expect(described?.description).toBe(allowed ? `For ${allowed.join(', ')}.` : 'For anyone.');
    expect(described?.security).toEqual(allowed ? [{ cookie: [] }] : []);
    expect(Object.keys(described?.responses?.default?.content ?? {})).toEqual(['application/problem+json']);
  });

  it.each(
    routes()
      .filter((route) => !route.open)
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is closed to strangers and to other roles', async (_, route) => {
    expect(await call(route, '')).toBe(401);
    expect(await call(route, 'curbstop=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe(401);
    for (const role of ROLES) {
      const status = await call(route, cookies.get(role) ?? '');
      const allowed = route.allowed?.includes(role) === true;
      expect([role, allowed, status === 401 || status === 403]).toEqual([role, allowed, !allowed]);
    }
  });

  it('keeps in the journal who tried what is not theirs', async () => {
    await request(api.url)
      .post('/api/accounts/7/payments')
      .set('cookie', cookies.get('crew') ?? '')
      .expect(403);
    const last = await row(
      database.source,
      "SELECT event, facts->>'request' AS request, actor->>'name' AS name FROM journal ORDER BY seq DESC LIMIT 1",
    );
    expect(last).toEqual({ event: 'request.refused', request: 'POST /api/accounts/:accountId/payments', name: 'crew' });
  });

  it('hides the simulators’ routes in a city at work', async () => {
    await request(api.url).get('/api/simulator/service-off').expect(404);
    await request(api.url).put('/api/simulator/caught-up').send({ through: 1 }).expect(404);
  });
});
