import { NoAnswer, Problem, Unreadable, useObservable } from '@curbstop/ui';
import { baseMap, createMap, L, orderLayer, placeLayer, routeLayer, tileSettings } from '@curbstop/ui/map';
import type { BaseMap, OrderLayer, PlaceLayer, RouteLayer } from '@curbstop/ui/map';
import { isWithCrew } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Stop } from '../day/stops.ts';
import type { Look } from '../shell/look.ts';
import { go } from '../shell/route.ts';
import { useTablet } from '../tablet/use-tablet.ts';

/** The packed streets and buildings, on our own server; the service worker keeps them. */
const BASE_URL = '/api/map/base';
/** The route's dash. */
const DASH = 2;

interface Layers {
  readonly map: L.Map;
  readonly orders: OrderLayer;
  readonly route: RouteLayer;
  readonly own: PlaceLayer;
}

/** The crew's stops, its way and its own place. Whatever it shows stands in the list as well. */
export function CrewMap({ stops, next, look }: { stops: readonly Stop[]; next: Stop | null; look: Look }): VNode {
  const { place, onError } = useTablet();
  const { fix, problem } = useObservable(place.state);
  const element = useRef<HTMLDivElement>(null);
  const [layers, setLayers] = useState<Layers | null>(null);
  const [noStreets, setNoStreets] = useState(false);
  const framed = useRef(false);

  useEffect(() => {
    if (!element.current) return undefined;
    const first = next?.job ?? stops[0]?.job ?? fix ?? { lat: 0, lon: 0 };
    const map = createMap(element.current, {
      center: { lat: first.lat, lon: first.lon },
      zoom: 16,
      touch: true,
      label: 'Map of my stops',
    });
    const route = routeLayer(map);
    const own = placeLayer(map);
    const orders = orderLayer(map, { touch: true, size: 42, onSelect: (orderId) => go({ page: 'job', orderId }) });
    setLayers({ map, orders, route, own });
    let gone = false;
    const drawBase = async (): Promise<BaseMap | null> => {
      const tiles = await tileSettings();
      return gone ? null : baseMap(map, { url: BASE_URL, theme: look.theme, ...tiles });
    };
    drawBase().then(
      (base) => {
        if (!base) return;
        if (gone) base.remove();
        else if (!framed.current && base.bounds) map.fitBounds(base.bounds);
      },
      (error: unknown) => {
        if (!(error instanceof NoAnswer || error instanceof Problem || error instanceof Unreadable)) onError(error);
        else if (!gone) setNoStreets(true);
      },
    );
    return () => {
      gone = true;
      map.remove();
    };
    // Made once; where it starts is only its first view.
  }, [look, onError]);

  useEffect(() => {
    if (!layers) return;
    const known = stops.filter(
      ({ job }) => isWithCrew(job.state) || job.recall || job.state === 'completed' || job.state === 'cannot-complete',
    );
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
    const open = known.filter(({ job }) => isWithCrew(job.state) && !job.recall && job.orderId !== next?.job.orderId);
    const way = [...(fix ? [fix] : []), ...(next ? [next.job] : []), ...open.map(({ job }) => job)];
    layers.route.show(way.length > 1 ? [{ id: 1, points: way, dash: DASH, selected: true }] : []);
    layers.own.show(fix);
    if (framed.current || known.length === 0) return;
    framed.current = true;
    const near = [next?.job ?? known[0]?.job, ...open.slice(0, 4).map(({ job }) => job), fix].flatMap((at) =>
      at ? [L.latLng(at.lat, at.lon)] : [],
    );
    layers.map.fitBounds(L.latLngBounds(near).pad(0.15), { maxZoom: 17, animate: false });
  }, [layers, stops, next, fix]);

  return (
    <div class="f-map">
      <div ref={element} class="f-map-canvas" />
      <button
        type="button"
        class="f-map-here"
        aria-label="Show where I am"
        disabled={!fix}
        onClick={() => fix && layers?.map.setView([fix.lat, fix.lon], Math.max(16, layers.map.getZoom()))}
      >
        <svg
          width="28"
          height="28"
          viewBox="0 0 20 20"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          aria-hidden="true"
        >
          <path d="M10 17.500s5.500-5 5.500-9a5.500 5.500 0 00-11 0c0 4 5.500 9 5.500 9z" />
          <circle cx="10" cy="8.500" r="1.800" />
        </svg>
      </button>
      <p class="f-map-note">
        {fix
          ? `Position good to ${Math.round(fix.accuracy)} m`
          : problem === 'denied'
            ? 'Position not allowed in this browser'
            : 'No position yet'}
        {noStreets && ' · streets not on this tablet yet'}
      </p>
    </div>
  );
}
