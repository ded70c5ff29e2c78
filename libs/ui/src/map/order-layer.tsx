import type { OrderKind, OrderState } from '@curbstop/contracts';
import L from 'leaflet';
import { render } from 'preact';
import type { ComponentChildren } from 'preact';
import { fillOf, kindWord, shapeOf, stateWord } from '../marks/order-look.ts';
import { OrderMark } from '../marks/order-mark.tsx';
import { isArrow, nearestTowards } from './nearest.ts';
import { noteSide } from './note-side.ts';

/** One order on the map. */
export interface OrderSpot {
  readonly id: number;
  readonly lat: number;
  readonly lon: number;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly number?: number | null;
  readonly urgent?: boolean;
  readonly recalled?: boolean;
  /** A remote valve has it in hand. */
  readonly atValve?: boolean;
  readonly selected?: boolean;
  /** The next stop: drawn larger. */
  readonly next?: boolean;
  /** Address; kind and state are added to it. */
  readonly label: string;
  /** A note that stands beside the marker without being asked. */
  readonly callout?: ComponentChildren;
}

export interface OrderLayerSettings {
  /** `add`: Ctrl, Cmd or Shift was held, or Space pressed. */
  readonly onSelect: (id: number, add: boolean) => void;
  readonly onMenu?: (id: number, at: { x: number; y: number }) => void;
  /** Side of a marker in px; its hit area is at least 24, on touch 44. */
  readonly size?: number;
  readonly touch?: boolean;
}

export interface OrderLayer {
  /** Makes the map show these and no others; markers that stay keep their focus. */
  show(spots: readonly OrderSpot[]): void;
  /** Moves the keyboard's focus to a marker, and the map to it. */
  focus(id: number): void;
  remove(): void;
}

interface Kept {
  spot: OrderSpot;
  readonly marker: L.Marker;
  readonly box: HTMLElement;
  readonly note: HTMLElement;
}

/** What a screen reader says of a marker. */
export function spotWords(spot: OrderSpot): string {
  const place = spot.number == null ? '' : `, stop ${spot.number}`;
  return `${spot.label}, ${kindWord(spot.kind)}, ${stateWord(spot.state, spot.recalled ?? false, spot.atValve ?? false)}${place}`;
}

/** Orders as markers. Tab reaches one of them, the arrow keys go from there, Enter selects, Space adds. */
export function orderLayer(map: L.Map, settings: OrderLayerSettings): OrderLayer {
  const kept = new Map<number, Kept>();
  const size = settings.size ?? (settings.touch ? 46 : 30);
  const hit = Math.max(size, settings.touch ? 44 : 30);
  const group = L.layerGroup().addTo(map);
  let roving: number | null = null;

  const setRoving = (id: number | null): void => {
    roving = id;
    for (const [key, { marker }] of kept) marker.getElement()?.setAttribute('tabindex', key === id ? '0' : '-1');
  };
  const focus = (id: number): void => {
    const found = kept.get(id);
    if (!found) return;
    setRoving(id);
    if (!map.getBounds().pad(-0.05).contains(found.marker.getLatLng())) map.panTo(found.marker.getLatLng());
    found.marker.getElement()?.focus({ preventScroll: true });
  };
  const onKey = (id: number, event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') settings.onSelect(id, event.key === ' ');
    else if (isArrow(event.key)) {
      const spots = [...kept.values()].map(({ spot, marker }) => ({ id: spot.id, ...pixels(marker) }));
      const from = spots.find((spot) => spot.id === id);
      const next = from && nearestTowards(from, event.key, spots);
      if (next != null) focus(next);
    } else return;
    // Else the map would pan as well.
    event.preventDefault();
    event.stopPropagation();
  };
  const pixels = (marker: L.Marker): { x: number; y: number } => {
    const { x, y } = map.latLngToLayerPoint(marker.getLatLng());
    return { x, y };
  };

  function make(spot: OrderSpot): Kept {
    const box = document.createElement('div');
    const note = document.createElement('div');
    const icon = L.divIcon({ html: box, className: 'cs-map-order', iconSize: [hit, hit] });
    const marker = L.marker([spot.lat, spot.lon], { icon, keyboard: false, riseOnHover: true });
    marker.on('click', ({ originalEvent: e }) => settings.onSelect(spot.id, e.ctrlKey || e.metaKey || e.shiftKey));
    marker.on('contextmenu', ({ originalEvent: e }) => {
      e.preventDefault();
      settings.onMenu?.(spot.id, { x: e.clientX, y: e.clientY });
    });
    marker.addTo(group);
    const element = marker.getElement();
    element?.setAttribute('role', 'button');
    element?.setAttribute('tabindex', '-1');
    element?.addEventListener('keydown', (event) => onKey(spot.id, event));
    element?.addEventListener('focus', () => setRoving(spot.id));
    return { spot, marker, box, note };
  }

  function draw(entry: Kept, spot: OrderSpot, before: OrderSpot | null): void {
    const { marker, box, note } = entry;
    entry.spot = spot;
    const at = marker.getLatLng();
    if (at.lat !== spot.lat || at.lng !== spot.lon) marker.setLatLng([spot.lat, spot.lon]);
    const recalled = spot.recalled ?? false;
    const fill = fillOf(spot.state, recalled, spot.atValve ?? false);
    const shape = shapeOf(spot.kind, spot.urgent ?? false);
    render(
      <OrderMark shape={shape} fill={fill} number={spot.number ?? null} size={spot.next ? size * 1.35 : size} />,
      box,
    );
    marker.setZIndexOffset(recalled ? 3_000 : spot.selected ? 2_000 : spot.next ? 1_000 : 0);
    const element = marker.getElement();
    element?.setAttribute('aria-label', spotWords(spot));
    element?.setAttribute('aria-pressed', String(spot.selected ?? false));
    element?.classList.toggle('cs-picked', spot.selected ?? false);
    element?.classList.toggle('cs-recalled', recalled);
    // One flash when the stop arrives; none for what was so when the page opened.
    if (recalled && before && !before.recalled) element?.classList.add('cs-flash');
    render(spot.callout ?? null, note);
    if (spot.callout == null) marker.unbindTooltip();
    else if (!marker.getTooltip())
      marker.bindTooltip(note, {
        permanent: true,
        opacity: 1,
        direction: 'left',
        offset: [-hit / 2, 0],
        className: 'cs-callout',
      });
    place(entry);
  }

  /** Turns a note to the side of its marker where it lies within the map; one whose marker is out of sight is left alone. */
  function place({ marker, note }: Kept): void {
    const tooltip = marker.getTooltip();
    if (!tooltip) return;
    const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
    const size = map.getSize();
    const box = tooltip.getElement() ?? note;
    const { direction, offset } = noteSide(
      { x, y },
      { width: box.offsetWidth, height: box.offsetHeight },
      size,
      hit / 2,
    );
    tooltip.options.direction = direction;
    tooltip.options.offset = L.point(offset.x, offset.y);
    tooltip.update();
  }
  const placeAll = (): void => {
    for (const entry of kept.values()) place(entry);
  };
  map.on('moveend zoomend resize', placeAll);

  const drop = (id: number, entry: Kept): void => {
    render(null, entry.box);
    render(null, entry.note);
    group.removeLayer(entry.marker);
    kept.delete(id);
  };

  return {
    show(spots) {
      const wanted = new Set(spots.map((spot) => spot.id));
      for (const [id, entry] of [...kept]) if (!wanted.has(id)) drop(id, entry);
      for (const spot of spots) {
        const had = kept.get(spot.id);
        const entry = had ?? make(spot);
        if (!had) kept.set(spot.id, entry);
        draw(entry, spot, had ? had.spot : null);
      }
      if (roving === null || !wanted.has(roving)) setRoving(spots[0]?.id ?? null);
      else setRoving(roving);
    },
    focus,
    remove() {
      map.off('moveend zoomend resize', placeAll);
      for (const [id, entry] of [...kept]) drop(id, entry);
      group.remove();
    },
  };
}
