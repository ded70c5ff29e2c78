import { useObservable } from '@curbstop/ui';
import { isWithCrew } from '@curbstop/work-orders';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Stop } from '../day/stops.ts';
import { placeWords } from '../place/place-words.ts';
import { isStale } from '../place/place.ts';
import type { Look } from '../shell/look.ts';
import { useCityNow, useTablet } from '../tablet/use-tablet.ts';
import { placesToFit } from './map-view.ts';
import { useFit, useLayers } from './use-crew-map.ts';

/** The route's dash. */
const DASH = 2;

/** The crew's stops, its way and its own place. Whatever it shows stands in the list as well. */
export function CrewMap({ stops, next, look }: { stops: readonly Stop[]; next: Stop | null; look: Look }): VNode {
  const { clock, place, mapView } = useTablet();
  const { units } = useObservable(clock.time);
  const here = useObservable(place.state);
  const now = useCityNow();
  const { fix } = here;
  const stale = fix !== null && isStale(fix, now);
  const element = useRef<HTMLDivElement>(null);
  const { layers, city, noStreets } = useLayers(element, next?.job ?? stops[0]?.job ?? fix, look);
  const known = stops.filter(
    ({ job }) => isWithCrew(job.state) || job.recall || job.state === 'completed' || job.state === 'cannot-complete',
  );
  const open = known.filter(({ job }) => isWithCrew(job.state) && !job.recall);
  const jobsOf = (some: readonly Stop[]): readonly Stop['job'][] => some.map(({ job }) => job);
  const fit = useFit(layers?.map, placesToFit(jobsOf(open), jobsOf(known)), city);

  useEffect(() => {
    if (!layers) return;
    layers.orders.show(
      known.map(({ job }) => ({
        id: job.orderId,
        lat: job.lat,
        lon: job.lon,
        kind: job.kind,
        state: job.state,
        number: job.sequence,
        urgent: job.urgent,
        recalled: job.recall !== null,
        next: job.orderId === next?.job.orderId,
        label: job.address,
      })),
    );
    const later = open.filter(({ job }) => job.orderId !== next?.job.orderId);
    const way = [...(fix && !stale ? [fix] : []), ...(next ? [next.job] : []), ...jobsOf(later)];
    layers.route.show(way.length > 1 ? [{ id: 1, points: way, dash: DASH, selected: true }] : []);
    layers.own.show(fix && { ...fix, stale });
  }, [layers, stops, next, fix, stale]);

  const showHere = (): void => {
    if (!fix || !layers) return;
    const zoom = Math.max(16, layers.map.getZoom());
    layers.map.setView([fix.lat, fix.lon], zoom);
    mapView.set({ lat: fix.lat, lon: fix.lon, zoom });
  };
  return (
    <div class="f-map">
      <div ref={element} class="f-map-canvas" />
      <div class="f-map-buttons">
        <MapButton label="Show all stops" disabled={known.length === 0} onClick={fit}>
          <path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" />
          <circle cx="7.500" cy="8" r="1.500" />
          <circle cx="12.500" cy="12" r="1.500" />
        </MapButton>
        <MapButton label="Show where I am" disabled={!fix} onClick={showHere}>
          <path d="M10 17.500s5.500-5 5.500-9a5.500 5.500 0 00-11 0c0 4 5.500 9 5.500 9z" />
          <circle cx="10" cy="8.500" r="1.800" />
        </MapButton>
      </div>
      <p class="f-map-note">
        {placeWords(here, now, units.distance)}
        {noStreets && ' · streets not on this tablet yet'}
      </p>
    </div>
  );
}

function MapButton({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: ComponentChildren;
}): VNode {
  return (
    <button type="button" class="f-map-button" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <svg
        width="28"
        height="28"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        aria-hidden="true"
      >
        {children}
      </svg>
    </button>
  );
}
