import L from 'leaflet';
import { render } from 'preact';
import type { VNode } from 'preact';
import { ago, duration } from '../format.ts';
import { AWAY, sideOf } from './beside.ts';
import type { Side } from './beside.ts';
import { fixLook } from './fix-age.ts';
import type { FixLook } from './fix-age.ts';
import type { LatLon } from './polygon.ts';

/** A crew's truck. Give only crews on shift: off shift their place is nobody's business. */
export interface CrewSpot {
  readonly id: number;
  readonly initials: string;
  readonly lat: number;
  readonly lon: number;
  /** Degrees from north, clockwise; null when standing or unknown. */
  readonly heading: number | null;
  /** Moment of the fix, epoch ms. */
  readonly at: number;
  /** `Crew 3, J. Lindqvist, Truck 22` */
  readonly label: string;
}

export interface CrewLayer {
  /** Shows these and no others, with their age at `now`; call it each second or so. Labels keep off the `marks`. */
  show(spots: readonly CrewSpot[], now: number, marks?: readonly LatLon[]): void;
  remove(): void;
}

const WIDTH = 38;
const HEIGHT = 30;

/** Where the heading's arrow stands around the box, px from its middle. */
function arrowAt(heading: number): { x: number; y: number } {
  const turn = (heading * Math.PI) / 180;
  const [dx, dy] = [Math.sin(turn), -Math.cos(turn)];
  const reach = Math.min(
    (WIDTH / 2 + 6) / Math.max(1e-6, Math.abs(dx)),
    (HEIGHT / 2 + 6) / Math.max(1e-6, Math.abs(dy)),
  );
  return { x: dx * reach, y: dy * reach };
}

function Truck({ spot, look, now, side }: { spot: CrewSpot; look: FixLook; now: number; side: Side }): VNode {
  const arrow = spot.heading === null ? null : arrowAt(spot.heading);
  return (
    <div
      class={`cs-truck cs-fix-${look} cs-truck-${side}`}
      style={{ transform: `translate(${AWAY[side].x}px, ${AWAY[side].y}px)` }}
    >
      {arrow !== null && (
        <svg
          class="cs-truck-arrow"
          width="14"
          height="14"
          viewBox="-7 -7 14 14"
          aria-hidden="true"
          style={{ transform: `translate(${arrow.x}px, ${arrow.y}px) rotate(${spot.heading ?? 0}deg)` }}
        >
          <path d="M0-6L5.500 4.500h-11z" />
        </svg>
      )}
      <strong>{spot.initials}</strong>
      <span>{duration(now - spot.at)}</span>
    </div>
  );
}

/** Trucks with initials, heading and the age of the fix. They say where, and take no clicks from the orders. */
export function crewLayer(map: L.Map): CrewLayer {
  const kept = new Map<number, { marker: L.Marker; box: HTMLElement }>();
  const group = L.layerGroup().addTo(map);
  let last: { spots: readonly CrewSpot[]; now: number; marks: readonly LatLon[] } = { spots: [], now: 0, marks: [] };
  const pixels = ({ lat, lon }: LatLon): { x: number; y: number } => map.latLngToLayerPoint([lat, lon]);
  const drop = (id: number): void => {
    const entry = kept.get(id);
    if (!entry) return;
    render(null, entry.box);
    group.removeLayer(entry.marker);
    kept.delete(id);
  };
  const show = (spots: readonly CrewSpot[], now: number, marks: readonly LatLon[] = []): void => {
    last = { spots, now, marks };
    const points = marks.map(pixels);
    const shown = spots.flatMap((spot) => {
      const look = fixLook(spot.at, now);
      return look === null ? [] : [{ spot, look }];
    });
    const wanted = new Set(shown.map(({ spot }) => spot.id));
    for (const id of [...kept.keys()]) if (!wanted.has(id)) drop(id);
    for (const { spot, look } of shown) {
      let entry = kept.get(spot.id);
      if (!entry) {
        const box = document.createElement('div');
        const icon = L.divIcon({ html: box, className: 'cs-map-crew', iconSize: [WIDTH, HEIGHT] });
        entry = {
          box,
          marker: L.marker([spot.lat, spot.lon], { icon, keyboard: false, interactive: false, zIndexOffset: 4_000 }),
        };
        entry.marker.addTo(group);
        entry.marker.getElement()?.setAttribute('role', 'img');
        kept.set(spot.id, entry);
      }
      entry.marker.setLatLng([spot.lat, spot.lon]);
      entry.marker.getElement()?.setAttribute('aria-label', `${spot.label}, position ${ago(spot.at, now)}`);
      render(<Truck spot={spot} look={look} now={now} side={sideOf(pixels(spot), points)} />, entry.box);
    }
  };
  // Other marks come near when the map is zoomed.
  const again = (): void => show(last.spots, last.now, last.marks);
  map.on('zoomend', again);
  return {
    show,
    remove() {
      map.off('zoomend', again);
      for (const id of [...kept.keys()]) drop(id);
      group.remove();
    },
  };
}
