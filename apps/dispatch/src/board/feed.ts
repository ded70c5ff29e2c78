import { dispatchDay } from '@curbstop/contracts';
import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import type { Api, Live, Observable, ScreenClock } from '@curbstop/ui';
import { cityFormats, observable } from '@curbstop/ui';
import { hearCrew, hearOrder, readDay } from '../day/day-state.ts';
import type { DayState } from '../day/day-state.ts';
import { whyNot } from './why-not.ts';

/** What there is to show. A failure keeps the day that was read before it. */
export interface FeedState {
  readonly state: DayState | null;
  /** The last reading failed: why, and the city's moment of the next try. */
  readonly failed: { readonly says: string; readonly nextTry: number } | null;
  /** The city's moment when the server was last heard. */
  readonly heardAt: number | null;
  /** Since when the live feed is down; null while it stands or has not begun. */
  readonly lostSince: number | null;
  readonly live: boolean;
}

export interface Feed {
  readonly view: Observable<FeedState>;
  /** Reads the whole day again. Never throws: a failure is a state. */
  read(): Promise<void>;
  /** Hears of single orders, for the spoken news. */
  onOrders(handler: (before: DayState, orderIds: readonly number[]) => void): () => void;
  start(): () => void;
}

const AGAIN_MS = 8_000;
/** While the live feed is down the day is read this often. */
const POLL_MS = 15_000;
/** Many facts of one batch come as a burst; the lists are asked for once after it. */
const BURST_MS = 300;
/** Live facts are gathered this long and drawn at once: 300 assigned orders are one drawing, not 300. */
const GATHER_MS = 60;

export function createFeed(api: Api, live: Live, clock: ScreenClock): Feed {
  const view = observable<FeedState>({ state: null, failed: null, heardAt: null, lostSince: null, live: false });
  const set = (part: Partial<FeedState>): void => view.set({ ...view.get(), ...part });
  const listeners = new Set<(before: DayState, orderIds: readonly number[]) => void>();
  let gathered: (DispatchOrder | CrewDay)[] = [];
  /** Orders told while an answer is on its way: it may be older, and lack them. */
  let told: DispatchOrder[] = [];
  let gathering: ReturnType<typeof setTimeout> | null = null;
  let reading: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function later(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void read();
    }, ms);
  }

  async function once(): Promise<void> {
    told = [];
    try {
      const day = await api.get('/api/dispatch/day', dispatchDay, { retries: 1 });
      const state = told.reduce(hearOrder, readDay(day, view.get().state));
      set({ state, failed: null, heardAt: clock.now() });
    } catch (error) {
      set({ failed: { says: whyNot(error), nextTry: clock.now() + AGAIN_MS } });
      later(AGAIN_MS);
    }
  }

  function read(): Promise<void> {
    if (reading !== null) {
      // What is asked about may have happened after the answer now under way was made: ask once more after it.
      following ??= reading.then(() => {
        following = null;
        return read();
      });
      return following;
    }
    reading = once().finally(() => {
      reading = null;
    });
    return reading;
  }

  function takeGathered(): void {
    gathering = null;
    const facts = gathered;
    gathered = [];
    const { state: before } = view.get();
    // What came before the first whole answer is in that answer, or in the one asked for after it.
    if (before === null) return void read();
    const orders = facts.filter((fact) => 'orderId' in fact);
    told.push(...orders);
    set({
      state: facts.reduce(
        (state, fact) => ('orderId' in fact ? hearOrder(state, fact) : hearCrew(state, fact)),
        before,
      ),
      heardAt: clock.now(),
    });
    // Whether an order of a later day belongs on this list is the server's to say.
    if (orders.some((order) => !before.orders.has(order.orderId) && order.dueOn > before.day.day)) later(BURST_MS);
    if (orders.length > 0)
      for (const listener of [...listeners])
        listener(
          before,
          orders.map((order) => order.orderId),
        );
  }

  function gather(fact: DispatchOrder | CrewDay): void {
    gathered.push(fact);
    gathering ??= setTimeout(takeGathered, GATHER_MS);
  }

  function start(): () => void {
    void read();
    const followLink = (): void => {
      const { phase } = live.state.get();
      const { lostSince } = view.get();
      if (phase === 'connected') set({ live: true, lostSince: null });
      else if (phase !== 'connecting') set({ live: false, lostSince: lostSince ?? clock.now() });
    };
    followLink();
    let { from, offset } = clock.time.get();
    const stops = [
      // A loss noted by the device's own clock, before the city's was known, is moved to the city's time.
      clock.time.subscribe((time) => {
        const { lostSince } = view.get();
        if (from === 'device' && lostSince !== null) set({ lostSince: lostSince + time.offset - offset });
        ({ from, offset } = time);
      }),
      live.state.subscribe(followLink),
      live.on('order', gather),
      live.on('crew', gather),
      live.on('day', () => later(BURST_MS)),
      live.on('clock', (answer) => {
        clock.hear(answer);
        later(BURST_MS);
      }),
      live.onConnected(() => void read()),
    ];
    const poll = setInterval(() => {
      const { state, lostSince, failed } = view.get();
      const midnight = state !== null && cityFormats(clock.time.get().timeZone).civil(clock.now()) !== state.day.day;
      if (failed === null && (lostSince !== null || midnight)) void read();
    }, POLL_MS);
    return () => {
      stops.forEach((stop) => stop());
      clearInterval(poll);
      if (timer !== null) clearTimeout(timer);
      if (gathering !== null) clearTimeout(gathering);
    };
  }

  return {
    view,
    read,
    onOrders(handler) {
      listeners.add(handler);
      return () => {
        listeners.delete(handler);
      };
    },
    start,
  };
}
