/** A value that changes and can be listened to. Screens read it with `useObservable`. */
export interface Observable<T> {
  get(): T;
  /** Calls back on every change, not at once. Returns how to stop. */
  subscribe(listener: (value: T) => void): () => void;
}

/** The writing end of an {@link Observable}. */
export interface Source<T> extends Observable<T> {
  set(value: T): void;
}

export function observable<T>(initial: T): Source<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
