import { randomUUID } from 'node:crypto';
import { crewAction } from '@curbstop/contracts';
import type { Actor, Evidence } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { TestClock, aBill, aCity, aCrew, anAccount, testDatabase } from '@curbstop/testing';
import type { AccountPlan, BuiltAccount, TestDatabase } from '@curbstop/testing';
import {
  assignOrders,
  applyCrewAction,
  crewToday,
  fieldReport,
  issuePermit,
  releaseOrders,
  row,
  rows,
  sqlInstant,
  runDue,
  verifyJournal,
} from '../../index.ts';

const STAFF: Actor = { kind: 'staff', id: 1, name: 'J. Lindqvist', role: 'crew' };

describe('a turn-off that a crew has closed under a permit', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  let crewId: number;
  let account: BuiltAccount;
  let orderId: number;
  let permitId: string;
  let turnedAt: Instant;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    crewId = await aCrew(db.source);
  });
  afterAll(() => db.close());

  /** At 09:00 of the morning after day 60 the crew has its permit; the valve is turned four minutes later. */
  async function permitted(plan: AccountPlan = {}): Promise<void> {
    account = await anAccount(db.source, plan);
    clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, account.accountId, { on: '2026-01-15', cents: 9_999, due: '2026-02-26', at: clock.now() });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    const order = await row<{ id: number }>(db.source, 'SELECT id FROM work_order WHERE account_id = $1', [
      account.accountId,
    ]);
    orderId = order?.id ?? 0;
    clock.set('2026-03-17T09:00:00-07:00');
    await releaseOrders(db.source, [orderId], STAFF, clock.now());
    await assignOrders(db.source, [orderId], crewId, STAFF, clock.now());
    const answer = await issuePermit(db.source, { crewId, orderId }, () => 'signed', STAFF, clock.now());
    if (!answer.mayClose) throw new Error(answer.says);
    permitId = answer.permit.permitId;
    turnedAt = clock.advance({ minutes: 4 });
  }
  beforeEach(() => permitted());
  afterEach(async () => {
    await db.source.query("UPDATE account SET status = 'closed', next_act_at = NULL");
    await db.source.query("UPDATE work_order SET state = 'cancelled', recall = NULL");
  });

  const hold = (from: string, until: string | null) =>
    db.source.query(
      "INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason) VALUES ($1, 'appeal', 'D.6', $2, $3, 'An appeal.')",
      [account.accountId, from, until],
    );
  const complete = (change: Partial<Evidence> = {}) => {
    const evidence: Evidence = {
      meterSerial: account.meterSerial,
      register: '1.686',
      position: { lon: -122.64, lat: 38.23, accuracy: 4, at: turnedAt },
      valve: 'closed',
      valveTurnedAt: turnedAt,
      permitId,
      flowChecked: true,
      tagLeft: true,
      note: '',
      ...change,
    };
    const action = crewAction.parse({
      type: 'complete',
      id: randomUUID(),
      seq: 1,
      deviceAt: turnedAt,
      baseVersion: 0,
      orderId,
      evidence,
    });
    return applyCrewAction(db.source, { crewId, actor: STAFF }, action, clock.now());
  };
  const orders = () =>
    rows(db.source, 'SELECT kind, state, urgent FROM work_order WHERE account_id = $1 ORDER BY id', [
      account.accountId,
    ]);
  const REOPENED = [
    { kind: 'turn-off', state: 'cancelled', urgent: false },
    { kind: 'reconnect', state: 'assigned', urgent: true },
  ];
  const reopening = () =>
    row<{ id: number; state: string; crewId: number | null; sequence: number | null }>(
      db.source,
      `SELECT id, state, crew_id AS "crewId", sequence FROM work_order WHERE account_id = $1 AND kind = 'reconnect'`,
      [account.accountId],
    );

  it('stands, also when it is told of at night', async () => {
    clock.set('2026-03-17T23:00:00-07:00');
    expect(await complete()).toMatchObject({ result: 'accepted', says: 'Done.' });
    expect(await orders()).toEqual([{ kind: 'turn-off', state: 'completed', urgent: false }]);
  });

  it('is refused at another meter, and nobody is told the serial to type', async () => {
    const refused = await complete({ meterSerial: '77' });
    expect(refused).toMatchObject({ result: 'refused', says: expect.stringContaining('Meter 77 is not the meter') });
    expect(refused.says).not.toContain(account.meterSerial);
    expect(refused.says).not.toContain(account.meterSerial.slice(-4));
    expect(
      await complete({ meterSerial: ` ${account.meterSerial.slice(0, 4)}-${account.meterSerial.slice(4)}` }),
    ).toMatchObject({
      result: 'accepted',
    });
  });

  it('is read in the unit of the dial; a reading in another, or with more digits, is refused and named', async () => {
    await db.source.query("UPDATE meter SET dial_unit = 'gal', digits = 5, dial_multiplier = 10 WHERE id = $1", [
      account.meterId,
    ]);
    const refused = { result: 'refused', says: expect.stringMatching(/^Reading: .*gallons/) };
    expect(await complete({ register: '1.686' })).toMatchObject(refused);
    expect(await complete({ register: '44', registerUnit: 'm3' })).toMatchObject(refused);
    expect(await complete({ register: '000044', registerUnit: 'gal' })).toMatchObject(refused);
    expect(await complete({ register: '1.6', registerUnit: 'gal' })).toMatchObject(refused);
    const reads = () =>
      rows(db.source, "SELECT litres, register FROM meter_read WHERE meter_id = $1 AND source = 'crew'", [
        account.meterId,
      ]);
    expect(await reads()).toEqual([]);
    const { jobs } = await crewToday(db.source, crewId, clock.now());
    expect(jobs.find((job) => job.orderId === orderId)?.dial).toEqual({
      unit: 'gal',
      digits: 5,
      multiplier: 10,
    });
    expect(await complete({ register: '00044', registerUnit: 'gal' })).toMatchObject({ result: 'accepted' });
    // 440 gallons.
    expect(await reads()).toEqual([{ litres: 1_666, register: '1.66558118496' }]);
    const told = await row<{ register: string }>(
      db.source,
      "SELECT facts->>'register' AS register FROM journal WHERE account_id = $1 AND event = 'order.completed'",
      [account.accountId],
    );
    expect(told).toEqual({ register: '000440 gal' });
  });

  it('is refused from 430 feet away until the crew says why, and the reason is kept', async () => {
    const position = { lon: -122.64, lat: 38.2312, accuracy: 4, at: turnedAt };
    const refused = await complete({ position });
    expect(refused).toMatchObject({ result: 'refused', says: expect.stringContaining('ft from the address') });
    const far = { reason: 'large-lot', note: 'Meter at the road' } as const;
    expect(await complete({ position, far })).toMatchObject({ result: 'accepted', says: 'Done.' });
    expect((await fieldReport(db.source, orderId)).evidence).toMatchObject({
      farReason: 'The meter is far from the house: Meter at the road',
      feetAway: expect.any(Number),
    });
    const told = await row<{ doubts: string[] }>(
      db.source,
      "SELECT facts->'doubts' AS doubts FROM journal WHERE account_id = $1 AND event = 'order.completed'",
      [account.accountId],
    );
    expect(told?.doubts.join(' ')).toContain('Meter at the road');
  });

  it('is refused while the dial was not watched to the end', async () => {
    const glance = { flowFrom: turnedAt, flowAt: (turnedAt + 1_000) as Instant };
    expect(await complete(glance)).toMatchObject({
      result: 'refused',
      says: 'The dial was not watched to the end.',
    });
  });

  it('E.1: is undone although its evidence lacks a part, when the water must come back', async () => {
    expect(await complete({ permitId: null, tagLeft: false, position: null })).toMatchObject({
      result: 'accepted',
      says: expect.stringContaining('Open the valve again now'),
    });
    expect(await orders()).toEqual(REOPENED);
  });

  it('D.6: is undone when a hold began between the permit and the valve', async () => {
    await hold('2026-03-17T16:02:00Z', null);
    expect(await complete()).toMatchObject({
      result: 'accepted',
      says: expect.stringContaining('Open the valve again now'),
      clauses: ['E.1'],
    });
    expect(await orders()).toEqual(REOPENED);
    const refused = await row(
      db.source,
      "SELECT clause, facts->>'at' AS at FROM journal WHERE account_id = $1 AND event = 'gate.refused'",
      [account.accountId],
    );
    expect(refused).toEqual({ clause: 'D.6', at: 'completion' });
  });

  it('E.1: is opened again by the crew that closed it, before the stops it still has', async () => {
    const mineOrder = orderId;
    await permitted();
    const other = orderId;
    const sequences = () =>
      rows(db.source, 'SELECT id, sequence FROM work_order WHERE id = ANY($1) ORDER BY id', [[mineOrder, other]]);
    expect(await sequences()).toEqual([
      { id: mineOrder, sequence: 1 },
      { id: other, sequence: 2 },
    ]);
    await hold('2026-03-17T16:02:00Z', null);
    await complete();
    const second = await reopening();
    // Stop 2 was done before stop 1: the one that is still to do makes room.
    expect(second).toMatchObject({ state: 'assigned', crewId, sequence: 1 });
    expect(await sequences()).toEqual([
      { id: mineOrder, sequence: 2 },
      { id: other, sequence: 2 },
    ]);
    const { jobs } = await crewToday(db.source, crewId, clock.now());
    expect(jobs.map((job) => job.orderId)).toEqual([second?.id, mineOrder]);
    expect(
      await rows(db.source, 'SELECT crew_id AS "crewId" FROM assignment WHERE order_id = $1 AND ended_at IS NULL', [
        second?.id,
      ]),
    ).toEqual([{ crewId }]);
    expect(
      await rows(
        db.source,
        "SELECT facts->>'crewId' AS crew, facts->>'sequence' AS sequence FROM journal WHERE event = 'order.assigned' AND (facts->>'orderId')::int = $1",
        [second?.id],
      ),
    ).toEqual([{ crew: String(crewId), sequence: '1' }]);
  });

  it('E.1: is opened again by its remote valve where there is one', async () => {
    await permitted({ remote: { device: 'V1', secret: 'secret', commandKey: Buffer.alloc(32) } });
    await hold('2026-03-17T16:02:00Z', null);
    await complete();
    const order = await reopening();
    expect(order).toMatchObject({ state: 'released', crewId: null });
    expect(await rows(db.source, 'SELECT action, state FROM valve_command WHERE order_id = $1', [order?.id])).toEqual([
      { action: 'open', state: 'queued' },
    ]);
  });

  it('E.2.a: is undone when the notice turns out not to have been mailed', async () => {
    await db.source.query("UPDATE notice SET mailed_on = NULL WHERE account_id = $1 AND kind = 'disconnection'", [
      account.accountId,
    ]);
    await complete();
    expect(await orders()).toEqual(REOPENED);
  });

  it('D.6: stands when the hold begins after the valve was turned', async () => {
    await hold(sqlInstant((turnedAt + 1) as Instant), null);
    clock.advance({ minutes: 30 });
    await complete();
    expect(await orders()).toEqual([{ kind: 'turn-off', state: 'completed', urgent: false }]);
    expect((await verifyJournal(db.source)).broken).toEqual([]);
  });
});
