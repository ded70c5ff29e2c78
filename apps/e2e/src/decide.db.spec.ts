import { randomUUID } from 'node:crypto';
import { crewActionResults, crewToday, permitAnswer, taskList } from '@curbstop/contracts';
import type { CannotReason, CrewActionResult, DispatchOrder, OrderKind } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { DispatchDesk } from './support/dispatch-desk.ts';

jest.setTimeout(240_000);

describe('what dispatch decides', () => {
  let desk: DispatchDesk;
  let seq = 0;

  beforeAll(async () => {
    desk = await DispatchDesk.open({ dora: ['dispatcher'], jo: ['crew'], cass: ['cashier'], carl: ['clerk'] });
  });
  afterAll(() => desk?.close());

  const act = async (orderId: number, more: object): Promise<CrewActionResult> => {
    seq += 1;
    const action = { id: randomUUID(), seq, deviceAt: desk.clock.now(), orderId, baseVersion: 0, ...more };
    const { body } = await desk.post('jo', '/api/crew/actions', { actions: [action] }).expect(200);
    const [result] = crewActionResults.parse(body).results;
    if (!result) throw new Error('The server answered for no action.');
    return result;
  };
  const given = async (orderId: number): Promise<void> => {
    const order = await desk.one(orderId);
    if (order.state === 'listed') expect((await desk.bulk('dora', 'release', [order])).refused).toEqual([]);
    expect((await desk.assign('dora', [await desk.one(orderId)], desk.crews[0] ?? 0)).refused).toEqual([]);
  };
  const cannot = (orderId: number, reason: CannotReason = 'dog', note = '') =>
    act(orderId, { type: 'cannot-complete', reason, note, position: null });
  const undone = async (kind: OrderKind): Promise<DispatchOrder> => {
    const { orderId } = kind === 'turn-off' ? await desk.one('turn-off') : await desk.make(kind);
    await given(orderId);
    expect((await cannot(orderId)).result).toBe('accepted');
    return desk.one(orderId);
  };
  const decide = (order: DispatchOrder, decision: string, more: object = {}) =>
    desk.bulk('dora', 'decide', [order], { decision, reason: 'The dog is tied up now.', ...more });
  const events = async (orderId: number): Promise<string[]> =>
    (
      await rows<{ event: string }>(
        desk.database.source,
        "SELECT event FROM journal WHERE facts->>'orderId' = $1 ORDER BY seq",
        [String(orderId)],
      )
    ).map(({ event }) => event);

  it.each<OrderKind>(['turn-off', 'manual-read', 'reconnect'])(
    'sends a %s out again today, and to another crew, each with its reason in the journal',
    async (kind) => {
      const order = await undone(kind);
      const again = await decide(order, 'again-today');
      expect(again.refused).toEqual([]);
      expect(await desk.one(order.orderId)).toMatchObject({ state: 'assigned', crewId: desk.crews[0] });
      await cannot(order.orderId, 'no-access');
      const stale = await decide(order, 'other-crew', { crewId: desk.crews[1] });
      expect(stale.refused[0]?.changed?.by).toBe('jo, crew');
      const same = await decide(await desk.one(order.orderId), 'other-crew', { crewId: desk.crews[0] });
      expect(same.refused[0]?.says).toContain('Choose another crew');
      expect((await decide(await desk.one(order.orderId), 'other-crew', { crewId: desk.crews[1] })).refused).toEqual(
        [],
      );
      expect(await desk.one(order.orderId)).toMatchObject({ state: 'assigned', crewId: desk.crews[1] });
      const told = await rows<{ reason: string; decision: string }>(
        desk.database.source,
        "SELECT facts->>'reason' AS reason, facts->>'decision' AS decision FROM journal WHERE event = 'order.decided' AND facts->>'orderId' = $1 ORDER BY seq",
        [String(order.orderId)],
      );
      expect(told).toEqual([
        { reason: 'The dog is tied up now.', decision: 'again-today' },
        { reason: 'The dog is tied up now.', decision: 'other-crew' },
      ]);
    },
  );

  it('E.1: strikes a turn-off from the list once, and the gate is asked again before one goes out', async () => {
    const listed = (await desk.day()).filter((order) => order.kind === 'turn-off' && order.state === 'listed');
    const [first] = listed;
    if (!first) throw new Error('No turn-off is left on the list.');
    await given(first.orderId);
    await cannot(first.orderId);
    const order = await desk.one(first.orderId);
    await desk.database.source.query(
      "INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason) VALUES ($1, 'appeal', 'H.2', '2026-03-17T08:00:00-07:00', NULL, 'An appeal.')",
      [order.accountId],
    );
    const again = await decide(order, 'again-today');
    expect(again.done).toEqual([]);
    expect(again.refused[0]?.clauses.length).toBeGreaterThan(0);
    expect(await desk.one(order.orderId)).toMatchObject({ state: 'cannot-complete', version: order.version });
    expect((await events(order.orderId)).slice(-1)).toEqual(['gate.refused']);
    expect((await decide(order, 'strike')).refused).toEqual([]);
    const told = await events(order.orderId);
    expect(told.filter((event) => event === 'list.left')).toHaveLength(1);
    expect(told.slice(-1)).toEqual(['order.cancelled']);
  });

  it('holds a posting until dispatch ends the hold', async () => {
    const order = await undone('manual-read');
    expect((await decide(order, 'hold')).refused).toEqual([]);
    const held = await desk.one(order.orderId);
    expect(held).toMatchObject({
      state: 'held',
      heldByDispatch: true,
      crewId: null,
      outcome: 'The dog is tied up now.',
    });
    expect((await decide(held, 'resume')).refused).toEqual([]);
    expect(await desk.one(order.orderId)).toMatchObject({ state: 'listed', heldByDispatch: false });
  });

  it('never leaves off the water that an order is to bring back', async () => {
    const order = await undone('reconnect');
    for (const decision of ['hold', 'strike'])
      expect((await decide(order, decision)).refused[0]?.says).toContain('The water is off here');
    expect(await desk.one(order.orderId)).toMatchObject({ state: 'cannot-complete', version: order.version });
  });

  it('wants a reason, and a crew where another crew gets it', async () => {
    const order = await undone('manual-read');
    const body = { orders: [{ orderId: order.orderId, version: order.version }] };
    const silent = await desk
      .post('dora', '/api/dispatch/decide', { ...body, decision: 'hold', reason: ' ' })
      .expect(400);
    expect(silent.body.fields[0].field).toBe('reason');
    const nobody = { ...body, decision: 'other-crew', reason: 'A dog.' };
    expect((await desk.post('dora', '/api/dispatch/decide', nobody).expect(400)).body.fields[0].field).toBe('crewId');
  });

  describe('when the customer says that it is paid', () => {
    const task = async (orderId: number): Promise<number> => {
      const { parked } = await desk.one(orderId);
      const { tasks } = taskList.parse((await desk.get('cass', '/api/tasks').expect(200)).body);
      const open = tasks.find((each) => each.taskId === parked?.taskId);
      expect(open).toMatchObject({ kind: 'customer-says-paid', role: 'cashier', closedBy: null });
      return open?.taskId ?? 0;
    };
    const job = async (orderId: number) =>
      crewToday
        .parse((await desk.get('jo', '/api/crew/day').expect(200)).body)
        .jobs.find((each) => each.orderId === orderId);
    const park = async (kind: OrderKind): Promise<number> => {
      const { orderId } =
        kind === 'turn-off'
          ? ((await desk.day()).find((o) => o.kind === kind && o.state === 'listed') ?? (await desk.one(kind)))
          : await desk.make(kind);
      await given(orderId);
      await act(orderId, { type: 'arrive', position: null });
      expect(await cannot(orderId, 'customer-says-paid', 'Paid at the bank on Monday.')).toMatchObject({
        result: 'accepted',
      });
      return orderId;
    };

    it.each<OrderKind>(['turn-off', 'blue-tag-nsf'])(
      'a %s waits with its crew, and goes on when no payment is found',
      async (kind) => {
        const orderId = await park(kind);
        expect(await job(orderId)).toMatchObject({
          state: 'assigned',
          parked: { note: 'Paid at the bank on Monday.', answer: null },
        });
        expect((await cannot(orderId, 'customer-says-paid')).says).toBe('The cashier has been asked already.');
        if (kind === 'turn-off') {
          const asked = await desk.post('jo', `/api/crew/orders/${orderId}/permit`, {}).expect(200);
          expect(permitAnswer.parse(asked.body)).toMatchObject({ mayClose: false });
        }
        const taskId = await task(orderId);
        await desk.post('cass', `/api/tasks/${taskId}/done`, { outcome: 'Nothing came in.' }).expect(400);
        await desk
          .post('carl', `/api/tasks/${taskId}/done`, { outcome: 'Nothing came in.', found: 'not-paid' })
          .expect(409);
        await desk
          .post('cass', `/api/tasks/${taskId}/done`, { outcome: 'Nothing came in.', found: 'not-paid' })
          .expect(204);
        expect((await job(orderId))?.parked?.answer).toEqual({
          found: 'not-paid',
          message: 'Nothing came in.',
          at: desk.clock.now(),
          by: 'cass, cashier',
        });
        if (kind === 'turn-off') {
          const asked = await desk.post('jo', `/api/crew/orders/${orderId}/permit`, {}).expect(200);
          expect(permitAnswer.parse(asked.body)).toMatchObject({ mayClose: true });
        }
        await desk.assign('dora', [await desk.one(orderId)], null);
      },
    );

    it('is called off, with STOP on the tablet, when the payment is found', async () => {
      const orderId = await park('blue-tag-nsf');
      const found = { outcome: 'It is in the bank file.', found: 'paid' };
      await desk.post('cass', `/api/tasks/${await task(orderId)}/done`, found).expect(204);
      expect(await job(orderId)).toMatchObject({
        state: 'cancelled',
        recall: { seenAt: null },
        parked: { answer: { found: 'paid', message: 'It is in the bank file.' } },
      });
    });
  });
});
