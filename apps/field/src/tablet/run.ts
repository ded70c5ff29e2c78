import type { Me } from '@curbstop/contracts';
import type { CrewJob } from '@curbstop/contracts';
import { reportPlace } from '../place/report.ts';
import { NoAnswer, Problem } from '@curbstop/ui';
import { z } from 'zod';
import type { Tablet } from './tablet.ts';

const LIST_EVERY_MS = 60_000;
const TICK_MS = 5_000;
const nothing = z.unknown();

/** Starts what runs whoever is signed in: the probe and the clock. Gives back how to stop. */
export function runTablet(tablet: Tablet): () => void {
  const { network, clock, live, permits, session, custody, outbox, queue, fresh, cleared, onError } = tablet;
  const stops = [
    custody.watch(),
    followPages(tablet),
    live.state.subscribe(({ phase }) => {
      // The server turned the feed away: the session may have ended.
      if (phase === 'refused' && session.state.get().phase === 'in') session.ask().catch(onError);
    }),
    network.start(),
    live.on('clock', clock.hear),
    queue.subscribe(({ refused }) => {
      // A receipt that came too late is nothing a crew could act on.
      for (const { action } of refused)
        if (action.type === 'recall-delivered') outbox.dismiss(action.id).catch(onError);
    }),
    network.state.subscribe(({ online }) => {
      if (!online) return;
      live.reconnect();
      outbox.flush().catch(onError);
      if (session.state.get().phase === 'unknown') session.ask().catch(onError);
    }),
  ];
  const timer = setInterval(() => permits.note(), TICK_MS);
  session
    .ask()
    .then(() => {
      // Nobody signed in on this page yet: the cookie outlived the storage.
      if (fresh && session.state.get().phase === 'in') cleared.set(true);
    })
    .catch(onError);
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

/** Other pages of this tablet share its day: what one keeps, the others read again, after what they still have to save. */
function followPages({ kept, saving, day, drafts, recalls, answers, cashier }: Tablet): () => void {
  return kept.onOtherPage((key) => {
    const draft = /^draft\/(\d+)$/.exec(key)?.[1];
    if (key === 'today') saving.save(() => day.restore());
    else if (key.startsWith('recalls')) saving.save(() => recalls.restore());
    else if (key === 'cashier-read') saving.save(() => cashier.restore());
    else if (key === 'answers') saving.save(() => answers.restore());
    else if (draft !== undefined) saving.save(() => drafts.reread(Number(draft)));
  });
}

/** Starts what runs while a crew is signed in: its list, its live feed, its outbox, its place. */
export function runShift(tablet: Tablet, me: Me & { readonly crewId: number }): () => void {
  const { day, live, network, outbox, permits, onError } = tablet;
  const refresh = (): void => {
    if (!network.state.get().online) return;
    day.fetch().catch(onError);
    permits.fetchKey().catch((error: unknown) => {
      // Without a key no permit is proven, and the slide stays locked: it is asked for again with the next list.
      if (!(error instanceof NoAnswer || error instanceof Problem)) onError(error);
    });
  };
  const arrived = (job: CrewJob): void => day.hear(job);
  const stops = [
    live.on('job', arrived),
    live.on('recall', (job, delivered) => {
      day.hear(job);
      delivered();
    }),
    live.on('job-gone', (orderId) => day.gone(orderId)),
    live.onConnected(refresh),
    network.state.subscribe(({ online }) => {
      if (online) refresh();
    }),
    day.state.subscribe(({ today }) => {
      if (today) tidy(tablet, today.jobs);
    }),
    tablet.place.watch(),
    tellPlace(tablet),
    tellDelivered(tablet, me.crewId),
  ];
  const timer = setInterval(refresh, LIST_EVERY_MS);
  live.reconnect();
  outbox.resume(me.crewId);
  // Whether there is a network may not be known yet.
  if (!network.state.get().online) day.fetch().catch(onError);
  refresh();
  return () => {
    clearInterval(timer);
    outbox.pause();
    for (const stop of stops) stop();
  };
}

/** Drafts of orders that left the list are dropped, unless the crew still has to answer a recall of them. */
function tidy({ drafts, recalls, queue }: Tablet, jobs: readonly CrewJob[]): void {
  const wanted = new Set(jobs.map((job) => job.orderId));
  for (const one of recalls.standing.get()) wanted.add(one.job.orderId);
  for (const record of queue.get().waiting) wanted.add(record.action.orderId);
  const open = /^#\/job\/(\d+)/.exec(location.hash)?.[1];
  if (open !== undefined) wanted.add(Number(open));
  drafts.keepOnly(wanted);
}

/** A recall that came with the list, not over the live feed, is receipted through the outbox; once a recall. */
function tellDelivered({ recalls, outbox, onError }: Tablet, crewId: number): () => void {
  const told = new Set<string>();
  const tell = (): void => {
    for (const { job, recall } of recalls.standing.get()) {
      const key = `${job.orderId}/${recall.at}`;
      if (recall.deliveredAt !== null || told.has(key)) continue;
      told.add(key);
      const { orderId, version } = job;
      outbox.add({ type: 'recall-delivered', orderId, baseVersion: version }, crewId).catch(onError);
    }
  };
  tell();
  return recalls.standing.subscribe(tell);
}

function tellPlace({ place, api, network, clock, queue, onError }: Tablet): () => void {
  return reportPlace({
    place: place.state,
    now: () => clock.now(),
    isOnline: () => network.state.get().online,
    async post(fix) {
      const body = { ...fix, battery: null, outbox: queue.get().waiting.length };
      try {
        await api.post('/api/crew/position', body, nothing, { timeoutMs: 8_000 });
        return true;
      } catch (error) {
        if (error instanceof NoAnswer || error instanceof Problem) return false;
        throw error;
      }
    },
    onError,
  });
}
