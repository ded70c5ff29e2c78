import L from 'leaflet';
import type { LatLon } from './polygon.ts';

/** A crew's way from stop to stop, straight lines: the city's streets are no routing graph. */
export interface Route {
  readonly id: number;
  readonly points: readonly LatLon[];
  /** Number of the crew's dash; crews differ by it, not by colour. */
  readonly dash: number;
  readonly selected?: boolean;
}

export interface RouteLayer {
  show(routes: readonly Route[]): void;
  remove(): void;
}

/** Dash patterns, one a crew; the first is a full line. */
export const DASHES: readonly string[] = ['', '3 4', '9 6', '14 5 2 5', '18 6', '6 10', '12 4 3 4 3 4', '20 4 6 4'];

/** The pattern of a crew; after the last they begin again. */
export function dashOf(index: number): string {
  return DASHES[((index % DASHES.length) + DASHES.length) % DASHES.length] ?? '';
}

/** Routes in the ink of the theme, under the markers. */
export function routeLayer(map: L.Map): RouteLayer {
  const lines = new Map<number, L.Polyline>();
  return {
    show(routes) {
      const wanted = new Set(routes.map((route) => route.id));
      for (const [id, line] of [...lines]) {
        if (wanted.has(id)) continue;
        line.remove();
        lines.delete(id);
      }
      for (const route of routes) {
        const points = route.points.map((point): L.LatLngTuple => [point.lat, point.lon]);
        let line = lines.get(route.id);
        if (!line) {
          line = L.polyline(points, { className: 'cs-route', interactive: false }).addTo(map);
          lines.set(route.id, line);
        }
        line.setLatLngs(points).setStyle({ dashArray: dashOf(route.dash), weight: route.selected ? 4 : 2.5 });
      }
    },
    remove() {
      for (const line of lines.values()) line.remove();
      lines.clear();
    },
  };
}
