import { accountHits } from '@curbstop/contracts';
import { useEffect, useReducer } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { EMPTY_SEARCH, nextSearch, worthAsking } from './search-state.ts';
import type { SearchEvent, SearchState } from './search-state.ts';

/** Milliseconds after a letter in which the next one is waited for; the answer is to be there within 200 of the last. */
const PAUSE = 80;

/** The find box's state; asks the server a moment after the last letter, and drops answers to earlier texts. */
export function useSearch(): readonly [SearchState, (event: SearchEvent) => void] {
  const { api } = useDesk();
  const [state, dispatch] = useReducer<SearchState, SearchEvent>(nextSearch, EMPTY_SEARCH);
  const text = state.text.trim();
  useEffect(() => {
    if (!worthAsking(text)) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api
        .get('/api/accounts', accountHits, { query: { q: text }, signal: abort.signal })
        .then(({ hits, more }) => dispatch({ type: 'answered', text, hits, more }))
        .catch((error: unknown) => {
          if (!abort.signal.aborted) dispatch({ type: 'failed', text, error });
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, text]);
  return [state, dispatch];
}
