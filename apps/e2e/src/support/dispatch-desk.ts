import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bulkResult, dispatchDay } from '@curbstop/contracts';
import type { BulkResult, DispatchOrder, OrderKind, OrderSeen, Role } from '@curbstop/contracts';
import { createOrders, inTransaction, runDue } from '@curbstop/core';
import { TestClock, aBill, aCity, aCrew, aMember, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '@curbstop/api';
import type { Api } from '@curbstop/api';

const PASSWORD = 'water under the bridge';
/** One order of each family of work, beside the turn-offs of the list. */
export const OTHER_KINDS: readonly OrderKind[] = ['door-tag', 'manual-read', 'reconnect', 'door-hanger'];

export const seenOf = ({ orderId, version }: OrderSeen): OrderSeen => ({ orderId, version });

/** For specs: the morning of March 17 over HTTP, with three turn-offs and an order of each other family on the list, and two crews. */
export class DispatchDesk {
  readonly clock = new TestClock('2026-01-15T08:00:00-08:00');
  readonly crews: number[] = [];
  private readonly cookies = new Map<string, string>();
  private constructor(
    readonly database: TestDatabase,
    private readonly folder: string,
  ) {}
  api!: Api;

  static async open(people: Readonly<Record<string, readonly Role[]>>): Promise<DispatchDesk> {
    const database = await testDatabase();
    const desk = new DispatchDesk(database, await mkdtemp(join(tmpdir(), 'curbstop-api-')));
    const { source } = database;
    const { clock, crews } = desk;
    await aCity(source);
    crews.push(await aCrew(source), await aCrew(source, 'R. Okafor'));
    for (let nth = 0; nth < 3; nth += 1) {
      const { accountId } = await anAccount(source);
      await aBill(source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    }
    await runDue(source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(source, clock.set('2026-03-16T17:00:00-07:00'));
    clock.set('2026-03-17T09:00:00-07:00');
    for (const kind of OTHER_KINDS) await desk.make(kind);
    const env = { DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: desk.folder, LOG_LEVEL: 'silent' };
    desk.api = await createApi(readConfig(env), { clock, source });
    for (const [username, roles] of Object.entries(people)) {
      const crewId = roles.includes('crew') ? (crews[0] ?? null) : null;
      await aMember(source, { username, name: username, password: PASSWORD, roles, crewId });
      const answer = await request(desk.api.url).post('/api/sign-in').send({ username, password: PASSWORD });
      desk.cookies.set(username, String(answer.headers['set-cookie']).split(';')[0] ?? '');
    }
    return desk;
  }

  /** An order of a kind on the list; one that gives water back is owed for no fee, its water off. */
  async make(kind: OrderKind): Promise<{ orderId: number; accountId: number; meterSerial: string }> {
    const { source } = this.database;
    const { accountId, meterSerial } = await anAccount(source);
    if (kind === 'reconnect') await source.query("UPDATE account SET service = 'off' WHERE id = $1", [accountId]);
    const order = {
      accountId,
      kind,
      state: 'listed' as const,
      clause: 'E.1' as const,
      urgent: kind === 'reconnect',
      dueOn: this.today,
      billIds: [],
      amount: null,
      verdict: null,
      outcome: null,
      followsId: null,
      crewOnly: true,
      actKey: `reopen/for-${accountId}`,
    };
    const [made] = await inTransaction(source, (tx) => createOrders(tx, [order], this.clock.now()));
    if (!made) throw new Error(`No ${kind} was made.`);
    return { orderId: made.id, accountId, meterSerial };
  }

  private readonly today = '2026-03-17' as DispatchOrder['dueOn'];

  post(who: string, path: string, body: object): request.Test {
    return request(this.api.url)
      .post(path)
      .set('cookie', this.cookies.get(who) ?? '')
      .send(body);
  }

  get(who: string, path: string): request.Test {
    return request(this.api.url)
      .get(path)
      .set('cookie', this.cookies.get(who) ?? '');
  }

  async day(who = 'dora'): Promise<DispatchOrder[]> {
    return dispatchDay.parse((await this.get(who, '/api/dispatch/day').expect(200)).body).orders;
  }

  async one(which: OrderKind | number): Promise<DispatchOrder> {
    const order = (await this.day()).find((each) => each.kind === which || each.orderId === which);
    if (!order) throw new Error(`There is no ${which} on the list.`);
    return order;
  }

  async bulk(who: string, path: string, orders: readonly OrderSeen[], more: object = {}): Promise<BulkResult> {
    const body = { orders: orders.map(seenOf), ...more };
    return bulkResult.parse((await this.post(who, `/api/dispatch/${path}`, body).expect(200)).body);
  }

  assign(who: string, orders: readonly OrderSeen[], crewId: number | null): Promise<BulkResult> {
    return this.bulk(who, 'assign', orders, { crewId });
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
    await rm(this.folder, { recursive: true });
  }
}
