import L from 'leaflet';
import { CityMap } from './city-map.ts';

export interface MapSettings {
  readonly center: { readonly lat: number; readonly lon: number };
  readonly zoom: number;
  /** Bigger buttons at the left for gloves. */
  readonly touch?: boolean;
  /** Spoken name. */
  readonly label: string;
}

/** A map with our buttons, scale and attribution, and without movement where the person asked for none. */
export function createMap(element: HTMLElement, settings: MapSettings): L.Map {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = new CityMap(element, {
    center: [settings.center.lat, settings.center.lon],
    zoom: settings.zoom,
    minZoom: 11,
    maxZoom: 19,
    zoomControl: false,
    attributionControl: false,
    // Shift-drag is the lasso.
    boxZoom: false,
    zoomAnimation: !still,
    fadeAnimation: false,
    markerZoomAnimation: !still,
    inertia: !still,
  });
  element.classList.add('cs-map');
  element.classList.toggle('cs-map-touch', settings.touch ?? false);
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', settings.label);
  L.control
    .zoom({
      position: settings.touch ? 'topleft' : 'topright',
      zoomInText: '+',
      zoomOutText: '\u2212',
      zoomInTitle: 'Closer',
      zoomOutTitle: 'Farther',
    })
    .addTo(map);
  L.control.scale({ position: 'bottomleft', metric: false, maxWidth: 90 }).addTo(map);
  L.control.attribution({ position: 'bottomright', prefix: false }).addTo(map);
  // A map laid out while hidden has no size; it learns it here.
  const watch = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  watch.observe(element);
  map.on('unload', () => watch.disconnect());
  return map;
}
