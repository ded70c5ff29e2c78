import type { Actor, Status } from '@curbstop/contracts';
import { day, policyOn } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { TestClock, aBill, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { inTransaction, row, rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { litresOf } from '../../records/reads/register.ts';
import { dispatchOrders } from '../../views/dispatch-day.ts';
import { recallOrder } from '../dispatch/recall-order.ts';
import { releaseOrders } from '../dispatch/release-orders.ts';
import { storeReads } from '../../records/reads/store.ts';
import {
  CONFIRM_WITHIN_MS,
  claimForSend,
  dueCommands,
  queueCommand,
  recordAck,
  recordStatus,
  withdrawCommand,
} from '../../index.ts';
import type { CloseLimits } from '../../index.ts';

const MONDAY = moment('2026-03-16T10:00:00-07:00');
const WINDOW_END = moment('2026-03-16T17:00:00-07:00');
const KEY = Buffer.alloc(32, 7);
const MANY: CloseLimits = { perMinute: 100, perHour: 1_000 };
const MINUTE = 60_000;
const DISPATCHER: Actor = { kind: 'staff', id: 2, name: 'M. Ferreira', role: 'dispatcher' };

describe('commands to valves', () => {
  let database: TestDatabase;
  let place: BuiltAccount;
  let clock: TestClock;
  let nth = 0;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    nth += 1;
    clock = new TestClock(MONDAY);
    place = await aPlace(nth);
    // The breaker counts all closes of the city: each spec begins with none.
    await database.source.query("UPDATE valve_command SET sent_at = sent_at - interval '2 days', look_at = NULL");
  });

  /** An account that may be turned off on Monday: past day 60, noticed, nothing held. */
  async function aPlace(i: number): Promise<BuiltAccount> {
    const built = await anAccount(database.source, { remote: { device: `V${i}`, secret: 's', commandKey: KEY } });
    const billId = await aBill(database.source, built.accountId, {
      on: '2026-01-05',
      cents: 10_920,
      due: '2026-02-16',
      at: moment('2026-01-05T06:00:00-08:00'),
    });
    await database.source.query(
      `INSERT INTO notice (account_id, kind, clause, bill_ids, languages, addressed_to, mailed_on, made_at)
       VALUES ($1, 'disconnection', 'E.2.a', $2, '{en}', '[]', '2026-02-18', '2026-02-18T20:00Z')`,
      [built.accountId, [billId]],
    );
    return built;
  }

  async function anOrder(kind: 'turn-off' | 'reconnect', at: BuiltAccount = place): Promise<number> {
    const made = await row<{ id: number }>(
      database.source,
      `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, created_at, since)
       VALUES ('3-' || nextval('work_order_number'), $1, $2, $3, 'released', $4, '2026-03-16', $5, $5) RETURNING id`,
      [at.accountId, at.servicePointId, kind, kind === 'turn-off' ? 'E.1' : 'F.1', sqlInstant(clock.now())],
    );
    return made?.id ?? 0;
  }
  const queue = (orderId: number, action: 'open' | 'close', at: BuiltAccount = place) =>
    inTransaction(database.source, (tx) =>
      queueCommand(tx, { orderId, valveId: at.valveId, action, expiresAt: WINDOW_END }, clock.now()),
    );
  const claim = (id: string, limits = MANY) => claimForSend(database.source, id, limits, clock.now());
  const report = (each: Partial<Status>, at: BuiltAccount = place) =>
    recordStatus(
      database.source,
      at.deviceId,
      { v: 1, seq: 1, bootId: 1, t: new Date(clock.now()).toISOString(), valve: 'closed', ...each },
      clock.now(),
    );
  const ack = (id: string, seq: number, result: 'accepted' | 'rejected' | 'done') =>
    recordAck(
      database.source,
      place.deviceId,
      { v: 1, id, seq, result, valve: 'open', t: new Date(clock.now()).toISOString() },
      clock.now(),
    );
  const command = (id: string) =>
    row<{ state: string; why: string | null; seq: number | null; attempt: number }>(
      database.source,
      'SELECT state, why, seq, attempt FROM valve_command WHERE id = $1',
      [id],
    );
  const orders = (at: BuiltAccount = place) =>
    rows<{ kind: string; state: string; crewOnly: boolean; urgent: boolean; amount: number | null }>(
      database.source,
      'SELECT kind, state, crew_only AS "crewOnly", urgent, amount FROM work_order WHERE account_id = $1 ORDER BY id',
      [at.accountId],
    );
  const told = async (id: string) =>
    (
      await rows<{ state: string }>(
        database.source,
        `SELECT facts->>'state' AS state FROM journal WHERE event = 'valve.command' AND facts->>'commandId' = $1 ORDER BY seq`,
        [id],
      )
    ).map((each) => each.state);

  it('goes from queued to verified: sent, heard, closed, no flow', async () => {
    const orderId = await anOrder('turn-off');
    const { commandId } = await queue(orderId, 'close');
    expect(await dueCommands(database.source, clock.now())).toContain(commandId);
    const out = await claim(commandId);
    expect(out).toMatchObject({
      device: `V${nth}`,
      command: {
        v: 2,
        device: `V${nth}`,
        id: commandId,
        seq: 1,
        action: 'close',
        expiresAt: WINDOW_END,
        precondition: { valve: 'open' },
      },
    });
    await ack(commandId, 1, 'accepted');
    clock.advance({ seconds: 20 });
    await report({ valve: 'moving' });
    clock.advance({ seconds: 5 });
    await report({ valve: 'closed', flow: 0, lastCmd: commandId });
    expect(await command(commandId)).toMatchObject({ state: 'executed' });
    expect(await orders()).toMatchObject([{ state: 'released' }]);
    clock.advance({ seconds: 10 });
    await report({ valve: 'closed', flow: 0 });
    expect(await told(commandId)).toEqual(['queued', 'sent', 'acked', 'executed', 'verified']);
    expect(await orders()).toMatchObject([{ kind: 'turn-off', state: 'completed' }]);
    expect(await row(database.source, 'SELECT service FROM account WHERE id = $1', [place.accountId])).toEqual({
      service: 'off',
    });
    expect(await claim(commandId)).toBeNull();
  });

  it('is proved by two readings with the same register as well', async () => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    await claim(commandId);
    clock.advance({ seconds: 30 });
    await report({ valve: 'closed' });
    const read = (register: string, seq: number) =>
      storeReads(
        database.source,
        [
          {
            deviceId: place.deviceId,
            at: clock.now(),
            litres: litresOf(register, 'm3'),
            register,
            clock: 'sync',
            bootId: 1,
            seq,
            receivedAt: clock.now(),
            raw: null,
          },
        ],
        clock.now(),
        policyOn('glendora', day('2026-01-15')),
      );
    clock.advance({ minutes: 5 });
    await read('12.345', 1);
    await claim(commandId);
    expect(await command(commandId)).toMatchObject({ state: 'executed' });
    clock.advance({ minutes: 60 });
    await read('12.345', 2);
    await claim(commandId);
    expect(await command(commandId)).toMatchObject({ state: 'verified' });
    const completed = await row<{ register: string }>(
      database.source,
      `SELECT facts->>'register' AS register FROM journal WHERE event = 'order.completed' AND account_id = $1`,
      [place.accountId],
    );
    expect(completed).toEqual({ register: '12.345' });
  });

  it('opens by status alone, without asking the gate', async () => {
    await report({ valve: 'closed' });
    const { commandId } = await queue(await anOrder('reconnect'), 'open');
    clock.advance({ seconds: 1 });
    expect(await claim(commandId)).toMatchObject({ command: { action: 'open', precondition: { valve: 'closed' } } });
    clock.advance({ seconds: 9 });
    await report({ valve: 'open' });
    expect(await command(commandId)).toMatchObject({ state: 'verified' });
    expect(await orders()).toMatchObject([{ state: 'completed' }]);
  });

  it('asked twice for the same is one command, and two orders never share a number', async () => {
    const orderId = await anOrder('turn-off');
    const first = await queue(orderId, 'close');
    expect(await queue(orderId, 'close')).toEqual(first);
    const one = await claim(first.commandId);
    await inTransaction(database.source, (tx) => withdrawCommand(tx, orderId, 'Paid.', clock.now()));
    const second = await queue(await anOrder('reconnect'), 'open');
    const two = await claim(second.commandId);
    expect([one?.command.seq, two?.command.seq]).toEqual([1, 2]);
  });

  it('is sent again under its id and number until it is heard', async () => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    const first = await claim(commandId);
    expect(await claim(commandId)).toBeNull();
    clock.advance({ minutes: 1 });
    const second = await claim(commandId);
    expect(second).toEqual(first);
    expect(await command(commandId)).toMatchObject({ attempt: 2, seq: 1 });
    await ack(commandId, 1, 'accepted');
    clock.advance({ minutes: 1 });
    expect(await claim(commandId)).toBeNull();
  });

  it('is claimed once by two gateways at the same moment', async () => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    const both = await Promise.all([claim(commandId), claim(commandId)]);
    expect(both.filter((outgoing) => outgoing !== null)).toHaveLength(1);
  });

  it('is not sent once the account is paid, by the transaction that would send it', async () => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    const credit = await row<{ id: number }>(
      database.source,
      `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause)
       VALUES ($1, 'payment', -10920, '2026-03-16', $2, 'J.2') RETURNING id`,
      [place.accountId, sqlInstant(clock.now())],
    );
    await database.source.query(
      `INSERT INTO allocation (credit_id, charge_id, amount, account_id)
       SELECT $2, id, amount, account_id FROM ledger_entry WHERE account_id = $1 AND kind = 'bill'`,
      [place.accountId, credit?.id],
    );
    expect(await claim(commandId)).toBeNull();
    expect(await command(commandId)).toMatchObject({ state: 'withdrawn', seq: null });
    const refused = await rows(
      database.source,
      "SELECT 1 FROM journal WHERE event = 'gate.refused' AND account_id = $1",
      [place.accountId],
    );
    expect(refused).toHaveLength(1);
  });

  it('waits for the close window and expires at its end, and a crew gets the order', async () => {
    clock.set('2026-03-16T05:00:00-07:00');
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    expect(await claim(commandId)).toBeNull();
    expect(await command(commandId)).toMatchObject({ state: 'queued' });
    clock.set(WINDOW_END);
    expect(await claim(commandId)).toBeNull();
    expect(await command(commandId)).toMatchObject({ state: 'expired' });
    expect(await orders()).toMatchObject([
      { kind: 'turn-off', state: 'cannot-complete' },
      { kind: 'turn-off', state: 'listed', crewOnly: true },
    ]);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['refuses', (id) => ack(id, 1, 'rejected')],
    [
      'reports a fault',
      async () => {
        clock.advance({ seconds: 30 });
        await report({ valve: 'fault' });
      },
    ],
    [
      'stays silent',
      async (id) => {
        clock.set((clock.now() + CONFIRM_WITHIN_MS) as Instant);
        await claim(id);
      },
    ],
  ])('fails when the valve %s, and a crew gets the order', async (_, happens) => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    await claim(commandId);
    await happens(commandId);
    expect(await command(commandId)).toMatchObject({ state: 'failed' });
    expect(await orders()).toMatchObject([{ state: 'cannot-complete' }, { state: 'listed', crewOnly: true }]);
  });

  it('is withdrawn before it is sent and never goes', async () => {
    const orderId = await anOrder('turn-off');
    const { commandId } = await queue(orderId, 'close');
    const how = await inTransaction(database.source, (tx) => withdrawCommand(tx, orderId, 'Paid.', clock.now()));
    expect(how).toBe('withdrawn');
    expect(await claim(commandId)).toBeNull();
    expect(await command(commandId)).toMatchObject({ state: 'withdrawn', why: 'Paid.' });
    expect(await inTransaction(database.source, (tx) => withdrawCommand(tx, orderId, 'Paid.', clock.now()))).toBe(
      'none',
    );
  });

  it('called off on its way and carried out all the same: the water comes back at once, for no fee', async () => {
    const orderId = await anOrder('turn-off');
    const { commandId } = await queue(orderId, 'close');
    await claim(commandId);
    const how = await inTransaction(database.source, async (tx) => {
      await tx.query("UPDATE work_order SET state = 'cancelled', outcome = 'Paid.' WHERE id = $1", [orderId]);
      return withdrawCommand(tx, orderId, 'Paid.', clock.now());
    });
    expect(how).toBe('on-its-way');
    clock.advance({ minutes: 1 });
    expect(await claim(commandId)).toBeNull();
    await report({ valve: 'closed', lastCmd: commandId });
    expect(await command(commandId)).toMatchObject({ state: 'withdrawn' });
    expect(await orders()).toMatchObject([
      { kind: 'turn-off', state: 'cancelled' },
      { kind: 'reconnect', state: 'released', urgent: true, amount: null },
    ]);
    const opening = await row<{ id: string }>(
      database.source,
      "SELECT id FROM valve_command WHERE valve_id = $1 AND action = 'open' AND state = 'queued'",
      [place.valveId],
    );
    expect(await claim(opening?.id ?? '')).toMatchObject({ command: { action: 'open', seq: 2 } });
    clock.advance({ seconds: 20 });
    await report({ valve: 'open' });
    expect((await orders())[1]).toMatchObject({ state: 'completed' });
  });

  it('closed long after it was called off: the water comes back all the same', async () => {
    const orderId = await anOrder('turn-off');
    const { commandId } = await queue(orderId, 'close');
    await claim(commandId);
    const closedAt = clock.advance({ minutes: 2 });
    await inTransaction(database.source, async (tx) => {
      await tx.query("UPDATE work_order SET state = 'cancelled', outcome = 'Paid.' WHERE id = $1", [orderId]);
      await withdrawCommand(tx, orderId, 'Paid.', clock.now());
    });
    clock.set((clock.now() + CONFIRM_WITHIN_MS + MINUTE) as Instant);
    await claim(commandId);
    expect(await command(commandId)).toMatchObject({ state: 'withdrawn' });
    await report({ valve: 'closed', t: new Date(closedAt).toISOString() });
    expect(await orders()).toMatchObject([{ state: 'cancelled' }, { kind: 'reconnect', urgent: true }]);
  });

  it('takes no news from before the send, and keeps the newest of a valve', async () => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    const before = new Date(clock.now() - MINUTE).toISOString();
    await claim(commandId);
    await report({ valve: 'fault', t: before });
    await report({ valve: 'closed', t: before });
    expect(await command(commandId)).toMatchObject({ state: 'sent' });
    clock.advance({ minutes: 3 });
    await report({ valve: 'open' });
    clock.advance({ minutes: 1 });
    await report({ valve: 'moving', t: before });
    expect(await row(database.source, 'SELECT state FROM valve WHERE id = $1', [place.valveId])).toEqual({
      state: 'open',
    });
  });

  it('lets no more closes go than the breaker allows', async () => {
    const places = [place];
    for (let i = 0; i < 3; i += 1) places.push(await aPlace(1_000 + nth * 10 + i));
    const ids: string[] = [];
    for (const at of places) ids.push((await queue(await anOrder('turn-off', at), 'close', at)).commandId);
    const limits = { perMinute: 1, perHour: 3 };
    const passed: number[] = [];
    for (let minute = 0; minute < 70; minute += 1) {
      for (const id of await dueCommands(database.source, clock.now())) {
        if (ids.includes(id) && (await claim(id, limits))?.command.notBefore === clock.now()) passed.push(minute);
      }
      clock.advance({ minutes: 1 });
    }
    expect(passed.slice(0, 3)).toEqual([0, 1, 2]);
    expect(passed[3] ?? 70).toBeGreaterThanOrEqual(60);
  });

  it('answers of strangers and of other devices move nothing', async () => {
    const { commandId } = await queue(await anOrder('turn-off'), 'close');
    await claim(commandId);
    const other = await aPlace(2_000 + nth);
    await recordAck(
      database.source,
      other.deviceId,
      { v: 1, id: commandId, seq: 1, result: 'rejected', valve: 'open', t: new Date(clock.now()).toISOString() },
      clock.now(),
    );
    await ack("x' OR 1=1", 1, 'rejected');
    await ack(commandId, 9, 'rejected');
    expect(await command(commandId)).toMatchObject({ state: 'sent' });
  });

  describe('the gate, asked as the command is sent', () => {
    const appeal = () =>
      database.source.query(
        `INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason)
         VALUES ($1, 'appeal', 'D.6', '2026-03-16T16:00Z', NULL, 'An appeal.')`,
        [place.accountId],
      );
    const listed = (orderId: number) =>
      row<{ state: string; outcome: string | null }>(
        database.source,
        'SELECT state, outcome FROM work_order WHERE id = $1',
        [orderId],
      );
    const release = (orderId: number) => releaseOrders(database.source, [orderId], DISPATCHER, clock.now());

    it('D.6: withdraws it, and the dispatcher has the order back on the list with the reason', async () => {
      const orderId = await anOrder('turn-off');
      const { commandId } = await queue(orderId, 'close');
      await appeal();
      expect(await claim(commandId)).toBeNull();
      const { why } = (await command(commandId)) ?? {};
      expect(await command(commandId)).toMatchObject({ state: 'withdrawn', seq: null });
      expect(await listed(orderId)).toEqual({ state: 'listed', outcome: `Not sent to its valve. ${why}` });
      const [shown] = await dispatchOrders(database.source, [orderId], clock.now());
      expect(shown).toMatchObject({ state: 'listed', outcome: expect.stringContaining('appeal'), crewId: null });
      const told = await rows<{ event: string; clause: string }>(
        database.source,
        `SELECT event, clause FROM journal WHERE account_id = $1 AND event IN ('gate.refused', 'order.listed') ORDER BY seq`,
        [place.accountId],
      );
      expect(told).toEqual([
        { event: 'gate.refused', clause: 'D.6' },
        { event: 'order.listed', clause: 'E.1' },
      ]);
      expect((await release(orderId)).refused).toMatchObject([{ clauses: ['D.6'] }]);
      // The appeal is over: it can go again, and nothing is said of it any more.
      await database.source.query('DELETE FROM hold WHERE account_id = $1', [place.accountId]);
      expect((await release(orderId)).refused).toEqual([]);
      expect(await listed(orderId)).toEqual({ state: 'released', outcome: null });
      expect(await claim(commandId)).toMatchObject({ command: { action: 'close' } });
    });

    it('D.6: sends it no second time; a valve that closes all the same is opened at once', async () => {
      const orderId = await anOrder('turn-off');
      const { commandId } = await queue(orderId, 'close');
      expect(await claim(commandId)).not.toBeNull();
      await appeal();
      clock.advance({ minutes: 1 });
      expect(await claim(commandId)).toBeNull();
      expect(await listed(orderId)).toMatchObject({ state: 'listed' });
      await database.source.query('DELETE FROM hold WHERE account_id = $1', [place.accountId]);
      expect((await release(orderId)).refused).toMatchObject([
        { says: expect.stringContaining('has not answered yet') },
      ]);
      clock.advance({ seconds: 20 });
      await report({ valve: 'closed', lastCmd: commandId });
      expect(await orders()).toMatchObject([
        { kind: 'turn-off', state: 'cancelled' },
        { kind: 'reconnect', state: 'released', urgent: true },
      ]);
    });
  });

  describe('a recall by the dispatcher', () => {
    const recall = async (orderId: number) => {
      await recallOrder(database.source, orderId, 'The owner called.', DISPATCHER, clock.now());
      const [order] = await dispatchOrders(database.source, [orderId], clock.now());
      return order;
    };

    it('withdraws a close that is queued', async () => {
      const orderId = await anOrder('turn-off');
      const { commandId } = await queue(orderId, 'close');
      expect(await recall(orderId)).toMatchObject({ state: 'cancelled', outcome: 'The owner called.', recall: null });
      expect(await command(commandId)).toMatchObject({ state: 'withdrawn', why: 'The owner called.' });
      expect(await claim(commandId)).toBeNull();
    });

    it('of a close that is on its way: the water comes back when the valve closes all the same', async () => {
      const orderId = await anOrder('turn-off');
      const { commandId } = await queue(orderId, 'close');
      await claim(commandId);
      expect(await recall(orderId)).toMatchObject({ state: 'cancelled' });
      clock.advance({ seconds: 20 });
      await report({ valve: 'closed', lastCmd: commandId });
      expect(await orders()).toMatchObject([
        { kind: 'turn-off', state: 'cancelled' },
        { kind: 'reconnect', state: 'released', urgent: true },
      ]);
    });

    it('is refused once the valve has closed, and for an order that nobody has', async () => {
      const orderId = await anOrder('turn-off');
      await expect(recall(orderId)).rejects.toThrow('has no crew');
      const { commandId } = await queue(orderId, 'close');
      await claim(commandId);
      clock.advance({ seconds: 20 });
      await report({ valve: 'closed', lastCmd: commandId });
      await expect(recall(orderId)).rejects.toThrow('can be recalled');
      expect(await orders()).toMatchObject([{ state: 'released' }]);
    });
  });
});
