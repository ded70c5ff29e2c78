import { distanceWords } from '@curbstop/contracts';
import type { DistanceUnit } from '@curbstop/contracts';
import L from 'leaflet';
import { render } from 'preact';

/** Where this device is. */
export interface OwnPlace {
  readonly lat: number;
  readonly lon: number;
  /** Radius in metres that the device claims. */
  readonly accuracy: number;
  readonly heading: number | null;
  /** The fix is too old to say where the device is now: drawn hollow, without a heading. */
  readonly stale?: boolean;
}

export interface PlaceLayer {
  show(place: OwnPlace | null): void;
  remove(): void;
}

/** The device's own place: an arrow, and a ring as wide as its accuracy. */
export function placeLayer(map: L.Map, unit: () => DistanceUnit): PlaceLayer {
  const ring = L.circle([0, 0], { radius: 1, className: 'cs-place-ring', interactive: false });
  const box = document.createElement('div');
  const icon = L.divIcon({ html: box, className: 'cs-map-place', iconSize: [44, 44] });
  const marker = L.marker([0, 0], { icon, keyboard: false, interactive: false });
  return {
    show(place) {
      if (!place) {
        ring.remove();
        marker.remove();
        return;
      }
      ring.setLatLng([place.lat, place.lon]).setRadius(place.accuracy).addTo(map);
      marker.setLatLng([place.lat, place.lon]).addTo(map);
      marker.getElement()?.setAttribute('role', 'img');
      const stale = place.stale ?? false;
      const words = stale
        ? 'You were here a while ago'
        : `You are here, good to ${distanceWords(place.accuracy, unit())}`;
      marker.getElement()?.setAttribute('aria-label', words);
      marker.getElement()?.classList.toggle('cs-place-stale', stale);
      render(
        <svg width="44" height="44" viewBox="-22 -22 44 44" aria-hidden="true">
          <circle r="16" class="cs-place-disc" />
          {place.heading === null || stale ? (
            <circle r="6" class="cs-place-arrow" />
          ) : (
            <path d="M0-11L8 9 0 5-8 9z" class="cs-place-arrow" transform={`rotate(${place.heading})`} />
          )}
        </svg>,
        box,
      );
    },
    remove() {
      ring.remove();
      marker.remove();
      render(null, box);
    },
  };
}
