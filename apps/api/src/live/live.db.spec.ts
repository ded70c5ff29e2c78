import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LIVE_PATH,
  bulkResult,
  crewJob,
  crewToday,
  dispatchDay,
  dispatchOrder,
  optimised,
  receipt,
} from '@curbstop/contracts';
import type { CrewJob, DispatchOrder, LiveEvents, LiveRequests } from '@curbstop/contracts';
import { rows, runDue } from '@curbstop/core';
import { TestClock, aBill, aCity, aCrew, anAccount, testDatabase, aMember } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

type Client = Socket<LiveEvents, LiveRequests>;
const PASSWORD = 'water under the bridge';

/** Waits for an event that fits, with all that was said; fails after a minute. */
function heard<T>(client: Client, name: keyof LiveEvents, fits: (said: T) => boolean = () => true): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`No ${name} within a minute.`)), 60_000);
    const listen = (said: T): void => {
      if (!fits(said)) return;
      clearTimeout(timer);
      client.off(name, listen as never);
      done(said);
    };
    client.on(name, listen as never);
  });
}

describe('the live feed', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let crewId: number;
  let otherCrewId: number;
  const accounts: number[] = [];
  const cookies: Record<string, string> = {};
  const clients: Client[] = [];
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  const machine = new TestClock('2026-06-01T00:00:00Z');

  const post = (who: string, path: string, body: object, headers: Record<string, string> = {}) =>
    request(api.url)
      .post(path)
      .set('cookie', cookies[who] ?? '')
      .set(headers)
      .send(body);
  const get = (who: string, path: string) =>
    request(api.url)
      .get(path)
      .set('cookie', cookies[who] ?? '');
  const open = (cookie: string, extra: Record<string, string> = {}): Client => {
    const client: Client = io(api.url, {
      path: LIVE_PATH,
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { cookie, ...extra },
    });
    clients.push(client);
    return client;
  };
  const connected = async (who: string, cookie = cookies[who] ?? ''): Promise<Client> => {
    const client = open(cookie);
    await new Promise<void>((done, failed) => client.once('connect', done).once('connect_error', failed));
    return client;
  };
  const today = async (): Promise<DispatchOrder[]> =>
    dispatchDay.parse((await get('dora', '/api/dispatch/day').expect(200)).body).orders;
  const seen = async (orderIds: readonly number[]) =>
    (await today())
      .filter(({ orderId }) => orderIds.includes(orderId))
      .map(({ orderId, version }) => ({ orderId, version }));
  const pay = (accountId: number, amount: number) =>
    post(
      'carl',
      `/api/accounts/${accountId}/payments`,
      { amount, method: 'cash', channel: 'counter' },
      { 'idempotency-key': randomUUID() },
    );

  beforeAll(async () => {
    database = await testDatabase();
    const { source } = database;
    await aCity(source);
    crewId = await aCrew(source);
    otherCrewId = await aCrew(source, 'R. Okafor');
    for (let i = 0; i < 3; i += 1) {
      const { accountId } = await anAccount(source);
      await aBill(source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
      accounts.push(accountId);
    }
    await runDue(source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(source, clock.set('2026-03-16T17:00:00-07:00'));
    clock.set('2026-03-17T07:30:00-07:00');

    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source, machine: () => machine.now() });
    const people = [
      { username: 'dora', roles: ['dispatcher'] as const, crewId: null },
      { username: 'carl', roles: ['clerk'] as const, crewId: null },
      { username: 'jo', roles: ['crew'] as const, crewId },
      { username: 'ray', roles: ['crew'] as const, crewId: otherCrewId },
    ];
    for (const person of people) {
      await aMember(source, { ...person, name: person.username, password: PASSWORD });
      const answer = await request(api.url)
        .post('/api/sign-in')
        .send({ username: person.username, password: PASSWORD });
      cookies[person.username] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.disconnect();
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('lets in only who is signed in, from a page of ours', async () => {
    const refusal = (client: Client): Promise<string> =>
      new Promise((done) =>
        client.once('connect_error', (error) => done(error.message)).once('connect', () => done('connected')),
      );
    expect(await refusal(open(''))).toBe('not-signed-in');
    expect(await refusal(open('curbstop=forged'))).toBe('not-signed-in');
    expect(await refusal(open(cookies['dora'] ?? '', { origin: 'https://evil.example' }))).not.toBe('connected');
    expect(await refusal(open(cookies['dora'] ?? '', { origin: api.url }))).toBe('connected');
  });

  it('shows a release and an assignment to the dispatcher, and the job to its crew alone', async () => {
    const [dora, jo, ray] = [await connected('dora'), await connected('jo'), await connected('ray')];
    const rays: unknown[] = [];
    ray.onAny((name: string) => rays.push(name));
    const orderIds = (await today()).map(({ orderId }) => orderId);
    expect(orderIds).toHaveLength(3);
    const released = heard<DispatchOrder>(dora, 'order', ({ state }) => state === 'released');
    bulkResult.parse((await post('dora', '/api/dispatch/release', { orders: await seen(orderIds) }).expect(200)).body);
    expect(dispatchOrder.parse(await released).pastDue).toBe(13_580);

    const job = heard<CrewJob>(jo, 'job', ({ orderId }) => orderId === orderIds[2]);
    await post('dora', '/api/dispatch/assign', { orders: await seen(orderIds), crewId }).expect(200);
    expect(crewJob.parse(await job)).toMatchObject({ state: 'assigned', sequence: 3 });
    expect(crewToday.parse((await get('jo', '/api/crew/day').expect(200)).body).jobs).toHaveLength(3);
    expect(rays).toEqual([]);
  });

  it('takes a job off a tablet when it is given to another crew', async () => {
    const [jo, ray] = [await connected('jo'), await connected('ray')];
    const orderId = (await today()).find((order) => order.accountId === accounts[2])?.orderId ?? 0;
    const [gone, job] = [heard<number>(jo, 'job-gone'), heard<CrewJob>(ray, 'job')];
    await post('dora', '/api/dispatch/assign', { orders: await seen([orderId]), crewId: otherCrewId }).expect(200);
    expect(await gone).toBe(orderId);
    expect((await job).orderId).toBe(orderId);
  });

  it('turns a payment into a stop on the tablet, and keeps that it arrived', async () => {
    const [dora, carl, jo] = [await connected('dora'), await connected('carl'), await connected('jo')];
    const [accountId] = accounts;
    carl.emit('follow', accountId ?? 0);
    const followed = heard<number>(carl, 'account');
    const listChanged = heard(dora, 'day');
    const cancelled = heard<DispatchOrder>(dora, 'order', ({ state }) => state === 'cancelled');
    const delivery = heard<DispatchOrder>(
      dora,
      'order',
      ({ recall: each }) => each !== null && each.deliveredAt !== null,
    );
    const recall = new Promise<CrewJob>((done) => {
      jo.once('recall', (job, delivered) => {
        delivered();
        done(job);
      });
    });
    const paid = receipt.parse((await pay(accountId ?? 0, 13_580).expect(200)).body);
    const job = crewJob.parse(await recall);
    expect(paid.cancelled.map(({ orderId }) => orderId)).toEqual([job.orderId]);
    expect(job.recall).toMatchObject({ paid: 13_580, deliveredAt: null });
    expect(await followed).toBe(accountId);
    await listChanged;
    expect((await cancelled).orderId).toBe(job.orderId);

    const kept = await delivery;
    expect(kept.orderId).toBe(job.orderId);
    const journal = await rows(
      database.source,
      "SELECT actor->>'name' AS name FROM journal WHERE event = 'order.recall-delivered'",
    );
    expect(journal).toEqual([{ name: 'jo' }]);
  });

  it('tells a tablet that was away what was called off meanwhile, once it answered no more', async () => {
    const orderId = (await today()).find((order) => order.accountId === accounts[1])?.orderId ?? 0;
    await post('dora', `/api/dispatch/orders/${orderId}/recall`, {
      says: 'Wrong house',
      version: (await seen([orderId]))[0]?.version,
    }).expect(200);
    const jo = open(cookies['jo'] ?? '');
    const job = await new Promise<CrewJob>((done) =>
      jo.once('recall', (each, delivered) => {
        delivered();
        done(each);
      }),
    );
    expect(job).toMatchObject({ orderId, recall: { says: 'Wrong house' } });
    await heard<CrewJob>(jo, 'job', ({ recall }) => recall !== null && recall.deliveredAt !== null);
    const back = await connected('jo');
    const again: unknown[] = [];
    back.on('recall', (each) => again.push(each));
    await new Promise((done) => setTimeout(done, 300));
    expect(again).toEqual([]);
  });

  it('reaches a tablet on another API process, without anything between the two', async () => {
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    const second = await createApi(config, { clock, source: database.source, machine: () => machine.now() });
    const ray: Client = io(second.url, {
      path: LIVE_PATH,
      transports: ['websocket'],
      extraHeaders: { cookie: cookies['ray'] ?? '' },
    });
    clients.push(ray);
    try {
      await new Promise<void>((done) => ray.once('connect', done));
      const job = heard<CrewJob>(ray, 'job', ({ pastDue }) => pastDue === 13_480);
      await pay(accounts[2] ?? 0, 100).expect(200);
      expect((await job).orderId).toBeGreaterThan(0);
    } finally {
      ray.disconnect();
      await second.close();
    }
  });

  it('shows dispatchers where a crew is', async () => {
    const dora = await connected('dora');
    const crew = heard<{ crewId: number; battery: number | null }>(dora, 'crew');
    const fix = { lon: -122.6, lat: 38.2, accuracy: 5, at: clock.now(), heading: null, battery: 80, outbox: 0 };
    await post('jo', '/api/crew/position', fix).expect(204);
    expect(await crew).toMatchObject({ crewId, battery: 80, position: { lon: -122.6 } });
  });

  it('proposes an order of stops', async () => {
    const answer = await post('dora', `/api/dispatch/crews/${otherCrewId}/optimise`, { start: null }).expect(200);
    expect(optimised.parse(answer.body).orderIds).toHaveLength(1);
  });

  it('tells a desk nothing of accounts it does not follow, and crews nothing of accounts at all', async () => {
    const [carl, jo] = [await connected('carl'), await connected('jo')];
    const said: unknown[] = [];
    carl.on('account', (accountId) => said.push(accountId));
    jo.on('account', (accountId) => said.push(accountId));
    carl.emit('follow', accounts[0] ?? 0);
    carl.emit('follow', null);
    jo.emit('follow', accounts[2] ?? 0);
    const dora = await connected('dora');
    const after = heard(dora, 'order');
    await pay(accounts[2] ?? 0, 100).expect(200);
    await after;
    await new Promise((done) => setTimeout(done, 200));
    expect(said).toEqual([]);
  });

  it('closes the sockets of a session that ended', async () => {
    const answer = await request(api.url)
      .post('/api/sign-in')
      .send({ username: 'dora', password: PASSWORD })
      .expect(200);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const [ending, staying] = [await connected('dora', cookie), await connected('dora')];
    const closed = new Promise((done) => ending.once('disconnect', done));
    await request(api.url).post('/api/sign-out').set('cookie', cookie).expect(204);
    expect(await closed).toBe('io server disconnect');
    expect(staying.connected).toBe(true);
  });

  it('goes on after the database dropped its connections', async () => {
    const dora = await connected('dora');
    await database.source.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    const order = heard<DispatchOrder>(dora, 'order');
    await pay(accounts[2] ?? 0, 100).expect(200);
    expect((await order).accountId).toBe(accounts[2]);
  });
});
