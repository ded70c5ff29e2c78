import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INCOME_EVIDENCE_ROLES, ROLES } from '@curbstop/contracts';
import type { Role } from '@curbstop/contracts';
import { recordIncomeEvidence } from '@curbstop/core';
import type { BasisPoints } from '@curbstop/policy';
import { aBill, aCity, aCrew, aMember, anAccount, moment, testDatabase, TestClock } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';
import { routes } from './routes.fixture.ts';

const PASSWORD = 'water under the bridge';
const CLERK = { kind: 'staff', id: 1, name: 'Dora', role: 'clerk' } as const;

/** What the household has shown, however it may be written. */
const EVIDENCE = /calfresh|general[- ]assistance|173\.21|17321/i;

const others = ROLES.filter((role) => !INCOME_EVIDENCE_ROLES.includes(role));
const reads = routes().filter(({ method, open }) => method === 'get' && !open);
const readable = others.flatMap((role) =>
  reads.filter(({ allowed }) => allowed?.includes(role)).map(({ path }): [Role, string] => [role, path]),
);

/** G.1.b: what a household has shown of its income is seen by those whose work it is, and by nobody else, anywhere. */
describe('evidence of income', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let homes: BuiltAccount[];
  const cookies = new Map<Role, string>();
  const clock = new TestClock('2026-03-16T09:00:00-07:00');

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    const crewId = await aCrew(source);
    const at = moment('2026-01-15T08:00:00-08:00');
    homes = [];
    // Looked at, and waiting for a clerk: the one raises the flag, the other a task.
    for (const verified of [true, false]) {
      const home = await anAccount(source);
      homes.push(home);
      await aBill(source, home.accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
      const evidence = {
        accountId: home.accountId,
        benefits: ['calfresh', 'general-assistance'] as const,
        endsOn: null,
        incomeOfPoverty: 17_321 as BasisPoints,
        verified,
      };
      await recordIncomeEvidence(source, evidence, CLERK, clock.now(), randomUUID());
    }
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source, machine: () => clock.now() });
    for (const role of ROLES) {
      const member = { username: role, name: role, password: PASSWORD, roles: [role] };
      await aMember(source, { ...member, crewId: role === 'crew' ? crewId : null });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      cookies.set(role, String(answer.headers['set-cookie']).split(';')[0] ?? '');
    }
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  /** What a role reads at an address, for each of the two homes. */
  async function seen(role: Role, path: string): Promise<string> {
    const texts = await Promise.all(
      homes.map(async ({ accountId }) => {
        const address = path.replace(/:accountId/, String(accountId)).replace(/:\w+/g, '1');
        const query = path === '/api/accounts' ? '?q=larch' : '';
        return (
          await request(api.url)
            .get(`${address}${query}`)
            .set('cookie', cookies.get(role) ?? '')
        ).text;
      }),
    );
    return texts.join('\n');
  }

  it.each(['/api/accounts/:accountId', '/api/accounts/:accountId/journal', '/api/accounts/:accountId/standing'])(
    'is at %s for a clerk',
    async (path) => {
      expect(await seen('clerk', path)).toMatch(EVIDENCE);
    },
  );

  it('waits as a task that names none of it', async () => {
    const tasks = await seen('clerk', '/api/tasks');
    expect(tasks).toContain('Evidence of a low income is to be looked at.');
    expect(tasks).not.toMatch(EVIDENCE);
  });

  it('is kept from the other roles in more than a handful of addresses', () => {
    expect(readable.length).toBeGreaterThan(50);
    expect(new Set(readable.map(([role]) => role))).toEqual(new Set(others));
  });

  it.each(readable)('is not shown to %s at %s', async (role, path) => {
    expect(await seen(role, path)).not.toMatch(EVIDENCE);
  });
});
