import { cityClock } from '@curbstop/contracts';
import type { CrewAction } from '@curbstop/contracts';
import { broadcastPeers, IndexedDbStore, Outbox, witnessIn } from '@curbstop/outbox';
import type { OutboxView } from '@curbstop/outbox';
import { connectLive, createApi, createScreenClock, createSession, newId, observable } from '@curbstop/ui';
import { isWithCrew } from '@curbstop/work-orders';
import type { Api, Live, Observable, ScreenClock, Session, Source } from '@curbstop/ui';
import { createDay } from '../day/day.ts';
import type { Day } from '../day/day.ts';
import { createDrafts } from '../job/drafts.ts';
import type { Drafts } from '../job/drafts.ts';
import { createMapView } from '../map/map-view.ts';
import type { MapView } from '../map/map-view.ts';
import { createNetwork } from '../network/network.ts';
import type { Network } from '../network/network.ts';
import { createAnswers } from '../outbox/answers.ts';
import type { Answers } from '../outbox/answers.ts';
import { createCashierRead } from '../outbox/cashier.ts';
import type { CashierRead } from '../outbox/cashier.ts';
import { sendActions } from '../outbox/send.ts';
import { createPermits } from '../permit/permits.ts';
import type { Permits } from '../permit/permits.ts';
import { createPlace } from '../place/place.ts';
import type { Place } from '../place/place.ts';
import { createAlarm } from '../recall/alarm.ts';
import type { Alarm } from '../recall/alarm.ts';
import { createRecalls } from '../recall/recalls.ts';
import type { Recalls } from '../recall/recalls.ts';
import { createCustody, markCookie } from './custody.ts';
import type { Custody } from './custody.ts';
import { openKept } from './kept.ts';
import type { Kept } from './kept.ts';
import { createSaving } from './saving.ts';
import type { Saving } from './saving.ts';

/** Everything the screens of a tablet work with. One of it lives as long as the page. */
export interface Tablet {
  readonly api: Api;
  readonly kept: Kept;
  readonly saving: Saving;
  readonly session: Session;
  readonly custody: Custody;
  readonly clock: ScreenClock;
  readonly network: Network;
  readonly day: Day;
  readonly drafts: Drafts;
  readonly permits: Permits;
  readonly place: Place;
  readonly mapView: Source<MapView>;
  readonly recalls: Recalls;
  readonly alarm: Alarm;
  readonly outbox: Outbox;
  readonly queue: Observable<OutboxView>;
  /** The last actions the server took, newest first. */
  readonly sent: Observable<readonly CrewAction[]>;
  /** Answers that leave the crew something to do. */
  readonly answers: Answers;
  readonly cashier: CashierRead;
  readonly live: Live;
  /** Nothing was ever kept here; together with a session that still stands it means that the browser cleared all. */
  readonly fresh: boolean;
  readonly cleared: Source<boolean>;
  /** A defect, said on the screen instead of hidden. */
  readonly defect: Source<string | null>;
  readonly onError: (error: unknown) => void;
}

const SENT_SHOWN = 8;
const LOCK = 'curbstop-outbox';

/** Sends from one page at a time, where the browser knows locks; the ids keep the rest harmless. */
async function alone<T>(run: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = navigator.locks;
  return locks ? locks.request(LOCK, run) : run();
}

/** Puts a tablet together and reads what it kept. The network is not needed. */
export async function assembleTablet(): Promise<Tablet> {
  const defect = observable<string | null>(null);
  const onError = (error: unknown): void => {
    console.error(error);
    defect.set(error instanceof Error ? error.message : String(error));
  };
  const kept = openKept();
  const saving = createSaving();
  const api: Api = createApi({
    onSignedOut: () => session.ended(),
    turn: () => session.turn(),
    fetch: async (input, init) => {
      try {
        const response = await fetch(input, init);
        if (response.status < 500) network.heard();
        // This session may do less than it did: who is signed in is asked again.
        if (response.status === 403 && session.state.get().phase === 'in') session.ask().catch(onError);
        const serverNow = Date.parse(response.headers.get('date') ?? '');
        if (response.ok) custody.heard(Number.isNaN(serverNow) ? null : serverNow);
        return response;
      } catch (error) {
        network.missed();
        throw error;
      }
    },
  });
  const session: Session = createSession(() => api, { retries: 0, timeoutMs: 5_000 });
  const clock = createScreenClock({
    ask: () => api.get('/api/clock', cityClock, { retries: 0, timeoutMs: 5_000 }),
    timeZone: 'America/Los_Angeles',
    store: localStorage,
  });
  const now = (): number => clock.now();
  const network: Network = createNetwork({ ask: () => clock.sync(), now });
  const recalls = createRecalls(kept, saving, now);
  const day = createDay({ api, kept, saving, onJob: recalls.hear });
  const drafts = createDrafts(kept, saving);
  const permits = createPermits({ api, kept, saving, clock, wall: () => Date.now(), onError });
  const sent = observable<readonly CrewAction[]>([]);
  const answers = createAnswers(kept, saving);
  const cashier = createCashierRead(kept, saving);
  const peers = broadcastPeers();
  const outbox = new Outbox({
    store: new IndexedDbStore(),
    send: sendActions(api),
    now,
    newId,
    chance: Math.random,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    alone,
    ...(peers ? { peers } : {}),
    witness: witnessIn(localStorage),
    onAnswer: ({ action }, answer) => {
      const { result, job } = answer;
      answers.hear(action, answer);
      if (result === 'refused' && (action.type === 'complete' || action.type === 'cannot-complete'))
        drafts.reopen(action.orderId);
      else if (action.type === 'cannot-complete' && job && isWithCrew(job.state)) drafts.parked(action.orderId);
      if (result !== 'refused')
        sent.set([action, ...sent.get().filter(({ id }) => id !== action.id)].slice(0, SENT_SHOWN));
      if (job) day.hear(job);
      else if (result !== 'refused') day.gone(action.orderId);
    },
    onError,
  });
  const queue = observable(outbox.view);
  outbox.subscribe((view) => queue.set(view));

  const mapView = createMapView();
  const custody: Custody = createCustody({
    kept,
    saving,
    session,
    wall: () => Date.now(),
    steady: () => performance.now(),
    cookie: markCookie(),
    parts: {
      forget() {
        for (const part of [day, drafts, recalls, answers, cashier]) part.forget();
        sent.set([]);
        mapView.set(null);
        outbox.forgetAnswers().catch(onError);
      },
      async restore(crewId) {
        day.begin();
        await Promise.all([drafts.restore(crewId), ...[day, recalls, answers, cashier].map((part) => part.restore())]);
      },
      putBy: (crewId) => drafts.putBy(crewId),
    },
    onError,
  });
  const [fresh] = await Promise.all([outbox.open(), permits.restore(), custody.open()]);
  return {
    api,
    kept,
    saving,
    session,
    custody,
    clock,
    network,
    day,
    drafts,
    permits,
    place: createPlace(now, navigator.geolocation),
    mapView,
    recalls,
    alarm: createAlarm(),
    outbox,
    queue,
    sent,
    answers,
    cashier,
    live: connectLive(),
    fresh,
    cleared: observable(false),
    defect,
    onError,
  };
}
