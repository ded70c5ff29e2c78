import { randomUUID } from 'node:crypto';
import type { Actor, CrewAction, Evidence } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, aCrew, anAccount, moment, testDatabase } from '@curbstop/testing';
import {
  accountJournal,
  accountLedger,
  accountPage,
  assignOrders,
  applyCrewAction,
  crewToday,
  dispatchDay,
  issuePermit,
  previewRelease,
  releaseOrders,
  requestReconnection,
  row,
  rows,
  runDue,
  takePayment,
  verifyJournal,
} from '../../index.ts';
import type { WorkOrder } from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const DISPATCHER: Actor = { kind: 'staff', id: 2, name: 'M. Ferreira', role: 'dispatcher' };
const CREW: Actor = { kind: 'staff', id: 3, name: 'J. Lindqvist', role: 'crew' };
const sign = (text: string): string => `signed ${text.length}`;

describe('a bill of January 15 that is not paid', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  let account: Awaited<ReturnType<typeof anAccount>>;
  let crewId: number;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    account = await anAccount(db.source);
    crewId = await aCrew(db.source);
    await aBill(db.source, account.accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
  });
  afterAll(() => db.close());

  const at = (text: string): Promise<{ accounts: number; acts: number }> => runDue(db.source, clock.set(text));
  const orders = (): Promise<Pick<WorkOrder, 'id' | 'kind' | 'state'>[]> =>
    rows(db.source, 'SELECT id, kind, state FROM work_order WHERE account_id = $1 ORDER BY id', [account.accountId]);
  const act = (action: Record<string, unknown>): CrewAction =>
    ({ id: randomUUID(), seq: 1, deviceAt: clock.now(), baseVersion: 0, ...action }) as CrewAction;

  it('B.2: is left alone up to its due date', async () => {
    expect((await at('2026-02-26T23:59:59-08:00')).acts).toBe(0);
  });

  it('C.1, E.2.a: on day 43 gets the late charge, the reminder and the disconnection notice, once', async () => {
    expect((await at('2026-02-27T09:59:00-08:00')).acts).toBe(0);
    expect((await at('2026-02-27T10:00:00-08:00')).acts).toBe(2);
    expect((await at('2026-02-27T10:00:00-08:00')).acts).toBe(0);
    const ledger = await accountLedger(db.source, account.accountId);
    expect(ledger.lines.map((line) => [line.kind, line.amount, line.balance])).toEqual([
      ['penalty', 1_235, 13_580],
      ['bill', 12_345, 12_345],
    ]);
    const notice = await row(db.source, "SELECT kind, amount, mailed_on FROM notice WHERE kind = 'disconnection'");
    expect(notice).toEqual({ kind: 'disconnection', amount: 13_580, mailed_on: '2026-02-27' });
  });

  it('E.1: is not on the list one second before five on day 60, and is on it at five', async () => {
    await at('2026-03-16T16:59:59-07:00');
    expect(await orders()).toEqual([]);
    await at('2026-03-16T17:00:00-07:00');
    expect(await orders()).toMatchObject([{ kind: 'turn-off', state: 'listed' }]);
    const page = await accountPage(db.source, account.accountId, clock.now());
    expect(page.gate.earliest).toBe(moment('2026-03-17T08:00:00-07:00'));
    expect(page.pastDue).toBe(13_580);
  });

  it('is released in the morning and given to a crew', async () => {
    clock.set('2026-03-17T07:30:00-07:00');
    const [order] = await orders();
    const ids = [order?.id ?? 0];
    expect((await previewRelease(db.source, ids, clock.now())).done).toHaveLength(1);
    expect((await releaseOrders(db.source, ids, DISPATCHER, clock.now())).refused).toEqual([]);
    expect((await assignOrders(db.source, ids, crewId, DISPATCHER, clock.now())).refused).toEqual([]);
    const day = await dispatchDay(db.source, null, clock.now());
    expect(day.orders).toMatchObject([
      { state: 'assigned', crewId, sequence: 1, pastDue: 13_580, billDate: '2026-01-15', noticeMailedOn: '2026-02-27' },
    ]);
    expect((await crewToday(db.source, crewId, clock.now())).jobs).toMatchObject([
      { state: 'assigned', pastDue: 13_580 },
    ]);
  });

  it('E.1: gets no permit before eight, one after, and is turned off under it', async () => {
    const [order] = await orders();
    const orderId = order?.id ?? 0;
    const early = await issuePermit(db.source, { crewId, orderId }, sign, CREW, clock.now());
    expect(early).toMatchObject({ mayClose: false, earliest: moment('2026-03-17T08:00:00-07:00') });
    clock.set('2026-03-17T09:30:00-07:00');
    await applyCrewAction(
      db.source,
      { crewId, actor: CREW },
      act({ type: 'arrive', orderId, position: null }),
      clock.now(),
    );
    const answer = await issuePermit(db.source, { crewId, orderId }, sign, CREW, clock.now());
    if (!answer.mayClose) throw new Error(answer.says);
    const evidence: Evidence = {
      meterSerial: account.meterSerial,
      register: '1.686',
      position: { lon: -122.64, lat: 38.23, accuracy: 4, at: clock.now() },
      valve: 'closed',
      valveTurnedAt: clock.now(),
      permitId: answer.permit.permitId,
      flowChecked: true,
      tagLeft: true,
      note: '',
    };
    const untagged = await applyCrewAction(
      db.source,
      { crewId, actor: CREW },
      act({ type: 'complete', orderId, evidence: { ...evidence, tagLeft: false } }),
      clock.now(),
    );
    expect(untagged).toMatchObject({ result: 'refused', clauses: ['E.4'] });
    const done = act({ type: 'complete', orderId, evidence });
    expect(await applyCrewAction(db.source, { crewId, actor: CREW }, done, clock.now())).toMatchObject({
      result: 'accepted',
    });
    expect(await applyCrewAction(db.source, { crewId, actor: CREW }, done, clock.now())).toMatchObject({
      result: 'duplicate',
    });
    expect(await orders()).toMatchObject([{ state: 'completed' }]);
    const page = await accountPage(db.source, account.accountId, clock.now());
    expect(page.service).toBe('off');
    expect(page.meter?.register).toBe('1.686');
    expect(await row(db.source, "SELECT clause FROM notice WHERE kind = 'restore-information'")).toEqual({
      clause: 'E.4',
    });
  });

  it('F.1, F.2: comes back on when the debt and the fee are paid', async () => {
    clock.set('2026-03-18T10:00:00-07:00');
    const asked = await requestReconnection(
      db.source,
      { accountId: account.accountId, idempotencyKey: randomUUID(), afterHoursConsent: false },
      CLERK,
      clock.now(),
    );
    expect(asked).toMatchObject({ kind: 'reconnect', state: 'held', fee: 7_000, toPay: 20_580 });
    const again = await requestReconnection(
      db.source,
      { accountId: account.accountId, idempotencyKey: randomUUID(), afterHoursConsent: false },
      CLERK,
      clock.now(),
    );
    expect(again.orderId).toBe(asked.orderId);
    const pay = { accountId: account.accountId, method: 'cash', channel: 'counter', reference: '' } as const;
    await takePayment(db.source, { ...pay, idempotencyKey: randomUUID(), amount: cents(20_579) }, CLERK, clock.now());
    expect((await orders())[1]).toMatchObject({ kind: 'reconnect', state: 'held' });
    const receipt = await takePayment(
      db.source,
      { ...pay, idempotencyKey: randomUUID(), amount: cents(1) },
      CLERK,
      clock.now(),
    );
    expect(receipt).toMatchObject({ balance: 0, pastDue: 0, feesDue: 0 });
    expect((await orders())[1]).toMatchObject({ kind: 'reconnect', state: 'listed' });
    expect((await releaseOrders(db.source, [asked.orderId], DISPATCHER, clock.now())).refused).toEqual([]);
    expect((await assignOrders(db.source, [asked.orderId], crewId, DISPATCHER, clock.now())).refused).toEqual([]);
    const evidence = {
      meterSerial: account.meterSerial,
      register: '1.686',
      position: { lon: -122.64, lat: 38.23, accuracy: 4, at: clock.now() },
      valve: 'open',
      valveTurnedAt: clock.now(),
      permitId: null,
      flowChecked: true,
      tagLeft: false,
      note: '',
    };
    const done = await applyCrewAction(
      db.source,
      { crewId, actor: CREW },
      act({ type: 'complete', orderId: asked.orderId, evidence }),
      clock.now(),
    );
    expect(done).toMatchObject({ result: 'accepted' });
    expect((await accountPage(db.source, account.accountId, clock.now())).service).toBe('on');
  });

  it('leaves a journal that is whole', async () => {
    const page = await accountJournal(db.source, account.accountId, null);
    expect(page.lines.map((line) => line.event).reverse()).toEqual([
      'charge.posted',
      'notice.mailed',
      'notice.mailed',
      'list.entered',
      'order.created',
      'order.released',
      'order.assigned',
      'gate.refused',
      'order.on-site',
      'order.permitted',
      'request.refused',
      'order.completed',
      'service.off',
      'notice.mailed',
      'request.accepted',
      'charge.posted',
      'order.created',
      'order.held',
      'request.accepted',
      'payment.received',
      'request.accepted',
      'payment.received',
      'order.listed',
      'order.released',
      'order.assigned',
      'order.completed',
      'service.on',
    ]);
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
    await expect(db.source.query("UPDATE journal SET clause = 'Z.9'")).rejects.toThrow('append-only');
  });
});
