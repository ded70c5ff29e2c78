import { cityClock } from '@curbstop/contracts';
import { createApi, createScreenClock, createSession } from '@curbstop/ui';
import type { Api, Live, ScreenClock, Session } from '@curbstop/ui';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createDrafts } from './payment/drafts.ts';
import type { Drafts } from './payment/drafts.ts';
import { createFormDrafts } from './requests/form-drafts.ts';
import type { FormDrafts } from './requests/form-drafts.ts';
import { createRecent } from './search/recent.ts';
import type { Recent } from './search/recent.ts';

/** What every screen of the desk works with; one per page. */
export interface Desk {
  readonly api: Api;
  readonly clock: ScreenClock;
  readonly session: Session;
  /** The live feed; it carries the session's cookie, so it is made after signing in. */
  readonly live: Live;
  /** Payments that were begun and not sent, or whose answer never came. */
  readonly drafts: Drafts;
  /** Requests that were begun and not sent, or sent and not answered. */
  readonly forms: FormDrafts;
  /** The accounts opened last; forgotten when the session ends. */
  readonly recent: Recent;
}

/** Joins the desk's parts; the live feed comes once someone is signed in. */
export function createDesk(): Omit<Desk, 'live'> {
  const api: Api = createApi({ onSignedOut: () => session.ended(), turn: () => session.turn() });
  const session: Session = createSession(() => api);
  const clock = createScreenClock({
    ask: () => api.get('/api/clock', cityClock),
    // Only until the server is heard for the first time on this device.
    timeZone: 'America/Los_Angeles',
    store: localStorage,
  });
  const recent = createRecent(sessionStorage);
  const forms = createFormDrafts(sessionStorage);
  const drafts = createDrafts(sessionStorage);
  session.state.subscribe(({ phase }) => {
    if (phase !== 'out') return;
    recent.forget();
    forms.forget();
    drafts.forget();
  });
  return { api, clock, session, drafts, forms, recent };
}

const missing = (): never => {
  throw new Error('This part of the desk stands outside of the desk.');
};

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  return useContext(DeskContext) ?? missing();
}
