import type { CityClock, DispatchOrder } from '@curbstop/contracts';
import { createScreenClock } from '@curbstop/ui';
import { aClock, aLive, aWire } from '../testing/a-board.ts';
import { anOrder } from '../testing/an-order.ts';
import { createFeed } from './feed.ts';

const UNITS: CityClock['units'] = { usage: 'ccf', distance: 'miles' };

const noon = Date.parse('2026-03-17T19:00:00Z');
const day = (...orders: DispatchOrder[]) => ({
  day: '2026-03-17',
  now: noon,
  businessDay: true,
  closeWindow: { from: 1, to: 2 },
  orders,
  crews: [],
  blocked: [],
  cameOff: [],
});

function running(...orders: DispatchOrder[]) {
  const wire = aWire(() => ({ body: day(...orders) }));
  const live = aLive();
  const clock = aClock(noon);
  const feed = createFeed(wire.api, live, clock);
  const stop = feed.start();
  return { wire, live, clock, feed, stop };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the feed of the day', () => {
  it('draws a burst of live facts once', async () => {
    const { feed, live, stop } = running(anOrder({ orderId: 1 }), anOrder({ orderId: 2 }));
    await feed.read();
    const drawn = jest.fn();
    feed.view.subscribe(drawn);
    live.tell('order', anOrder({ orderId: 1, version: 2, state: 'assigned' }));
    live.tell('order', anOrder({ orderId: 2, version: 2, state: 'assigned' }));
    await jest.advanceTimersByTimeAsync(100);
    expect(drawn).toHaveBeenCalledTimes(1);
    expect([...(feed.view.get().state?.orders.values() ?? [])].map((order) => order.state)).toEqual([
      'assigned',
      'assigned',
    ]);
    stop();
  });

  it('says in the city’s time since when the feed is down, though it went before that time was known', () => {
    const device = Date.parse('2026-11-21T11:00:00Z');
    const clock = createScreenClock({
      ask: () => Promise.reject(new Error('not asked in a spec')),
      timeZone: 'America/Los_Angeles',
      device: { wall: () => device, steady: () => 5_000 },
    });
    const live = aLive();
    const feed = createFeed(aWire(() => ({ body: day() })).api, live, clock);
    const stop = feed.start();
    live.state.set({ phase: 'lost', since: 0 });
    expect(feed.view.get().lostSince).toBe(device);
    const answer = { timeZone: 'America/Los_Angeles', city: '', demo: true, units: UNITS, turning: null };
    clock.hear({ ...answer, now: noon as CityClock['now'] });
    expect(feed.view.get().lostSince).toBe(noon);
    clock.hear({ ...answer, now: (noon + 3_600_000) as CityClock['now'] });
    expect(feed.view.get().lostSince).toBe(noon);
    stop();
  });

  it('keeps the day when the server is gone, says since when, and reads it whole on reconnection', async () => {
    const { feed, live, wire, stop } = running(anOrder());
    await feed.read();
    wire.answer = () => null;
    live.state.set({ phase: 'lost', since: 0 });
    await jest.advanceTimersByTimeAsync(15_000);
    expect(feed.view.get()).toMatchObject({ live: false, lostSince: noon, heardAt: noon });
    expect(feed.view.get().failed?.says).toBe('The server could not be reached.');
    expect(feed.view.get().state?.orders.size).toBe(1);
    wire.answer = () => ({ body: day(anOrder({ version: 2, state: 'completed' })) });
    live.reconnect();
    await jest.advanceTimersByTimeAsync(0);
    expect(feed.view.get()).toMatchObject({ live: true, lostSince: null, failed: null });
    expect(feed.view.get().state?.orders.get(1)?.state).toBe('completed');
    stop();
  });

  it('tries again by itself after a failure', async () => {
    const { feed, wire, stop } = running(anOrder());
    wire.answer = () => ({ status: 500, body: {} });
    await feed.read();
    await jest.advanceTimersByTimeAsync(0);
    expect(feed.view.get().failed).not.toBeNull();
    wire.answer = () => ({ body: day(anOrder()) });
    await jest.advanceTimersByTimeAsync(8_000);
    expect(feed.view.get().failed).toBeNull();
    stop();
  });

  it('asks once more for a reading wished for while one is under way', async () => {
    const { feed, wire, stop } = running(anOrder());
    await Promise.all([feed.read(), feed.read(), feed.read()]);
    expect(wire.asked).toHaveLength(2);
    stop();
  });

  it('keeps an order that was told while an older answer was on its way', async () => {
    const { feed, live, wire, stop } = running(anOrder({ orderId: 1 }));
    await feed.read();
    await feed.read();
    const old = wire.answer;
    wire.answer = (path, body) => {
      // Told after the server made its answer, and drawn before the answer is here.
      live.tell('order', anOrder({ orderId: 2, version: 5 }));
      jest.advanceTimersByTime(100);
      return old(path, body);
    };
    await feed.read();
    expect([...(feed.view.get().state?.orders.keys() ?? [])]).toEqual([1, 2]);
    wire.answer = old;
    await feed.read();
    expect([...(feed.view.get().state?.orders.keys() ?? [])]).toEqual([1]);
    stop();
  });

  it('takes the time of a turned clock, and reads the day that it turned to', async () => {
    const { clock, live, wire, stop } = running();
    await jest.advanceTimersByTimeAsync(0);
    const before = wire.asked.length;
    const later = (noon + 86_400_000) as CityClock['now'];
    const city = { timeZone: 'America/Los_Angeles', city: 'Glendora', demo: true, units: UNITS };
    live.tell('clock', { ...city, now: later, turning: null });
    expect(clock.now()).toBe(later);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(wire.asked.length).toBe(before + 1);
    stop();
  });

  it('leaves an order of a later day to the server', async () => {
    const { feed, live, wire, stop } = running();
    await feed.read();
    const before = wire.asked.length;
    live.tell('order', anOrder({ orderId: 9, dueOn: '2026-03-18' }));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(wire.asked.length).toBe(before + 1);
    stop();
  });
});
