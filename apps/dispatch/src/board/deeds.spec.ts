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

async function board(orders: readonly DispatchOrder[], answer: Wire['answer']) {
  const day = {
    day: '2026-03-17',
    now: noon,
    businessDay: true,
    closeWindow: { from: 1, to: 2 },
    orders,
    crews: [crew],
    blocked: [],
    cameOff: [],
  };
  const wire = aWire((path, body) => (path.endsWith('/day') ? { body: day } : answer(path, body)));
  const clock = aClock(noon);
  const feed = createFeed(wire.api, aLive(), clock);
  await feed.read();
  const deeds = createDeeds(wire.api, feed, clock);
  const posts = () => wire.asked.filter(({ path }) => !path.endsWith('/day'));
  return { deeds, posts };
}

describe('deeds', () => {
  it('tell only what the server confirmed, with the clause of each refusal', async () => {
    const { deeds } = await board([anOrder({ orderId: 1 }), anOrder({ orderId: 2 })], () => ({
      body: { at: noon, done: [line(1)], refused: [{ ...line(2), clauses: ['E.1'], says: 'Paid in full.' }] },
    }));
    await deeds.assign([1, 2], crew);
    expect(deeds.outcome.get()).toMatchObject({
      title: 'Give 2 to J. Lindqvist',
      done: '1 given',
      refused: [{ what: 'Stop 2', says: 'Paid in full.', clauses: ['E.1'] }],
    });
  });

  it('undo gives back only what was moved, then restores the giver’s order of stops', async () => {
    const orders = [aStop(1, 8, 1), aStop(2, 8, 2, { pinned: true }), anOrder({ orderId: 3 })];
    const { deeds, posts } = await board(orders, () => ({ body: { at: noon, done: [line(1), line(3)], refused: [] } }));
    await deeds.assign([1, 3], crew);
    expect(deeds.outcome.get()).toMatchObject({ title: 'Move 2 to J. Lindqvist', done: '2 moved' });
    await deeds.undo();
    expect(posts().slice(1)).toEqual([
      { path: '/api/dispatch/assign', body: { orderIds: [1], crewId: 8 } },
      { path: '/api/dispatch/assign', body: { orderIds: [3], crewId: null } },
      { path: '/api/dispatch/crews/8/sequence', body: { orderIds: [1, 2], pinned: [2] } },
    ]);
    expect(deeds.outcome.get()).toMatchObject({ title: 'Undo 2', undo: null });
  });

  it('offer no undo when nothing was moved', async () => {
    const { deeds } = await board([anOrder()], () => ({
      body: { at: noon, done: [], refused: [{ ...line(1), clauses: [], says: 'Held.' }] },
    }));
    await deeds.assign([1], crew);
    expect(deeds.outcome.get()).toMatchObject({ done: '0 given', undo: null });
  });

  it('the shortest drive is set only when it saves something', async () => {
    const stops = [aStop(1, 7, 1), aStop(2, 7, 2)];
    const far = await board(stops, (path) => ({
      body: path.endsWith('optimise')
        ? { orderIds: [2, 1], metres: 3_000, metresBefore: 4_500 }
        : { at: noon, done: [line(2), line(1)], refused: [] },
    }));
    await far.deeds.shortest(crew);
    expect(far.posts().at(-1)).toEqual({
      path: '/api/dispatch/crews/7/sequence',
      body: { orderIds: [2, 1], pinned: [] },
    });
    expect(far.deeds.outcome.get()).toMatchObject({ done: '2 stops over 3.0 km, 1.5 km saved' });

    const near = await board(stops, () => ({ body: { orderIds: [1, 2], metres: 3_000, metresBefore: 3_000 } }));
    await near.deeds.shortest(crew);
    expect(near.posts()).toHaveLength(1);
    expect(near.deeds.outcome.get()).toMatchObject({ undo: null });
  });

  it('without an answer nothing is claimed', async () => {
    const { deeds } = await board([anOrder()], () => null);
    await deeds.release([1]);
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
});
