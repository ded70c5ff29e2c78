import { after } from '@curbstop/work-orders';
import { useEffect } from 'preact/hooks';
import { assignChosen, ordersToAct } from '../board/board.ts';
import type { Board } from '../board/board.ts';
import { crewsInOrder } from '../day/day-state.ts';
import { groupOf } from '../day/groups.ts';
import { mayRecall } from '../details/recall-words.ts';
import { cleared, moved, toggled } from '../selection/selection.ts';
import { openStops, pinToggled, planOf } from '../sequence/sequence.ts';
import { commandOf } from './keys.ts';
import type { Command } from './keys.ts';

const KEPT = 'curbstop.dispatch.single-keys';

/** Whether keys without Ctrl act on this device; kept here because it is a person's need, not the city's record. */
export function singleKeys(): boolean {
  return localStorage.getItem(KEPT) !== 'off';
}
export function setSingleKeys(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
}

function moveBy(board: Board, by: 1 | -1): void {
  const next = moved(board.selection.get(), by, board.seen.get().orderIds);
  board.selection.set(next);
  if (next.current === null) return;
  document.querySelector<HTMLElement>(`[data-order="${next.current}"]`)?.focus();
  if (next.detailsOpen) lookAt(board, next.current);
}

/**
 * From the search into what it found: the first row gets the keyboard, and the map goes there. Enter may come before the
 * list of what was typed is drawn; then it waits for that list, so that no key that follows meets an order of the old one.
 */
export function intoResults(board: Board, search: HTMLElement): void {
  const { query } = board.filter.get();
  if (board.seen.get().query === query) return toFirst(board);
  const stop = board.seen.subscribe((seen) => {
    const typedOn = board.filter.get().query !== query || document.activeElement !== search;
    if (!typedOn && seen.query !== query) return;
    stop();
    if (!typedOn) toFirst(board);
  });
}

function toFirst(board: Board): void {
  const [first] = board.seen.get().orderIds;
  if (first === undefined) return;
  board.selection.set({ ...board.selection.get(), current: first });
  document.querySelector<HTMLElement>(`[data-order="${first}"]`)?.focus();
  lookAt(board, first);
}

/** Whether Tab went from a row to its open details, or back from there. */
function tabThroughDetails(from: Element | null, back: boolean): boolean {
  const details = document.querySelector<HTMLElement>('[data-details]');
  if (details === null || from === null) return false;
  const to = back
    ? from === details
      ? document.querySelector<HTMLElement>(`[data-order="${details.dataset['details'] ?? ''}"]`)
      : null
    : from.matches('[data-order]')
      ? details
      : null;
  to?.focus();
  return to !== null;
}

/** Brings the map to an order. */
export function lookAt(board: Board, orderId: number): void {
  board.look.set({ orderId, wish: (board.look.get()?.wish ?? 0) + 1 });
}

/** Pins the current order to its place in its crew's drive, or loosens it. */
export function togglePin(board: Board, orderId: number): void {
  const state = board.feed.view.get().state;
  const order = state?.orders.get(orderId);
  const crew = order && order.crewId !== null ? state?.crews.get(order.crewId) : undefined;
  if (!state || !order || !crew) return;
  const plan = pinToggled(planOf(openStops(state.orders.values(), crew.crewId)), orderId);
  if (!plan.orderIds.includes(orderId)) return;
  const pinned = plan.pinned.includes(orderId);
  void board.deeds.sequence(
    crew,
    plan,
    `${pinned ? 'Pin' : 'Loosen'} ${order.address}`,
    pinned ? 'pinned to its place' : 'loose again',
  );
}

function carryOut(board: Board, command: Command): void {
  const { current } = board.selection.get();
  switch (command.do) {
    case 'search':
      return document.querySelector<HTMLInputElement>('[data-search]')?.focus();
    case 'down':
      return moveBy(board, 1);
    case 'up':
      return moveBy(board, -1);
    case 'choose':
      if (current !== null) board.selection.set(toggled(board.selection.get(), current));
      return;
    case 'details':
      if (current !== null) board.selection.set({ ...board.selection.get(), detailsOpen: true });
      return;
    case 'lasso':
      return board.lasso.set(!board.lasso.get() && !board.asTable.get());
    case 'assign': {
      const orders = ordersToAct(board);
      if (orders.length > 0) board.asked.set({ ask: 'assign', orderIds: orders.map((order) => order.orderId) });
      return;
    }
    case 'crew': {
      const state = board.feed.view.get().state;
      const crew = state && crewsInOrder(state)[command.number - 1];
      if (crew) void assignChosen(board, crew);
      return;
    }
    case 'release': {
      const chosen = ordersToAct(board).filter((order) => after(order.state, 'release') !== null);
      const waiting = [...(board.feed.view.get().state?.orders.values() ?? [])].filter(
        (order) => groupOf(order) === 'to-release',
      );
      const orders = chosen.length > 0 ? chosen : waiting;
      if (orders.length > 0) board.asked.set({ ask: 'release', orderIds: orders.map((order) => order.orderId) });
      return;
    }
    case 'recall': {
      const order = current === null ? undefined : board.feed.view.get().state?.orders.get(current);
      if (order && mayRecall(order)) board.asked.set({ ask: 'recall', orderId: order.orderId });
      return;
    }
    case 'plan': {
      const order = current === null ? undefined : board.feed.view.get().state?.orders.get(current);
      if (order && order.crewId !== null) board.planCrew.set(order.crewId);
      board.side.set('plan');
      return;
    }
    case 'decide': {
      const undone = ordersToAct(board).filter((order) => order.state === 'cannot-complete' || order.heldByDispatch);
      if (undone.length > 0) board.asked.set({ ask: 'decide', orderIds: undone.map((order) => order.orderId) });
      return;
    }
    case 'attention':
      return document.querySelector<HTMLElement>('[data-attention]')?.focus();
    case 'retry':
      return void board.deeds.retry();
    case 'pin':
      if (current !== null) togglePin(board, current);
      return;
    case 'undo':
      return void board.deeds.undo();
    case 'clear':
      if (board.lasso.get()) board.lasso.set(false);
      else board.selection.set(cleared(board.selection.get()));
      return;
    case 'help':
      return board.asked.set({ ask: 'help' });
  }
}

const FIELDS = 'input:not([type=checkbox]), select, textarea, [contenteditable]';
const CONTROLS = 'button, a[href], input, summary, [role=tab]';

/** The keys of the screen. */
export function useKeys(board: Board): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const on = event.target instanceof Element ? event.target : null;
      const typing = on?.matches(FIELDS) ?? false;
      if (typing && event.key === 'Escape' && on instanceof HTMLElement) {
        // What was typed stays; a search field would empty itself.
        event.preventDefault();
        on.blur();
        return;
      }
      if (event.key === 'Tab' && !event.altKey && !event.ctrlKey && tabThroughDetails(on, event.shiftKey)) {
        event.preventDefault();
        return;
      }
      const command = commandOf(
        {
          key: event.key,
          ctrl: event.ctrlKey || event.metaKey,
          alt: event.altKey,
          typing,
          onControl: on?.closest(CONTROLS) !== null && on !== null,
          dialogOpen: board.asked.get() !== null,
        },
        singleKeys(),
      );
      if (command === null) return;
      event.preventDefault();
      carryOut(board, command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [board]);
}
