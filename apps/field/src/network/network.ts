import { observable } from '@curbstop/ui';
import type { Observable } from '@curbstop/ui';

/** Whether the server answers. `since` is the city's moment of the last change. */
export interface NetworkState {
  readonly online: boolean;
  readonly since: number;
}

export interface Network {
  readonly state: Observable<NetworkState>;
  /** The server answered something. */
  heard(): void;
  /** A call got no answer. */
  missed(): void;
  /** Asks now. */
  probe(): Promise<void>;
  /** Asks again and again, and whenever the browser thinks that something changed. */
  start(): () => void;
}

export interface NetworkSettings {
  /** Resolves when the server answered, rejects when it did not. */
  readonly ask: () => Promise<unknown>;
  readonly now: () => number;
  readonly everyMs?: number;
}

/** `navigator.onLine` only says that there is some network; whether the server answers must be asked. */
export function createNetwork({ ask, now, everyMs = 10_000 }: NetworkSettings): Network {
  const state = observable<NetworkState>({ online: false, since: now() });
  let asking: Promise<void> | null = null;
  const turn = (online: boolean): void => {
    if (state.get().online !== online) state.set({ online, since: now() });
  };
  const probe = (): Promise<void> => {
    asking ??= ask()
      .then(
        () => turn(true),
        () => turn(false),
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  return {
    state,
    heard: () => turn(true),
    missed: () => turn(false),
    probe,
    start() {
      const again = (): void => {
        void probe();
      };
      const cut = (): void => turn(false);
      const shown = (): void => {
        if (document.visibilityState === 'visible') again();
      };
      again();
      const timer = setInterval(again, everyMs);
      addEventListener('online', again);
      addEventListener('offline', cut);
      document.addEventListener('visibilitychange', shown);
      return () => {
        clearInterval(timer);
        removeEventListener('online', again);
        removeEventListener('offline', cut);
        document.removeEventListener('visibilitychange', shown);
      };
    },
  };
}
