import { Button, civilDay, Empty, Failed, Loading, Offline, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { lacksFarReason } from '../job/far.ts';
import { useDeed } from '../job/use-deed.ts';
import { CrewMap } from '../map/crew-map.tsx';
import type { Look } from '../shell/look.ts';
import { freshPosition } from '../place/place.ts';
import { go } from '../shell/route.ts';
import { useFormats, useStops, useTablet } from '../tablet/use-tablet.ts';
import { NextStop } from './next-stop.tsx';
import { StopRow } from './stop-row.tsx';
import { overWords } from './stops.ts';
import type { Stop } from './stops.ts';

type View = 'list' | 'map' | 'both';
const VIEWS: readonly { readonly view: View; readonly name: string }[] = [
  { view: 'list', name: 'List' },
  { view: 'map', name: 'Map' },
  { view: 'both', name: 'Both' },
];
const KEY = 'curbstop.field.view';
const isView = (text: string | null): text is View => VIEWS.some(({ view }) => view === text);

/** The crew's day: the next stop whole, the others as rows, all of them on a map. */
export function StopsPage({ look, skipped }: { look: Look; skipped: ReadonlySet<number> }): VNode {
  const [view, setView] = useState<View>(() => {
    const kept = localStorage.getItem(KEY);
    return isView(kept) ? kept : 'both';
  });
  const stops = useStops(skipped);
  const toGo = stops.later.length + (stops.next ? 1 : 0);
  const over = overWords(stops.over);
  const choose = (next: View): void => {
    localStorage.setItem(KEY, next);
    setView(next);
  };
  return (
    <div class={`f-stops f-view-${view}`}>
      <div class="f-list">
        <div class="f-list-head">
          <h1>
            {toGo === 1 ? '1 stop to go' : `${toGo} stops to go`}
            {over !== '' && <small>{over}</small>}
          </h1>
          <div class="cs-segments f-segments" role="group" aria-label="What is shown">
            {VIEWS.map(({ view: one, name }) => (
              <Button key={one} pressed={view === one} onClick={() => choose(one)}>
                {name}
              </Button>
            ))}
          </div>
        </div>
        {view !== 'map' && (
          <div class="f-list-body">
            <State />
            {stops.next && <NextStop stop={stops.next} />}
            <Rows name="Later" stops={stops.later} />
            <Rows name="Over" stops={stops.over} />
          </div>
        )}
      </div>
      {view !== 'list' && <CrewMap stops={stops.all} next={stops.next} look={look} />}
      {stops.next && <MainDeed stop={stops.next} />}
    </div>
  );
}

function Rows({ name, stops }: { name: string; stops: readonly Stop[] }): VNode | null {
  if (stops.length === 0) return null;
  return (
    <ul class="f-rows" aria-label={name}>
      {stops.map((stop) => (
        <li key={stop.job.orderId}>
          <StopRow stop={stop} />
        </li>
      ))}
    </ul>
  );
}

/** Empty, loading, failed, offline: whatever stands in the way of a list that is whole and new. */
function State(): VNode | null {
  const { day, network, queue, onError } = useTablet();
  const { today, loading, problem } = useObservable(day.state);
  const { online, since } = useObservable(network.state);
  const { waiting, refused } = useObservable(queue);
  const formats = useFormats();
  if (!online && !today) {
    return (
      <Failed title="No list on this tablet yet" onRetry={() => network.probe().catch(onError)}>
        It was never fetched here, and there is no network.
      </Failed>
    );
  }
  return (
    <>
      {refused.length > 0 && (
        <Failed title={`The server refused ${refused.length === 1 ? 'one action' : `${refused.length} actions`}`}>
          <button type="button" class="cs-link" onClick={() => go({ page: 'outbox' })}>
            See why
          </button>
        </Failed>
      )}
      {problem !== null && (
        <Failed title="The list did not load" onRetry={() => day.fetch().catch(onError)}>
          {problem} What you see is kept.
        </Failed>
      )}
      {!online && today && (
        <Offline since={formats.time(since)} seenFrom={formats.time(today.now)} unsent={waiting.length} />
      )}
      {!today && loading && <Loading what="your stops" />}
      {today && today.jobs.length === 0 && (
        <Empty title="No stops today">
          Dispatch has not assigned any to {today.crewName}. They come here by themselves.
        </Empty>
      )}
      {today && today.day !== formats.civil(today.now) && (
        <Empty title={`This list is for ${civilDay(today.day, 'week')}`}>
          It is fetched again when the network is there.
        </Empty>
      )}
    </>
  );
}

/** The one thing to do now, at the bottom edge. */
function MainDeed({ stop }: { stop: Stop }): VNode {
  const { deeds, busy, trouble, run } = useDeed();
  const { job } = stop;
  const open = (): void => go({ page: 'job', orderId: job.orderId });
  const { place, drafts, clock } = useTablet();
  // Where a reason is asked for, the job's own first step asks it.
  const arrive = (): void => {
    const here = freshPosition(place.state.get(), clock.now());
    if (lacksFarReason(job, here, drafts.of(job.orderId).get().far)) open();
    else run(deeds.arrive(job), open);
  };
  return (
    <div class="f-foot">
      {trouble !== null && (
        <p class="cs-error" role="alert">
          {trouble}
        </p>
      )}
      {job.state === 'assigned' && (
        <div class="f-foot-two">
          <Button busy={busy} onClick={arrive}>
            I am there already
          </Button>
          <Button kind="primary" busy={busy} onClick={() => run(deeds.depart(job))}>
            Set out for {job.address}
          </Button>
        </div>
      )}
      {job.state === 'en-route' && (
        <Button kind="primary" wide busy={busy} onClick={arrive}>
          I have arrived at {job.address}
        </Button>
      )}
      {job.state === 'on-site' && (
        <Button kind="primary" wide onClick={open}>
          Continue at {job.address}
        </Button>
      )}
    </div>
  );
}
