import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { crewDay } from '@curbstop/contracts';
import { aClock, aLive, aWire } from '../testing/a-board.ts';
import type { Wire } from '../testing/a-board.ts';
import { anOrder, aStop } from '../testing/an-order.ts';
import { createDeeds } from './deeds.ts';
import { createFeed } from './feed.ts';

const noon = Date.parse('2026-03-17T19:00:00Z');
const crew: CrewDay = crewDay.parse({
  crewId: 7,
  name: 'J. Lindqvist',
  initials: 'JL',
  truck: 'Truck 22',
  onShift: true,
  shiftEnds: null,
  skills: [],
  position: null,
  battery: null,
  outbox: null,
  lastSeenAt: null,
});
const line = (orderId: number) => ({ orderId, number: '', address: `Stop ${orderId}`, says: '' });
const seen = (orderId: number, version: number) => ({ orderId, version });
const done = (orderId: number, version = 2) => ({ ...line(orderId), version });
const no = (orderId: number, clauses: string[], says: string) => ({ ...line(orderId), clauses, says, changed: null });

async function board(orders: readonly DispatchOrder[], answer: Wire['answer']) {
  const day = {
    day: '2026-03-17',
    now: noon,
    businessDay: true,
    closeWindow: { from: 1, to: 2 },
    crews: [crew],
    blocked: [],
    cameOff: [],
  };
  const list = { day: orders };
  const wire = aWire((path, body) =>
    path.endsWith('/day') ? { body: { ...day, orders: list.day } } : answer(path, body),
  );
  const clock = aClock(noon);
  const feed = createFeed(wire.api, aLive(), clock);
  await feed.read();
  const deeds = createDeeds(wire.api, feed, clock);
  const posts = () => wire.asked.filter(({ path }) => !path.endsWith('/day'));
  return { deeds, posts, wire: list, feed };
}

describe('deeds', () => {
  it('tell only what the server confirmed, with the clause of each refusal', async () => {
    const { deeds } = await board([anOrder({ orderId: 1 }), anOrder({ orderId: 2 })], () => ({
      body: { at: noon, done: [done(1)], refused: [no(2, ['E.1'], 'Paid in full.')] },
    }));
    await deeds.assign([anOrder({ orderId: 1 }), anOrder({ orderId: 2 })], crew);
    expect(deeds.outcome.get()).toMatchObject({
      title: 'Give 2 to J. Lindqvist',
      done: '1 given',
      refused: [{ what: 'Stop 2', says: 'Paid in full.', clauses: ['E.1'] }],
    });
  });

  it('undo gives back only what was moved, then restores the giver’s order of stops', async () => {
    const orders = [aStop(1, 8, 1), aStop(2, 8, 2, { pinned: true }), anOrder({ orderId: 3 })];
    const { deeds, posts } = await board(orders, () => ({
      body: { at: noon, done: [done(1, 7), done(3, 9)], refused: [] },
    }));
    await deeds.assign([aStop(1, 8, 1), anOrder({ orderId: 3 })], crew);
    expect(deeds.outcome.get()).toMatchObject({ title: 'Move 2 to J. Lindqvist', done: '2 moved' });
    await deeds.undo();
    expect(posts().slice(1)).toEqual([
      { path: '/api/dispatch/assign', body: { orders: [{ orderId: 1, version: 7 }], crewId: 8 } },
      { path: '/api/dispatch/assign', body: { orders: [{ orderId: 3, version: 9 }], crewId: null } },
      {
        path: '/api/dispatch/crews/8/sequence',
        body: { orders: [seen(1, 7), seen(2, 1)], pinned: [2] },
      },
    ]);
    expect(deeds.outcome.get()).toMatchObject({ title: 'Undo 2', undo: null });
  });

  it('offer no undo when nothing was moved', async () => {
    const { deeds } = await board([anOrder()], () => ({
      body: { at: noon, done: [], refused: [no(1, [], 'Held.')] },
    }));
    await deeds.assign([anOrder()], crew);
    expect(deeds.outcome.get()).toMatchObject({ done: '0 given', undo: null });
  });

  it('the shortest drive is set only when it saves something', async () => {
    const stops = [aStop(1, 7, 1), aStop(2, 7, 2)];
    const far = await board(stops, (path) => ({
      body: path.endsWith('optimise')
        ? { orderIds: [2, 1], metres: 3_000, metresBefore: 4_500 }
        : { at: noon, done: [done(2), done(1)], refused: [] },
    }));
    await far.deeds.shortest(crew);
    expect(far.posts().at(-1)).toEqual({
      path: '/api/dispatch/crews/7/sequence',
      body: { orders: [seen(2, 1), seen(1, 1)], pinned: [] },
    });
    expect(far.deeds.outcome.get()).toMatchObject({ done: '2 stops over 1.9 mi, 0.9 mi saved' });

    const near = await board(stops, () => ({ body: { orderIds: [1, 2], metres: 3_000, metresBefore: 3_000 } }));
    await near.deeds.shortest(crew);
    expect(near.posts()).toHaveLength(1);
    expect(near.deeds.outcome.get()).toMatchObject({ undo: null });
  });

  it('without an answer nothing is claimed', async () => {
    const { deeds } = await board([anOrder()], () => null);
    await deeds.release([seen(1, 1)]);
    expect(deeds.outcome.get()).toMatchObject({ came: 'failed', known: false });
    expect(deeds.busy.get()).toBe(false);
  });

  it('a refusal of the whole carries its clauses', async () => {
    const { deeds } = await board([aStop(1, 7, 1)], () => ({
      status: 409,
      body: {
        type: 'about:blank',
        title: 'The policy does not allow this now',
        status: 409,
        code: 'refused',
        detail: 'The valve is closed.',
        clauses: ['E.1'],
      },
    }));
    expect(await deeds.recall(aStop(1, 7, 1), 'Paid at the counter')).toBe(false);
    expect(deeds.outcome.get()).toMatchObject({
      came: 'failed',
      known: true,
      says: 'The valve is closed.',
      clauses: ['E.1'],
    });
  });

  it('carry the version that the screen showed, and are given again on what stands now when somebody was faster', async () => {
    let version = 3;
    const changed = { by: 'M. Ferreira, dispatcher', at: noon, message: 'given to Truck 9, stop 1', version: 4 };
    const { deeds, posts, wire, feed } = await board([anOrder({ version })], (_, body) =>
      (body as { orders: { version: number }[] }).orders[0]?.version === version
        ? { body: { at: noon, done: [done(1, version + 1)], refused: [] } }
        : { body: { at: noon, done: [], refused: [{ ...no(1, [], 'Changed by M. Ferreira.'), changed }] } },
    );
    version = 4;
    await deeds.assign([anOrder({ version: 3 })], crew);
    expect(deeds.outcome.get()).toMatchObject({
      done: '0 given',
      undo: null,
      refused: [{ says: 'Changed by M. Ferreira.' }],
    });
    wire.day = [anOrder({ version: 4, crewId: 9, state: 'assigned' })];
    await feed.read();
    await deeds.retry();
    expect(posts().map(({ body }) => body)).toEqual([
      { orders: [seen(1, 3)], crewId: 7 },
      { orders: [seen(1, 4)], crewId: 7 },
    ]);
    expect(deeds.outcome.get()).toMatchObject({ done: '1 moved', retry: null });
  });

  it('offer to try again when a recall came second', async () => {
    const { deeds } = await board([aStop(1, 7, 1)], () => ({
      status: 409,
      body: {
        type: 'about:blank',
        title: 'Someone was faster',
        status: 409,
        code: 'conflict',
        detail: 'Changed by M. Ferreira.',
      },
    }));
    await deeds.recall(aStop(1, 7, 1), 'Paid at the counter');
    expect(deeds.outcome.get()).toMatchObject({ came: 'failed', says: 'Changed by M. Ferreira.' });
    expect(deeds.outcome.get()?.retry).not.toBeNull();
  });
});
