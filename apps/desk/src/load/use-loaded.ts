import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { NOT_LOADED, nextLoaded, retryAfter } from './loaded.ts';
import { mayPass } from './says.ts';
import type { Loaded, LoadedEvent } from './loaded.ts';

export interface Loading<T> extends Loaded<T> {
  /** Asks again and keeps what is shown until the answer comes. */
  readonly reload: () => void;
  /** Seconds until the next try; null when none is planned. */
  readonly againIn: number | null;
}

/**
 * Reads something from the server for as long as `key` stays the same, and tries again by itself after a failure. Use a
 * Preact `key` where another key means another thing: what was read is never shown under a new key.
 */
export function useLoaded<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const { clock } = useDesk();
  const [state, dispatch] = useReducer<Loaded<T>, LoadedEvent<T>>(nextLoaded, NOT_LOADED);
  const [turn, setTurn] = useState(0);
  const [againIn, setAgainIn] = useState<number | null>(null);
  const latest = useRef(read);
  latest.current = read;
  const reload = useCallback(() => setTurn((before) => before + 1), []);

  useEffect(() => {
    const abort = new AbortController();
    setAgainIn(null);
    dispatch({ type: 'asked' });
    latest
      .current(abort.signal)
      .then((data) => dispatch({ type: 'answered', data, at: clock.now() }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) dispatch({ type: 'failed', error });
      });
    return () => abort.abort();
  }, [key, turn, clock]);

  useEffect(() => {
    if (state.failures === 0 || state.asking || !mayPass(state.error)) return undefined;
    let seconds = retryAfter(state.failures);
    setAgainIn(seconds);
    const timer = setInterval(() => {
      seconds -= 1;
      setAgainIn(Math.max(0, seconds));
      if (seconds <= 0) reload();
    }, 1_000);
    return () => clearInterval(timer);
  }, [state.failures, state.asking, state.error, reload]);

  return { ...state, reload, againIn };
}
