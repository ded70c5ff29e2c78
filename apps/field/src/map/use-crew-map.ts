import { NoAnswer, Problem, Unreadable, useObservable } from '@curbstop/ui';
import { baseMap, createMap, L, orderLayer, placeLayer, routeLayer } from '@curbstop/ui/map';
import type { OrderLayer, PlaceLayer, RouteLayer } from '@curbstop/ui/map';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Look } from '../shell/look.ts';
import { go } from '../shell/route.ts';
import { useTablet } from '../tablet/use-tablet.ts';
import { fitKey } from './map-view.ts';

/** The packed streets and buildings, on our own server; the service worker keeps them. */
const BASE_URL = '/api/map/base';

export interface Layers {
  readonly map: L.Map;
  readonly orders: OrderLayer;
  readonly route: RouteLayer;
  readonly own: PlaceLayer;
}

interface Start {
  readonly lat: number;
  readonly lon: number;
}

/** A map in the element with its layers, and the city's streets under it. */
export function useLayers(
  element: RefObject<HTMLDivElement | null>,
  start: Start | null,
  look: Look,
): { readonly layers: Layers | null; readonly city: L.LatLngBounds | null; readonly noStreets: boolean } {
  const { clock, mapView, onError } = useTablet();
  const [layers, setLayers] = useState<Layers | null>(null);
  const [city, setCity] = useState<L.LatLngBounds | null>(null);
  const [noStreets, setNoStreets] = useState(false);
  useEffect(() => {
    if (!element.current) return undefined;
    const first = mapView.get() ?? { ...(start ?? { lat: 0, lon: 0 }), zoom: 16 };
    const map = createMap(element.current, { center: first, zoom: first.zoom, touch: true, label: 'Map of my stops' });
    const route = routeLayer(map);
    const own = placeLayer(map, () => clock.time.get().units.distance);
    const orders = orderLayer(map, { touch: true, size: 42, onSelect: (orderId) => go({ page: 'job', orderId }) });
    setLayers({ map, orders, route, own });
    baseMap(map, { url: BASE_URL, theme: look.theme }).then(setCity, (error: unknown) => {
      if (error instanceof NoAnswer || error instanceof Problem || error instanceof Unreadable) setNoStreets(true);
      else onError(error);
    });
    return () => map.remove();
    // Made once; where it starts is only its first view.
  }, [look, clock, mapView, onError]);
  return { layers, city, noStreets };
}

/**
 * Keeps the given stops in view until the crew moves the map by hand; from then on the view is theirs, until they ask
 * for all stops again. Gives back how to ask.
 */
export function useFit(
  map: L.Map | undefined,
  places: readonly (Start & { readonly orderId: number })[],
  city: L.LatLngBounds | null,
): () => void {
  const { mapView } = useTablet();
  const view = useObservable(mapView);
  const wanted = useRef<() => void>(() => undefined);
  /** What moves now is the map itself, not the crew. */
  const byItself = useRef(false);
  wanted.current = () => {
    const bounds = places.length > 0 ? L.latLngBounds(places.map(({ lat, lon }) => [lat, lon])).pad(0.15) : city;
    if (!map || !bounds) return;
    byItself.current = true;
    map.fitBounds(bounds, { maxZoom: 17, animate: false });
    byItself.current = false;
  };
  useEffect(() => {
    if (!map) return undefined;
    let moving = false;
    const begun = (): void => {
      if (!byItself.current) moving = true;
    };
    const ended = (): void => {
      if (!moving) return;
      moving = false;
      const { lat, lng } = map.getCenter();
      mapView.set({ lat, lon: lng, zoom: map.getZoom() });
    };
    const resized = (): void => {
      if (mapView.get() === null) wanted.current();
    };
    map.on('movestart zoomstart', begun).on('moveend', ended).on('resize', resized);
    return () => {
      map.off('movestart zoomstart', begun).off('moveend', ended).off('resize', resized);
    };
  }, [map, mapView]);
  const key = fitKey(places);
  useEffect(() => {
    if (view === null) wanted.current();
  }, [map, view, key, city]);
  return () => {
    // Asked for while it follows the list already, it is fitted all the same.
    if (mapView.get() === null) wanted.current();
    else mapView.set(null);
  };
}
