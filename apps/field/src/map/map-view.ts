import { observable } from '@curbstop/ui';
import type { Source } from '@curbstop/ui';

/** Where the crew moved the map to by hand; null while the map follows the list by itself. */
export type MapView = { readonly lat: number; readonly lon: number; readonly zoom: number } | null;

/** Kept beside the map, which is made anew each time the list is shown: a view that the crew chose stays. */
export function createMapView(): Source<MapView> {
  return observable<MapView>(null);
}

interface Place {
  readonly orderId: number;
  readonly lat: number;
  readonly lon: number;
}

/** The stops that the map shows by itself: those still to go, else all of the day. The truck is wherever it is. */
export function placesToFit(open: readonly Place[], all: readonly Place[]): readonly Place[] {
  return open.length > 0 ? open : all;
}

/** Changes when the map has other stops to show, and only then: a fix or a new state of an order moves no map. */
export function fitKey(places: readonly Place[]): string {
  return [...places]
    .sort((a, b) => a.orderId - b.orderId)
    .map(({ orderId, lat, lon }) => `${orderId}@${lat},${lon}`)
    .join(' ');
}
