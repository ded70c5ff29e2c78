import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { kindWord, observable } from '@curbstop/ui';
import type { Api, Live, Observable, ScreenClock, Session, Source, ThemeSwitch } from '@curbstop/ui';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { stateInWords } from '../day/groups.ts';
import { NO_FILTER } from '../day/search.ts';
import type { Filter } from '../day/search.ts';
import { actsOn, NOTHING, pruned } from '../selection/selection.ts';
import type { Selection } from '../selection/selection.ts';
import { createAttention } from '../attention/attention-feed.ts';
import type { AttentionFeed } from '../attention/attention-feed.ts';
import { createDeeds } from './deeds.ts';
import type { Deeds } from './deeds.ts';
import { createFeed } from './feed.ts';
import type { Feed } from './feed.ts';

/** A dialog that is open; one at a time. */
export type Asked =
  | { readonly ask: 'release'; readonly orderIds: readonly number[] }
  | { readonly ask: 'assign'; readonly orderIds: readonly number[] }
  | { readonly ask: 'decide'; readonly orderIds: readonly number[] }
  | { readonly ask: 'recall'; readonly orderId: number }
  | { readonly ask: 'conflict'; readonly orderId: number }
  | { readonly ask: 'help' };

/** The orders on the screen from top to bottom, and the search text that they were found by. */
export interface SeenOrders {
  readonly query: string;
  readonly orderIds: readonly number[];
}

/** Everything that the parts of the screen share. */
export interface Board {
  readonly clock: ScreenClock;
  readonly live: Live;
  readonly session: Session;
  readonly theme: ThemeSwitch;
  readonly feed: Feed;
  readonly deeds: Deeds;
  readonly attention: AttentionFeed;
  readonly selection: Source<Selection>;
  readonly filter: Source<Filter>;
  readonly asked: Source<Asked | null>;
  readonly lasso: Source<boolean>;
  /** What the last lasso left alone, for the choice that it made. */
  readonly leftOut: Source<{ readonly chosen: ReadonlySet<number>; readonly message: string } | null>;
  readonly asTable: Source<boolean>;
  readonly side: Source<'crews' | 'plan' | 'activity'>;
  /** The crew whose stops the plan shows. */
  readonly planCrew: Source<number | null>;
  /** Rows in the order they are seen, for J and K; the pool or the table keeps it. */
  readonly seen: Source<SeenOrders>;
  /** Brings the map to an order; the number of the wish, so that the same order can be wished for twice. */
  readonly look: Source<{ readonly orderId: number; readonly wish: number } | null>;
  readonly news: Observable<string>;
  start(): () => void;
}

export interface BoardParts {
  readonly api: Api;
  readonly live: Live;
  readonly clock: ScreenClock;
  readonly session: Session;
  readonly theme: ThemeSwitch;
}

const NEWS_MS = 1_500;

export function createBoard({ api, live, clock, session, theme }: BoardParts): Board {
  const feed = createFeed(api, live, clock);
  const attention = createAttention(api, live);
  const selection = observable<Selection>(NOTHING);
  const news = observable('');

  /** Changes are told in one breath, at most three by name. */
  function tellNews(): () => void {
    const changed = new Map<number, string>();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = feed.onOrders((before, orderIds) => {
      for (const orderId of orderIds) {
        const now = feed.view.get().state?.orders.get(orderId);
        const then = before.orders.get(orderId);
        if (now && !(then && stateOf(then) === stateOf(now))) changed.set(orderId, `${now.address}: ${stateOf(now)}.`);
      }
      if (changed.size > 0)
        timer ??= setTimeout(() => {
          timer = null;
          const lines = [...changed.values()];
          changed.clear();
          news.set(lines.slice(0, 3).join(' ') + (lines.length > 3 ? ` And ${lines.length - 3} more.` : ''));
        }, NEWS_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }

  return {
    clock,
    live,
    session,
    theme,
    feed,
    deeds: createDeeds(api, feed, clock),
    attention,
    selection,
    filter: observable<Filter>(NO_FILTER),
    asked: observable<Asked | null>(null),
    lasso: observable(false),
    leftOut: observable<{ chosen: ReadonlySet<number>; message: string } | null>(null),
    asTable: observable(false),
    side: observable<'crews' | 'plan' | 'activity'>('crews'),
    planCrew: observable<number | null>(null),
    seen: observable<SeenOrders>({ query: '', orderIds: [] }),
    look: observable<{ orderId: number; wish: number } | null>(null),
    news,
    start() {
      const stops = [
        feed.start(),
        attention.start(),
        tellNews(),
        feed.view.subscribe(({ state }) => {
          if (state) selection.set(pruned(selection.get(), (id) => state.orders.has(id)));
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}

function stateOf(order: DispatchOrder): string {
  return `${kindWord(order.kind)}, ${stateInWords(order).toLowerCase()}`;
}

export const BoardContext = createContext<Board | null>(null);

/** The board of the screen around this part. */
export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (board === null) throw new Error('This part stands outside the board.');
  return board;
}

/** The orders the next deed acts on, as they stand. */
export function ordersToAct(board: Board): DispatchOrder[] {
  const orders = board.feed.view.get().state?.orders;
  return actsOn(board.selection.get()).flatMap((id) => orders?.get(id) ?? []);
}

/** Gives the chosen orders to a crew and lets the choice go; what was refused is told in the result bar. */
export async function assignChosen(
  board: Board,
  crew: CrewDay | null,
  orders: readonly DispatchOrder[] = ordersToAct(board),
): Promise<void> {
  if (orders.length === 0) return;
  await board.deeds.assign(orders, crew);
  board.selection.set({ ...board.selection.get(), chosen: new Set() });
}
