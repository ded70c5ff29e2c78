import { observable } from '@curbstop/ui';
import type { Observable } from '@curbstop/ui';
import { registerSW } from 'virtual:pwa-register';

/** A newer version of the app lies ready; `take` loads it. Nothing loads it by itself. */
export interface Update {
  readonly ready: Observable<boolean>;
  take(): void;
}

const ASK_EVERY_MS = 30 * 60_000;

/** Installs the service worker, and asks for a newer one now and then: a tablet's page may stay open for days. */
export function watchForUpdates(onError: (error: unknown) => void): Update {
  const ready = observable(false);
  const load = registerSW({
    onNeedRefresh: () => ready.set(true),
    onRegisteredSW(_address, registration) {
      if (!registration) return;
      setInterval(() => {
        // Without a network there is no newer version to be had.
        if (navigator.onLine) registration.update().catch(onError);
      }, ASK_EVERY_MS);
    },
    onRegisterError: onError,
  });
  return {
    ready,
    take() {
      // The helper reloads only pages that a worker served from the start; one of the first visit was not.
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      load(true).catch(onError);
    },
  };
}
