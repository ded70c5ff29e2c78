import type { AccountHit } from '@curbstop/contracts';

/** The find box: what is typed, what was found for which text, and which line is marked. */
export interface SearchState {
  readonly text: string;
  /** The text that `hits` answer; null before the first answer. */
  readonly answered: string | null;
  readonly hits: readonly AccountHit[];
  readonly more: boolean;
  /** Index into `hits`; -1 for none. */
  readonly marked: number;
  readonly open: boolean;
  readonly error: unknown;
}

export const EMPTY_SEARCH: SearchState = {
  text: '',
  answered: null,
  hits: [],
  more: false,
  marked: -1,
  open: false,
  error: null,
};

export type SearchEvent =
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'answered'; readonly text: string; readonly hits: readonly AccountHit[]; readonly more: boolean }
  | { readonly type: 'failed'; readonly text: string; readonly error: unknown }
  | { readonly type: 'key'; readonly key: 'ArrowDown' | 'ArrowUp' | 'Home' | 'End' }
  | { readonly type: 'point'; readonly index: number }
  | { readonly type: 'open' }
  | { readonly type: 'close' };

/** Fewer letters find half the city. */
export const SHORTEST = 2;

export function worthAsking(text: string): boolean {
  return text.trim().length >= SHORTEST;
}

function move(state: SearchState, key: 'ArrowDown' | 'ArrowUp' | 'Home' | 'End'): number {
  const last = state.hits.length - 1;
  if (last < 0) return -1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowDown') return state.marked >= last ? 0 : state.marked + 1;
  return state.marked <= 0 ? last : state.marked - 1;
}

export function nextSearch(state: SearchState, event: SearchEvent): SearchState {
  switch (event.type) {
    case 'typed':
      return worthAsking(event.text)
        ? { ...state, text: event.text, marked: -1, open: true }
        : { ...EMPTY_SEARCH, text: event.text };
    case 'answered':
      // An answer to an earlier text came late: what is typed now counts.
      if (event.text !== state.text.trim()) return state;
      return { ...state, answered: event.text, hits: event.hits, more: event.more, marked: -1, error: null };
    case 'failed':
      return event.text === state.text.trim()
        ? { ...state, error: event.error, hits: [], more: false, answered: null }
        : state;
    case 'key':
      return { ...state, open: worthAsking(state.text), marked: move(state, event.key) };
    case 'point':
      return { ...state, marked: event.index };
    case 'open':
      return { ...state, open: worthAsking(state.text) };
    case 'close':
      return { ...state, open: false, marked: -1 };
  }
}

/** What Enter opens: the marked line, else the only one found; null means the list of all that were found. */
export function chosen(state: SearchState): AccountHit | null {
  const marked = state.hits[state.marked];
  if (marked) return marked;
  const only = state.hits.length === 1 && state.answered === state.text.trim() ? state.hits[0] : undefined;
  return only ?? null;
}
