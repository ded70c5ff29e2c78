import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, problem, readingList } from '@curbstop/contracts';
import type { ReadingList, Role } from '@curbstop/contracts';
import { inTransaction, makeBillRun, row, rows, scheduledRuns, storeHandRead } from '@curbstop/core';
import { day, policyOn } from '@curbstop/policy';
import { TestClock, aCity, aCrew, aMember, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import type { Response } from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';
const TERMS = policyOn('glendora', day('2026-01-15'));
const CREW = { kind: 'staff', id: 1, name: 'J. Lindqvist', role: 'crew' } as const;
/** At half past nine on March 13 somebody looks at it. */
export const SEEN = '2026-03-13T09:30:00-07:00';

export type Reading = ReadingList['readings'][number];

/** One field of a refusal, with what is said of it. */
export function fieldOf({ body }: Response): [string | undefined, string | undefined] {
  const [first] = problem.parse(body).fields ?? [];
  return [first?.field, first?.says];
}

/** What is decided on a reading as it was seen. */
export function decision(
  { meterId, at, version }: Pick<Reading, 'meterId' | 'at' | 'version'>,
  deed: string,
  reason = 'The crew looked.',
) {
  return { meterId, at, version, deed, reason };
}

/** Billing with one of every role signed in, and homes of route 3 that were billed on January 15 and March 12. */
export class MeterDoors {
  home!: BuiltAccount;
  private readonly homes: { march: string | null; home: BuiltAccount }[] = [];
  private readonly cookies: Partial<Record<Role, string>> = {};

  private constructor(
    readonly database: TestDatabase,
    readonly clock: TestClock,
    private readonly api: Api,
    private readonly folder: string,
  ) {}

  static async open(inMarch: readonly (string | null)[]): Promise<MeterDoors> {
    const database = await testDatabase();
    const { source } = database;
    await aCity(source);
    const crewId = await aCrew(source);
    const clock = new TestClock(SEEN);
    const folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    const api = await createApi(config, { clock, source, machine: () => clock.now() });
    const doors = new MeterDoors(database, clock, api, folder);
    for (const role of ROLES) {
      const member = { username: role, name: `The ${role}`, password: PASSWORD, roles: [role] };
      await aMember(source, { ...member, crewId: role === 'crew' ? crewId : null });
      const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
      doors.cookies[role] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
    await doors.build(inMarch);
    return doors;
  }

  /** Homes of one route: a bill run is made once. Each is read on January 8, and in March where a register is given. */
  private async build(inMarch: readonly (string | null)[]): Promise<void> {
    for (const march of inMarch) {
      this.home = await anAccount(this.database.source, { openedOn: '2025-11-12', routeGroup: 3 });
      await this.read('2026-01-08T10:00:00-08:00', '40');
      if (march !== null) await this.read('2026-03-03T10:00:00-08:00', march);
      this.homes.push({ march, home: this.home });
    }
    for (const on of ['2026-01-15', '2026-03-12'])
      for (const each of scheduledRuns('glendora', day(on), day(on), moment(`${on}T12:00:00Z`)))
        await makeBillRun(this.database.source, 'glendora', each, each.at);
  }

  /** Goes on with a home that no spec has touched yet, and that was read so in March. */
  useHome(march: string | null): void {
    this.clock.set(SEEN);
    const found = this.homes.findIndex((each) => each.march === march);
    const [next] = found < 0 ? [] : this.homes.splice(found, 1);
    if (!next) throw new Error(`No home is left that was read ${march ?? 'in January alone'}.`);
    this.home = next.home;
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
    await rm(this.folder, { recursive: true });
  }

  get(who: Role, path: string): request.Test {
    return request(this.api.url)
      .get(`/api/${path}`)
      .set('cookie', this.cookies[who] ?? '');
  }

  post(who: Role, path: string, body: object, key: string | null = randomUUID()): request.Test {
    const asked = request(this.api.url)
      .post(`/api/${path}`)
      .set('cookie', this.cookies[who] ?? '');
    return (key === null ? asked : asked.set('idempotency-key', key)).send(body);
  }

  here(path: string): string {
    return `accounts/${this.home.accountId}/${path}`;
  }

  read(when: string, register: string): Promise<string | null> {
    const at = moment(when);
    return inTransaction(this.database.source, (tx) =>
      storeHandRead({ tx, actor: CREW, now: at }, { meterId: this.home.meterId, register, at, source: 'crew' }, TERMS),
    );
  }

  async openTasks(): Promise<string[]> {
    const open = await rows<{ kind: string }>(
      this.database.source,
      'SELECT kind FROM task WHERE account_id = $1 AND done_at IS NULL ORDER BY id',
      [this.home.accountId],
    );
    return open.map(({ kind }) => kind);
  }

  async journalRows(): Promise<number> {
    return (await row<{ n: number }>(this.database.source, 'SELECT count(*)::int AS n FROM journal'))?.n ?? 0;
  }

  async readingAt(register: string): Promise<Reading> {
    const { readings } = readingList.parse((await this.get('clerk', this.here('readings')).expect(200)).body);
    const found = readings.find((each) => each.register === register);
    if (!found) throw new Error(`There is no reading ${register}.`);
    return found;
  }

  /** Who may, by role: everybody else is refused before anything is looked at. */
  async checkRoles(path: string, body: object | null, allowed: readonly Role[]): Promise<void> {
    for (const role of ROLES) {
      const { status } = await (body === null ? this.get(role, path) : this.post(role, path, body));
      expect([role, status === 403]).toEqual([role, !allowed.includes(role)]);
      expect(status).not.toBe(401);
      expect(status).toBeLessThan(500);
    }
    const anybody = request(this.api.url);
    await (body === null ? anybody.get(`/api/${path}`) : anybody.post(`/api/${path}`)).expect(401);
  }
}
