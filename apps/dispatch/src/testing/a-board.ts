import type { CityClock, LiveEvents } from '@curbstop/contracts';
import { createApi, createScreenClock, observable } from '@curbstop/ui';
import type { Api, Live, LiveState, ScreenClock, Source } from '@curbstop/ui';

/** For specs: what was asked of the server, and answers by path. */
export interface Wire {
  readonly api: Api;
  readonly asked: { readonly path: string; readonly body: unknown }[];
  /** `null`: no network. */
  answer: (path: string, body: unknown) => { readonly status?: number; readonly body: unknown } | null;
}

export function aWire(answer: Wire['answer']): Wire {
  const asked: Wire['asked'][number][] = [];
  const wire: Wire = {
    asked,
    answer,
    api: createApi({
      wait: () => Promise.resolve(),
      fetch: (input, init) => {
        const path = String(input);
        const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
        asked.push({ path, body });
        const said = wire.answer(path, body);
        if (said === null) return Promise.reject(new TypeError('no network'));
        return Promise.resolve(new Response(JSON.stringify(said.body), { status: said.status ?? 200 }));
      },
    }),
  };
  return wire;
}

/** For specs: a live feed that says what it is told to. */
export interface FakeLive extends Live {
  readonly state: Source<LiveState>;
  tell<Name extends keyof LiveEvents>(name: Name, ...payload: Parameters<LiveEvents[Name]>): void;
}

export function aLive(): FakeLive {
  const handlers = new Map<string, Set<(...payload: never[]) => void>>();
  const connected = new Set<() => void>();
  const state = observable<LiveState>({ phase: 'connected', since: 0 });
  return {
    state,
    on(name, handler) {
      const set = handlers.get(name) ?? new Set();
      handlers.set(name, set.add(handler));
      return () => set.delete(handler);
    },
    tell(name, ...payload) {
      for (const handler of handlers.get(name) ?? []) handler(...(payload as never[]));
    },
    send: () => undefined,
    onConnected(handler) {
      connected.add(handler);
      return () => connected.delete(handler);
    },
    reconnect() {
      state.set({ phase: 'connected', since: 1 });
      for (const handler of connected) handler();
    },
    close: () => undefined,
  };
}

/** For specs: the city's clock, standing at `now`. */
export function aClock(now: number): ScreenClock {
  const clock = createScreenClock({
    ask: () => Promise.reject(new Error('not asked in a spec')),
    timeZone: 'America/Los_Angeles',
    device: { wall: () => now, steady: () => now },
  });
  const answer: CityClock = {
    now: now as CityClock['now'],
    timeZone: 'America/Los_Angeles',
    city: 'Glendora',
    demo: false,
    units: { usage: 'ccf', distance: 'miles' },
    turning: null,
  };
  clock.hear(answer);
  return clock;
}
