import { randomUUID } from 'node:crypto';
import type { CrewAction, CrewActionResult, DispatchDay, PermitAnswer, Receipt } from '@curbstop/contracts';
import * as contracts from '@curbstop/contracts';
import type { LiveEvents, LiveRequests } from '@curbstop/contracts';
import type { z } from 'zod';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';

/** A problem answer of the API. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly problem: contracts.ProblemDetails) {
    super(`${problem.status} ${problem.title} ${problem.detail ?? ''}`.trim());
  }
}

export type PlainAction = CrewAction extends infer One
  ? One extends CrewAction
    ? Omit<One, 'id' | 'seq' | 'deviceAt' | 'baseVersion'>
    : never
  : never;

/** Somebody at a screen: signed in over HTTP, known by the cookie. Every answer is checked against its contract. */
export class Person {
  private seq = 0;

  private constructor(
    readonly url: string,
    readonly cookie: string,
    private readonly now: () => number,
  ) {}

  static async signIn(url: string, username: string, password: string, now: () => number): Promise<Person> {
    const answer = await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!answer.ok) throw new Refusal(contracts.problem.parse(await answer.json()));
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return new Person(url, cookie, now);
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.answer(await fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } }), schema);
  }

  async post<T>(path: string, body: unknown, schema: z.ZodType<T>, key?: string): Promise<T> {
    const headers: Record<string, string> = { cookie: this.cookie, 'content-type': 'application/json' };
    if (key !== undefined) headers['idempotency-key'] = key;
    return this.answer(
      await fetch(`${this.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      schema,
    );
  }

  private async answer<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Refusal(contracts.problem.parse(body));
    return schema.parse(body);
  }

  // A clerk.

  /** Takes a payment at the counter, in cents. */
  pay(accountId: number, amount: number, key: string = randomUUID()): Promise<Receipt> {
    const body = { amount, method: 'cash', channel: 'counter', reference: '' };
    return this.post(`/api/accounts/${accountId}/payments`, body, contracts.receipt, key);
  }

  account(accountId: number): Promise<contracts.AccountPage> {
    return this.get(`/api/accounts/${accountId}`, contracts.accountPage);
  }

  async bills(accountId: number): Promise<contracts.BillView[]> {
    return (await this.get(`/api/accounts/${accountId}/bills`, contracts.bills)).bills;
  }

  reconnect(accountId: number, key: string = randomUUID()): Promise<contracts.ReconnectionAnswer> {
    const body = { afterHoursConsent: false };
    return this.post(`/api/accounts/${accountId}/reconnection`, body, contracts.reconnectionAnswer, key);
  }

  // A dispatcher.

  day(): Promise<DispatchDay> {
    return this.get('/api/dispatch/day', contracts.dispatchDay);
  }

  /** The orders as the dispatcher's list shows them at this moment. */
  async seen(orderIds: readonly number[]): Promise<contracts.OrderSeen[]> {
    const { orders } = await this.day();
    const versions = new Map(orders.map((order) => [order.orderId, order.version]));
    return orderIds.map((orderId) => ({ orderId, version: versions.get(orderId) ?? 0 }));
  }

  async preview(...orderIds: number[]): Promise<contracts.BulkResult> {
    const orders = await this.seen(orderIds);
    return this.post('/api/dispatch/release-preview', { orders }, contracts.bulkResult);
  }

  async release(...orderIds: number[]): Promise<contracts.BulkResult> {
    const orders = await this.seen(orderIds);
    return this.post('/api/dispatch/release', { orders }, contracts.bulkResult);
  }

  async assign(crewId: number | null, ...orderIds: number[]): Promise<contracts.BulkResult> {
    const orders = await this.seen(orderIds);
    return this.post('/api/dispatch/assign', { orders, crewId }, contracts.bulkResult);
  }

  // A crew.

  jobs(): Promise<contracts.CrewToday> {
    return this.get('/api/crew/day', contracts.crewToday);
  }

  permit(orderId: number): Promise<PermitAnswer> {
    return this.post(`/api/crew/orders/${orderId}/permit`, {}, contracts.permitAnswer);
  }

  /** An action as a tablet makes it, now. */
  action(each: PlainAction): CrewAction {
    this.seq += 1;
    return contracts.crewAction.parse({
      id: randomUUID(),
      seq: this.seq,
      deviceAt: this.now(),
      baseVersion: 0,
      ...each,
    });
  }

  async send(...actions: CrewAction[]): Promise<CrewActionResult[]> {
    return (await this.post('/api/crew/actions', { actions }, contracts.crewActionResults)).results;
  }

  async act(each: PlainAction): Promise<CrewActionResult> {
    const [result] = await this.send(this.action(each));
    if (!result) throw new Error('The server answered for no action.');
    return result;
  }

  /** The live feed, connected. Close it. */
  async listen(): Promise<Socket<LiveEvents, LiveRequests>> {
    const socket: Socket<LiveEvents, LiveRequests> = io(this.url, {
      path: contracts.LIVE_PATH,
      transports: ['websocket'],
      extraHeaders: { cookie: this.cookie },
      forceNew: true,
    });
    await new Promise<void>((done, failed) => {
      socket.once('connect', done);
      socket.once('connect_error', failed);
    });
    return socket;
  }
}
