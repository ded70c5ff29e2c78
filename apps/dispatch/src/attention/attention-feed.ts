import { attention } from '@curbstop/contracts';
import type { AttentionItem } from '@curbstop/contracts';
import { observable } from '@curbstop/ui';
import type { Api, Live, Observable } from '@curbstop/ui';
import { whyNot } from '../board/why-not.ts';

export interface AttentionView {
  readonly items: readonly AttentionItem[];
  /** Why the last reading failed; the items before it stay. */
  readonly failed: string | null;
}

export interface AttentionFeed {
  readonly view: Observable<AttentionView>;
  start(): () => void;
}

/** Things come up by the mere passing of time, so the server is asked this often. */
const POLL_MS = 10_000;
/** Many facts come as a burst; it is asked once after it. */
const BURST_MS = 400;

/** What needs attention, as the server derives it: this screen keeps nothing of its own, so that every screen shows the same. */
export function createAttention(api: Api, live: Live): AttentionFeed {
  const view = observable<AttentionView>({ items: [], failed: null });
  let timer: ReturnType<typeof setTimeout> | null = null;
  let asked = 0;

  async function read(): Promise<void> {
    const mine = (asked += 1);
    try {
      const { items } = await api.get('/api/dispatch/attention', attention, { retries: 1 });
      // An answer that was overtaken by a later question is older than what is shown.
      if (mine === asked) view.set({ items, failed: null });
    } catch (error) {
      if (mine === asked) view.set({ items: view.get().items, failed: whyNot(error) });
    }
  }
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void read();
    }, BURST_MS);
  };

  return {
    view,
    start() {
      void read();
      const stops = [
        live.on('order', soon),
        live.on('day', soon),
        live.on('clock', soon),
        live.onConnected(() => void read()),
      ];
      const poll = setInterval(() => void read(), POLL_MS);
      return () => {
        stops.forEach((stop) => stop());
        clearInterval(poll);
        if (timer !== null) clearTimeout(timer);
      };
    },
  };
}
