import type { CrewJob } from '@curbstop/contracts';
import { ago, distanceWords, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { metresBetween } from '../day/stops.ts';
import { freshPosition } from '../place/place.ts';
import { useCityNow, useTablet } from '../tablet/use-tablet.ts';

/** Where the tablet is, how exactly, and how far from the job. It never decides which house it is. */
export function PlaceCard({ job }: { job: CrewJob }): VNode {
  const { clock, place } = useTablet();
  const { units } = useObservable(clock.time);
  const state = useObservable(place.state);
  const now = useCityNow(2_000);
  const here = freshPosition(state, now);
  return (
    <div class="f-card">
      <p>You are here</p>
      {here ? (
        <>
          <p class="f-big">
            {distanceWords(here.accuracy, units.distance)} <small>accuracy</small>
          </p>
          <p class="cs-muted">
            {ago(here.at, now)} · {distanceWords(metresBetween(here, job), units.distance)} from the address on the map
          </p>
        </>
      ) : (
        <>
          <p class="f-big">No position</p>
          <p class="cs-muted">
            {state.problem === 'denied'
              ? 'Allow it in the browser’s settings for this page.'
              : 'Step into the open; the tablet keeps trying.'}
          </p>
        </>
      )}
    </div>
  );
}
