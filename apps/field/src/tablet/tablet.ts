import { cityClock } from '@curbstop/contracts';
import type { CrewAction } from '@curbstop/contracts';
import { IndexedDbStore, Outbox, witnessIn } from '@curbstop/outbox';
import type { OutboxView } from '@curbstop/outbox';
import { connectLive, createApi, createScreenClock, createSession, observable } from '@curbstop/ui';
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
import { sendActions } from '../outbox/send.ts';
import { createPermits } from '../permit/permits.ts';
import type { Permits } from '../permit/permits.ts';
import { createPlace } from '../place/place.ts';
import type { Place } from '../place/place.ts';
import { createAlarm } from '../recall/alarm.ts';
import type { Alarm } from '../recall/alarm.ts';
import { createRecalls } from '../recall/recalls.ts';
import type { Recalls } from '../recall/recalls.ts';
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
async function alone<T>(run: () => Promise<T>): Promise<T | null> {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return run();
  return locks.request(LOCK, { ifAvailable: true }, (got) => (got ? run() : null));
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
    fetch: async (input, init) => {
      try {
        const response = await fetch(input, init);
        if (response.status < 500) network.heard();
        return response;
      } catch (error) {
        network.missed();
        throw error;
      }
    },
  });
  const session: Session = createSession(() => api);
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
  const outbox = new Outbox({
    store: new IndexedDbStore(),
    send: sendActions(api),
    now,
    newId: () => crypto.randomUUID(),
    chance: Math.random,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    alone,
    witness: witnessIn(localStorage),
    onAnswer: ({ action }, answer) => {
      const { result, job } = answer;
      answers.hear(action, answer);
      if (result === 'refused' && (action.type === 'complete' || action.type === 'cannot-complete'))
        drafts.reopen(action.orderId);
      if (result !== 'refused')
        sent.set([action, ...sent.get().filter(({ id }) => id !== action.id)].slice(0, SENT_SHOWN));
      if (job) day.hear(job);
      else if (result !== 'refused') day.gone(action.orderId);
    },
    onError,
  });
  const queue = observable(outbox.view);
  outbox.subscribe((view) => queue.set(view));

  const [fresh] = await Promise.all([
    outbox.open(),
    day.restore(),
    drafts.restore(),
    recalls.restore(),
    permits.restore(),
    answers.restore(),
  ]);
  return {
    api,
    kept,
    saving,
    session,
    clock,
    network,
    day,
    drafts,
    permits,
    place: createPlace(now, navigator.geolocation),
    mapView: createMapView(),
    recalls,
    alarm: createAlarm(),
    outbox,
    queue,
    sent,
    answers,
    live: connectLive(),
    fresh,
    cleared: observable(false),
    defect,
    onError,
  };
}
