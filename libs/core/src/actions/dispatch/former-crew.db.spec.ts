import { randomUUID } from 'node:crypto';
import { crewAction } from '@curbstop/contracts';
import type { Actor, Evidence } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { FLOW_WATCH_MS } from '@curbstop/work-orders';
import { TestClock, aBill, aCity, aCrew, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import {
  assignOrders,
  applyCrewAction,
  crewToday,
  fieldReport,
  issuePermit,
  openConflicts,
  recallOrder,
  releaseOrders,
  resolveConflict,
  row,
  rows,
  runDue,
  takePayment,
  verifyJournal,
} from '../../index.ts';

const DISPATCHER: Actor = { kind: 'staff', id: 1, name: 'M. Ferreira', role: 'dispatcher' };
const CREW: Actor = { kind: 'staff', id: 2, name: 'J. Lindqvist', role: 'crew' };

describe('a crew that once had an order', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  let former: number, current: number;
  let account: BuiltAccount;
  let orderId: number;
  let permitId: string;
  let turnedAt: Instant;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    former = await aCrew(db.source, 'R. Maldonado');
    current = await aCrew(db.source, 'T. Okafor');
  });
  afterAll(() => db.close());

  /** The former crew has a permit and closes the valve offline; then the order goes to the current one. */
  beforeEach(async () => {
    await db.source.query("UPDATE account SET status = 'closed', next_act_at = NULL");
    clock.set('2026-01-15T08:00:00-08:00');
    account = await anAccount(db.source);
    await aBill(db.source, account.accountId, { on: '2026-01-15', cents: 9_999, due: '2026-02-26', at: clock.now() });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    orderId =
      (await row<{ id: number }>(db.source, 'SELECT id FROM work_order WHERE account_id = $1', [account.accountId]))
        ?.id ?? 0;
    clock.set('2026-03-17T09:00:00-07:00');
    await releaseOrders(db.source, [orderId], DISPATCHER, clock.now());
    await assignOrders(db.source, [orderId], former, DISPATCHER, clock.now());
    const answer = await issuePermit(db.source, { crewId: former, orderId }, () => 'signed', CREW, clock.now());
    if (!answer.mayClose) throw new Error(answer.says);
    permitId = answer.permit.permitId;
    turnedAt = clock.advance({ minutes: 4 });
    clock.advance({ minutes: 1 });
    await assignOrders(db.source, [orderId], current, DISPATCHER, clock.now());
    clock.advance({ minutes: 1 });
  });

  const act = (crewId: number, each: Record<string, unknown>): ReturnType<typeof applyCrewAction> =>
    applyCrewAction(
      db.source,
      { crewId, actor: CREW },
      crewAction.parse({ id: randomUUID(), seq: 1, deviceAt: clock.now(), baseVersion: 0, orderId, ...each }),
      clock.now(),
    );
  const evidence = (change: Partial<Evidence> = {}): Evidence => ({
    meterSerial: account.meterSerial,
    register: '1.686',
    position: { lon: -122.64, lat: 38.23, accuracy: 4, at: turnedAt },
    valve: 'closed',
    valveTurnedAt: turnedAt,
    permitId,
    flowChecked: true,
    tagLeft: true,
    note: '',
    flowFrom: turnedAt,
    flowAt: (turnedAt + FLOW_WATCH_MS) as Instant,
    ...change,
  });
  const complete = (crewId: number, change: Partial<Evidence> = {}): ReturnType<typeof applyCrewAction> =>
    act(crewId, { type: 'complete', deviceAt: turnedAt, evidence: evidence(change) });
  const stands = () =>
    row(db.source, 'SELECT state, crew_id AS "crewId", version, recall FROM work_order WHERE id = $1', [orderId]);
  const orders = () =>
    rows(
      db.source,
      'SELECT kind, state, urgent, crew_id AS "crewId" FROM work_order WHERE account_id = $1 ORDER BY id',
      [account.accountId],
    );
  const serviceOf = async () =>
    (await row<{ service: string }>(db.source, 'SELECT service FROM account WHERE id = $1', [account.accountId]))
      ?.service;
  const conflicts = async () => (await openConflicts(db.source)).filter((each) => each.orderId === orderId);
  const pay = () =>
    takePayment(
      db.source,
      {
        accountId: account.accountId,
        amount: cents(10_999),
        method: 'cash',
        channel: 'counter',
        reference: '',
        idempotencyKey: randomUUID(),
      },
      DISPATCHER,
      clock.now(),
    );

  it.each<[string, Record<string, unknown>]>([
    ['depart', { type: 'depart' }],
    ['arrive', { type: 'arrive', position: null }],
    ['cannot-complete', { type: 'cannot-complete', reason: 'dog', note: '', position: null }],
    ['recall-delivered', { type: 'recall-delivered' }],
    ['recall-seen', { type: 'recall-seen', valve: 'open' }],
  ])('changes nothing by %s, and is told so', async (_type, each) => {
    const before = await stands();
    expect(await act(former, each)).toMatchObject({
      result: 'refused',
      says: expect.stringContaining('no longer with your crew'),
    });
    expect(await stands()).toEqual(before);
    const told = await rows(db.source, "SELECT 1 FROM journal WHERE account_id = $1 AND event = 'request.refused'", [
      account.accountId,
    ]);
    expect(told).toHaveLength(1);
  });

  it('E.1: does not take the STOP off the tablet of the crew that has the order', async () => {
    await recallOrder(db.source, orderId, 'Not today.', DISPATCHER, clock.now());
    await act(former, { type: 'recall-delivered' });
    await act(former, { type: 'recall-seen', valve: 'open' });
    const { jobs } = await crewToday(db.source, current, clock.now());
    expect(jobs.find((job) => job.orderId === orderId)?.recall).toMatchObject({
      deliveredAt: null,
      seenAt: null,
      answered: null,
    });
    expect(await act(current, { type: 'recall-seen', valve: 'open' })).toMatchObject({ result: 'accepted' });
  });

  it('keeps its late completion for dispatch, who accepts it once', async () => {
    const before = await stands();
    expect(await complete(former)).toMatchObject({
      result: 'refused',
      says: expect.stringContaining('kept for dispatch'),
    });
    expect(await stands()).toEqual(before);
    expect(await serviceOf()).toBe('on');
    const [conflict] = await conflicts();
    expect(conflict).toMatchObject({ crewId: former, crewName: 'R. Maldonado', type: 'complete', valve: 'closed' });
    const decide = () =>
      resolveConflict(
        db.source,
        conflict?.conflictId ?? 0,
        { decision: 'accept', note: 'It was there first.' },
        DISPATCHER,
        clock.now(),
      );
    expect(await decide()).toMatchObject({ state: 'completed', resolved: { by: 'M. Ferreira', decision: 'accept' } });
    await expect(decide()).rejects.toThrow('Somebody has decided this already.');
    expect(await serviceOf()).toBe('off');
    expect(await conflicts()).toEqual([]);
    expect((await fieldReport(db.source, orderId)).evidence?.body.permitId).toBe(permitId);
    expect((await verifyJournal(db.source)).broken).toEqual([]);
  });

  it('leaves the order with the crew that has it when dispatch puts its work aside', async () => {
    await complete(former);
    const [conflict] = await conflicts();
    const decision = { decision: 'dismiss', note: 'Crew 2 has looked.' } as const;
    await resolveConflict(db.source, conflict?.conflictId ?? 0, decision, DISPATCHER, clock.now());
    expect(await stands()).toMatchObject({ state: 'assigned', crewId: current });
    expect(await conflicts()).toEqual([]);
  });

  it('E.1: has its valve opened again at once when the customer pays afterwards', async () => {
    await complete(former);
    await pay();
    expect(await orders()).toEqual([
      { kind: 'turn-off', state: 'cancelled', urgent: false, crewId: current },
      { kind: 'reconnect', state: 'assigned', urgent: true, crewId: current },
    ]);
    expect(await serviceOf()).toBe('off');
  });

  it('E.1: has its valve opened again at once when the customer had paid before it was heard of', async () => {
    await pay();
    expect(await complete(former)).toMatchObject({
      result: 'refused',
      says: expect.stringContaining('Open the valve again now'),
    });
    expect(await orders()).toEqual([
      { kind: 'turn-off', state: 'cancelled', urgent: false, crewId: current },
      { kind: 'reconnect', state: 'assigned', urgent: true, crewId: former },
    ]);
    expect(await conflicts()).toHaveLength(1);
    expect((await verifyJournal(db.source)).broken).toEqual([]);
  });

  it('E.1: that closed without a permit has the valve opened again, and the other crew is told to stop', async () => {
    await complete(former, { permitId: null });
    expect(await stands()).toMatchObject({ state: 'cancelled', recall: { seenAt: null } });
    expect(await orders()).toContainEqual({ kind: 'reconnect', state: 'assigned', urgent: true, crewId: former });
  });

  it('is answered the same when it sends the same again', async () => {
    const id = randomUUID();
    const once = await act(former, { id, type: 'complete', deviceAt: turnedAt, evidence: evidence() });
    expect(await act(former, { id, type: 'complete', deviceAt: turnedAt, evidence: evidence() })).toEqual(once);
    expect(await conflicts()).toHaveLength(1);
  });
});
