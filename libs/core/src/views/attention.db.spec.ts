import { randomUUID } from 'node:crypto';
import type { Actor, AttentionItem, AttentionKind, OrderKind } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { TestClock, aCity, aCrew, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import {
  assignOrders,
  attentionNow,
  applyCrewAction,
  createOrders,
  escalateUrgentWork,
  inTransaction,
  recallOrder,
  recordPosition,
  releaseOrders,
  rows,
} from '../index.ts';

const STAFF: Actor = { kind: 'staff', id: 1, name: 'M. Ferreira', role: 'dispatcher' };

describe('what needs attention', () => {
  let db: TestDatabase;
  let crewId: number;
  let seq = 0;
  const clock = new TestClock('2026-03-17T09:00:00-07:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    crewId = await aCrew(db.source);
    // A day shift, as most crews have.
    await db.source.query("UPDATE shift SET from_time = '07:00', to_time = '16:00'");
  });
  beforeEach(async () => {
    clock.set('2026-03-17T09:00:00-07:00');
    await heard();
  });
  afterEach(async () => {
    await db.source.query("UPDATE account SET status = 'closed', service = 'on'");
    await db.source.query("UPDATE work_order SET state = 'cancelled', recall = NULL, finished_at = now()");
    await db.source.query('DELETE FROM task');
    await db.source.query('DELETE FROM crew_position');
    await db.source.query('DELETE FROM crew_action');
  });
  afterAll(() => db.close());

  const heard = () =>
    recordPosition(
      db.source,
      crewId,
      { lon: -122.6, lat: 38.2, accuracy: 4, heading: null, at: clock.now(), battery: 80, outbox: 0 },
      clock.now(),
    );
  const act = (orderId: number, more: object) => {
    seq += 1;
    const action = { id: randomUUID(), seq, deviceAt: clock.now(), orderId, baseVersion: 0, ...more };
    return applyCrewAction(db.source, { crewId, actor: STAFF }, action as never, clock.now());
  };
  async function make(kind: OrderKind, more: object = {}): Promise<{ orderId: number; accountId: number }> {
    const { accountId } = await anAccount(db.source);
    if (kind.startsWith('reconnect'))
      await db.source.query("UPDATE account SET service = 'off' WHERE id = $1", [accountId]);
    const order = {
      accountId,
      kind,
      state: 'listed',
      clause: 'F.2',
      urgent: false,
      dueOn: '2026-03-17',
      billIds: [],
      amount: null,
      verdict: null,
      outcome: null,
      followsId: null,
      crewOnly: true,
      actKey: `made/${accountId}`,
      ...more,
    } as never;
    const [made] = await inTransaction(db.source, (tx) => createOrders(tx, [order], clock.now()));
    return { orderId: made?.id ?? 0, accountId };
  }
  const given = async (orderId: number) => {
    expect((await releaseOrders(db.source, [orderId], STAFF, clock.now())).refused).toEqual([]);
    expect((await assignOrders(db.source, [orderId], crewId, STAFF, clock.now())).refused).toEqual([]);
  };
  const lane = async (kind?: AttentionKind): Promise<AttentionItem[]> => {
    const { items } = await attentionNow(db.source, clock.now());
    return kind === undefined ? items : items.filter((item) => item.kind === kind);
  };
  const urgent = { urgent: true, clause: 'E.1' };

  it('E.1: a reconnect for no fee sounds at once, is quiet with its crew for a while, and sounds past the shift’s end', async () => {
    const { orderId } = await make('reconnect', { ...urgent, actKey: 'reopen/1' });
    expect(await lane()).toMatchObject([{ kind: 'urgent-reconnect', level: 'alarm', orderId, since: clock.now() }]);
    await given(orderId);
    expect(await lane()).toMatchObject([{ kind: 'urgent-reconnect', level: 'watch', crewId }]);
    clock.advance({ minutes: 45 });
    await heard();
    expect(await lane('urgent-reconnect')).toMatchObject([{ level: 'alarm', escalation: null }]);
    clock.set('2026-03-17T15:59:59-07:00');
    expect(await lane('urgent-reconnect')).toMatchObject([{ level: 'alarm' }]);
    clock.set('2026-03-17T16:00:00-07:00');
    expect(await lane('urgent-reconnect')).toMatchObject([
      {
        level: 'escalated',
        escalation: { at: clock.now(), message: 'Next shift: J. Lindqvist, Truck 22, Wed Mar 18, 7:00 am.' },
      },
    ]);
    // The next morning it is still there, as loud as before, until the water is on.
    clock.set('2026-03-18T08:00:00-07:00');
    expect(await lane('urgent-reconnect')).toHaveLength(1);
    await db.source.query("UPDATE work_order SET state = 'completed' WHERE id = $1", [orderId]);
    await db.source.query("UPDATE account SET service = 'on'");
    expect(await lane('urgent-reconnect')).toEqual([]);
  });

  it('F.2: one that is paid and dry is shown from the hour at which it was listed, and becomes the supervisor’s once a day', async () => {
    const { orderId, accountId } = await make('reconnect');
    expect(await lane()).toMatchObject([{ kind: 'dry-though-paid', level: 'watch', orderId }]);
    clock.advance({ minutes: 15 });
    expect(await lane()).toMatchObject([{ kind: 'dry-though-paid', level: 'alarm' }]);
    expect(await escalateUrgentWork(db.source, clock.now())).toBe(0);
    clock.set('2026-03-17T16:00:00-07:00');
    expect(await escalateUrgentWork(db.source, clock.now())).toBe(1);
    expect(await escalateUrgentWork(db.source, clock.now())).toBe(0);
    const tasks = () =>
      rows(db.source, 'SELECT account_id AS "accountId", role, done_at IS NULL AS open FROM task WHERE kind = $1', [
        'urgent-work-open',
      ]);
    expect(await tasks()).toEqual([{ accountId, role: 'supervisor', open: true }]);
    await db.source.query("UPDATE work_order SET state = 'completed' WHERE id = $1", [orderId]);
    await db.source.query("UPDATE account SET service = 'on'");
    await escalateUrgentWork(db.source, clock.now());
    expect(await tasks()).toEqual([{ accountId, role: 'supervisor', open: false }]);
  });

  it('a reconnect that waits for its money is no alarm, and a posting is none either', async () => {
    await make('reconnect', { state: 'held' });
    await make('door-hanger');
    expect(await lane()).toEqual([]);
  });

  it('a STOP that the crew has not seen sounds after ninety seconds and ends when it is seen', async () => {
    const { orderId } = await make('manual-read');
    await given(orderId);
    await recallOrder(db.source, orderId, 'Not today.', STAFF, clock.now());
    expect(await lane()).toMatchObject([{ kind: 'unseen-stop', level: 'watch', orderId, crewId }]);
    clock.set(new Date(clock.now() + 90_000).toISOString());
    expect(await lane()).toMatchObject([{ kind: 'unseen-stop', level: 'alarm' }]);
    await act(orderId, { type: 'recall-delivered' });
    expect(await lane()).toHaveLength(1);
    await act(orderId, { type: 'recall-seen', valve: 'open' });
    expect(await lane()).toEqual([]);
  });

  it('a report that was refused stays until one is taken', async () => {
    const { orderId } = await make('manual-read');
    await given(orderId);
    const evidence = {
      meterSerial: null,
      register: null,
      position: null,
      valve: null,
      valveTurnedAt: null,
      permitId: null,
      flowChecked: false,
      tagLeft: false,
      note: '',
    };
    expect((await act(orderId, { type: 'complete', evidence })).result).toBe('refused');
    expect(await lane()).toMatchObject([{ kind: 'refused-action', level: 'alarm', orderId }]);
    expect((await act(orderId, { type: 'cannot-complete', reason: 'dog', note: '', position: null })).result).toBe(
      'accepted',
    );
    expect(await lane('refused-action')).toEqual([]);
    expect(await lane('undecided')).toMatchObject([{ orderId, level: 'watch' }]);
    clock.advance({ minutes: 30 });
    expect(await lane('undecided')).toMatchObject([{ orderId, level: 'alarm' }]);
  });

  it('a truck with stops that is not heard for ten minutes sounds until it is heard', async () => {
    const { orderId } = await make('manual-read');
    await given(orderId);
    clock.set(new Date(clock.now() + 599_000).toISOString());
    expect(await lane()).toEqual([]);
    clock.set(new Date(clock.now() + 1_000).toISOString());
    expect(await lane()).toMatchObject([
      { kind: 'silent-truck', level: 'alarm', crewId, title: 'J. Lindqvist, Truck 22' },
    ]);
    await heard();
    expect(await lane()).toEqual([]);
  });

  it('a stop that waits for the cashier sounds after half an hour', async () => {
    const { orderId } = await make('blue-tag-nsf', { clause: 'K.2' });
    await given(orderId);
    await act(orderId, { type: 'cannot-complete', reason: 'customer-says-paid', note: '', position: null });
    expect(await lane()).toMatchObject([{ kind: 'waits-for-cashier', level: 'watch', orderId }]);
    clock.advance({ minutes: 30 });
    await heard();
    expect(await lane()).toMatchObject([{ kind: 'waits-for-cashier', level: 'alarm' }]);
  });

  it('a valve that was told to turn and has not proved it sounds after five minutes', async () => {
    const { accountId, servicePointId, valveId } = await anAccount(db.source);
    const [order] = await rows<{ id: number }>(
      db.source,
      `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, created_at, since)
       VALUES ('3-1', $1, $2, 'turn-off', 'released', 'E.1', '2026-03-17', $3, $3) RETURNING id`,
      [accountId, servicePointId, new Date(clock.now()).toISOString()],
    );
    await db.source.query(
      `INSERT INTO valve_command (valve_id, order_id, action, state, expires_at, queued_at, since, sent_at)
       VALUES ($1, $2, 'close', 'acked', $3, $3, $3, $3)`,
      [valveId, order?.id, new Date(clock.now()).toISOString()],
    );
    expect(await lane()).toEqual([]);
    clock.advance({ minutes: 5 });
    await heard();
    expect(await lane()).toMatchObject([{ kind: 'valve-unproven', level: 'alarm', orderId: order?.id }]);
    await db.source.query("UPDATE valve_command SET state = 'verified'");
    expect(await lane()).toEqual([]);
  });

  it('is the same for everybody who asks, the loudest first', async () => {
    await make('reconnect');
    await make('reconnect', { ...urgent, actKey: 'reopen/2' });
    const [one, other] = [await attentionNow(db.source, clock.now()), await attentionNow(db.source, clock.now())];
    expect(one).toEqual(other);
    expect(one.items.map((item) => item.level)).toEqual(['alarm', 'watch']);
    expect((clock.now() as Instant) >= one.now).toBe(true);
  });
});
