/** Something the server was asked for. What was once read stays on the screen while it is asked again. */
export interface Loaded<T> {
  readonly data: T | null;
  /** City time of the answer that is shown. */
  readonly asOf: number | null;
  /** Why the last try failed; null once it worked. */
  readonly error: unknown;
  readonly asking: boolean;
  /** Tries that failed since the last answer. */
  readonly failures: number;
}

export const NOT_LOADED: Loaded<never> = { data: null, asOf: null, error: null, asking: true, failures: 0 };

export type LoadedEvent<T> =
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly data: T; readonly at: number }
  | { readonly type: 'failed'; readonly error: unknown };

export function nextLoaded<T>(state: Loaded<T>, event: LoadedEvent<T>): Loaded<T> {
  switch (event.type) {
    case 'asked':
      return { ...state, asking: true };
    case 'answered':
      return { data: event.data, asOf: event.at, error: null, asking: false, failures: 0 };
    case 'failed':
      return { ...state, error: event.error, asking: false, failures: state.failures + 1 };
  }
}

/** Seconds until it is tried again: 4, 8, 16, then every 30. */
export function retryAfter(failures: number): number {
  return Math.min(30, 2 * 2 ** Math.max(1, failures));
}
