import { bulkResult } from '@curbstop/contracts';
import type { BulkResult, DispatchOrder, OrderKind, OrderSeen } from '@curbstop/contracts';
import type { TestClock } from '@curbstop/testing';
import fc from 'fast-check';
import { DispatchDesk, OTHER_KINDS, seenOf as seen } from './support/dispatch-desk.ts';

jest.setTimeout(240_000);

describe('two dispatchers at once', () => {
  let desk: DispatchDesk;
  let clock: TestClock;
  let crews: readonly number[];
  const post = (...args: Parameters<DispatchDesk['post']>) => desk.post(...args);
  const day = (who?: string) => desk.day(who);
  const one = (kind: OrderKind) => desk.one(kind);
  const assign = (...args: Parameters<DispatchDesk['assign']>) => desk.assign(...args);
  const sequence = (who: string, crewId: number, orders: readonly OrderSeen[], pinned: number[] = []) =>
    desk.bulk(who, `crews/${crewId}/sequence`, orders, { pinned });
  const takeAllBack = async (): Promise<void> => {
    const given = (await day()).filter((order) => order.state === 'assigned');
    if (given.length > 0) expect((await assign('dora', given, null)).refused).toEqual([]);
  };

  beforeAll(async () => {
    desk = await DispatchDesk.open({ dora: ['dispatcher'], dan: ['dispatcher'] });
    ({ clock, crews } = desk);
  });
  afterAll(() => desk?.close());

  it('releases each order once: the second is told who released it and when', async () => {
    const orders = (await day()).filter((order) => order.state === 'listed').map(seen);
    expect(orders).toHaveLength(7);
    const [first, second] = [
      bulkResult.parse((await post('dora', '/api/dispatch/release', { orders }).expect(200)).body),
      bulkResult.parse((await post('dan', '/api/dispatch/release', { orders }).expect(200)).body),
    ];
    expect([first.done.length, second.done.length]).toEqual([7, 0]);
    for (const line of second.refused)
      expect(line.changed).toEqual({
        by: 'dora, dispatcher',
        at: clock.now(),
        message: 'released',
        version: line.changed?.version,
      });
    expect(second.refused[0]?.says).toMatch(
      /was changed since you saw it: released\. By dora, dispatcher, Tue Mar 17, 9:00 am\./,
    );
    const preview = await post('dan', '/api/dispatch/release-preview', { orders }).expect(200);
    expect(bulkResult.parse(preview.body).refused.map((line) => line.changed?.by)).toEqual(
      Array(7).fill('dora, dispatcher'),
    );
  });

  it.each<OrderKind>(['turn-off', ...OTHER_KINDS])(
    'a stale assignment of a %s is refused, and given again on what stands now',
    async (kind) => {
      const order = await one(kind);
      const [mine] = (await assign('dora', [order], crews[0] ?? 0)).done;
      const late = await assign('dan', [order], crews[1] ?? 0);
      expect(late).toMatchObject({
        done: [],
        refused: [
          { orderId: order.orderId, changed: { by: 'dora, dispatcher', at: clock.now(), version: mine?.version } },
        ],
      });
      expect((await one(kind)).crewId).toBe(crews[0]);
      // Urgent water is not stranded by it: the same once more, on the state that the refusal named.
      const again = { orderId: order.orderId, version: late.refused[0]?.changed?.version ?? -1 };
      expect((await assign('dan', [again], crews[1] ?? 0)).refused).toEqual([]);
      // The undo of the first is no longer its own.
      const undo = await assign('dora', [{ orderId: order.orderId, version: mine?.version ?? -1 }], null);
      expect(undo).toMatchObject({ done: [], refused: [{ changed: { by: 'dan, dispatcher' } }] });
      expect((await one(kind)).crewId).toBe(crews[1]);
      await takeAllBack();
    },
  );

  it('of many orders only the stale ones are refused', async () => {
    const orders = (await day()).filter((order) => order.state === 'released');
    await assign('dora', orders.slice(0, 1), crews[0] ?? 0);
    const result = await assign('dan', orders, crews[1] ?? 0);
    expect([result.done.length, result.refused.map(({ orderId }) => orderId)]).toEqual([
      orders.length - 1,
      [orders[0]?.orderId],
    ]);
    await takeAllBack();
  });

  it('both at the same moment: one is confirmed, the other refused', async () => {
    const order = await one('reconnect');
    const results = await Promise.all([assign('dora', [order], crews[0] ?? 0), assign('dan', [order], crews[1] ?? 0)]);
    expect(results.map(({ done }) => done.length).sort()).toEqual([0, 1]);
    const winner = results.findIndex(({ done }) => done.length === 1);
    expect((await one('reconnect')).crewId).toBe(crews[winner]);
    await takeAllBack();
  });

  it('a driving order is set whole or not at all, and names who changed a stop or gave another', async () => {
    const crewId = crews[0] ?? 0;
    const all = (await day()).filter((order) => order.state === 'released');
    const { done } = await assign('dora', all.slice(0, 3), crewId);
    const plan = [...done].reverse();
    expect((await sequence('dan', crewId, plan, [plan[0]?.orderId ?? 0])).done).toHaveLength(3);
    const late = await sequence('dora', crewId, done);
    expect(late.done).toEqual([]);
    expect(late.refused.map(({ changed }) => changed?.by)).toEqual(Array(3).fill('dan, dispatcher'));
    expect(
      (await day())
        .filter((o) => o.crewId === crewId)
        .sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
        .map((o) => o.orderId),
    ).toEqual(plan.map((o) => o.orderId));

    const planned = (await day()).filter((order) => order.crewId === crewId);
    await assign('dan', all.slice(3, 4), crewId);
    const without = await sequence('dora', crewId, planned);
    expect(without.done).toEqual([]);
    expect(without.refused.find(({ orderId }) => orderId === all[3]?.orderId)).toMatchObject({
      changed: { by: 'dan, dispatcher' },
    });
    await takeAllBack();
  });

  it('a recall of an order that another gave away is refused with who has it, and goes through on the newest state', async () => {
    const order = await one('door-hanger');
    const [given] = (await assign('dora', [order], crews[0] ?? 0)).done;
    await assign('dan', given ? [given] : [], crews[1] ?? 0);
    const path = `/api/dispatch/orders/${order.orderId}/recall`;
    const late = await post('dora', path, { says: 'Wrong house', version: given?.version }).expect(409);
    expect(late.body).toMatchObject({ code: 'conflict', changed: { by: 'dan, dispatcher', at: clock.now() } });
    expect((await one('door-hanger')).state).toBe('assigned');
    await post('dora', path, { says: 'Wrong house', version: late.body.changed.version }).expect(200);
  });

  it('a command without the version that was seen is not understood', async () => {
    for (const [path, body] of [
      ['assign', { orderIds: [1], crewId: crews[0] }],
      ['assign', { orders: [{ orderId: 1 }], crewId: crews[0] }],
      [
        'assign',
        {
          orders: [
            { orderId: 1, version: 1 },
            { orderId: 1, version: 1 },
          ],
          crewId: crews[0],
        },
      ],
      ['release', { orderIds: [1] }],
      ['orders/1/recall', { says: 'Wrong house' }],
      [`crews/${crews[0] ?? 0}/sequence`, { orderIds: [1], pinned: [] }],
    ] as const) {
      const { body: answer } = await post('dora', `/api/dispatch/${path}`, body).expect(400);
      expect(answer.fields.length).toBeGreaterThan(0);
    }
  });

  it('whatever two dispatchers do and undo, nothing seen is overwritten and no undo touches the other’s', async () => {
    const step = fc.record({
      who: fc.constantFrom('dora', 'dan'),
      what: fc.constantFrom('look', 'give', 'give', 'take', 'order', 'undo'),
      crew: fc.nat(1),
      picks: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        await takeAllBack();
        const open = (orders: readonly DispatchOrder[]) =>
          orders.filter((o) => o.state === 'released' || o.state === 'assigned');
        const views: Record<string, DispatchOrder[]> = { dora: open(await day('dora')), dan: open(await day('dan')) };
        const owner = new Map<number, string>();
        const last: Record<string, { crewId: number | null; orders: OrderSeen[] }[]> = { dora: [], dan: [] };
        for (const { who, what, crew, picks } of steps) {
          const view = views[who] ?? [];
          const picked = picks.flatMap((nth) => view[nth] ?? []);
          const crewId = crews[crew] ?? 0;
          const before = new Map((await day()).map((order) => [order.orderId, order]));
          const told = (result: BulkResult, sent: readonly OrderSeen[], undo: boolean): void => {
            for (const { orderId } of result.done) {
              // What was confirmed was done on the record that the sender had seen.
              expect(before.get(orderId)?.version).toBe(sent.find((each) => each.orderId === orderId)?.version);
              if (undo) expect(owner.get(orderId)).toBe(who);
            }
            for (const { orderId, version } of result.done)
              if (version !== before.get(orderId)?.version) owner.set(orderId, who);
            for (const { orderId, changed } of result.refused)
              if (before.get(orderId)?.version !== sent.find((each) => each.orderId === orderId)?.version)
                expect(changed).not.toBeNull();
          };
          if (what === 'look') views[who] = open(await day(who));
          else if (what === 'order') {
            const stops = view.filter((order) => order.crewId === crewId).reverse();
            if (stops.length > 0) told(await sequence(who, crewId, stops), stops, false);
          } else if (what === 'undo') {
            for (const back of last[who]?.splice(0) ?? [])
              told(await assign(who, back.orders, back.crewId), back.orders, true);
          } else if (picked.length > 0) {
            const result = await assign(who, picked, what === 'take' ? null : crewId);
            told(result, picked, false);
            const moved = result.done.filter(({ orderId, version }) => version !== before.get(orderId)?.version);
            last[who] = moved.map((line) => ({ crewId: before.get(line.orderId)?.crewId ?? null, orders: [line] }));
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
