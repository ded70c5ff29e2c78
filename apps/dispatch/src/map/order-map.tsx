import { useNow, useObservable } from '@curbstop/ui';
import { crewLayer, inside, lasso, L, orderLayer, routeLayer } from '@curbstop/ui/map';
import type { CrewLayer, Lasso, OrderLayer, RouteLayer } from '@curbstop/ui/map';
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { crewsInOrder } from '../day/day-state.ts';
import type { DayState } from '../day/day-state.ts';
import { isRecalled } from '../day/groups.ts';
import { shown } from '../day/search.ts';
import { togglePin } from '../keys/use-keys.ts';
import { recallReceipt } from '../pool/facts.ts';
import { toggled, withAll } from '../selection/selection.ts';
import { useFormats } from '../top/use-formats.ts';
import { canvasLayer } from './canvas-layer.ts';
import { caughtOf } from './caught.ts';
import type { Caught } from './caught.ts';
import { DOM_LIMIT, firstView, orderSpots, routesOf, truckSpots } from './spots.ts';
import type { Layers } from './spots.ts';
import { useMap } from './use-map.ts';

interface Drawn {
  readonly orders: OrderLayer;
  readonly crews: CrewLayer;
  readonly routes: RouteLayer;
  readonly lasso: Lasso;
  readonly dom: boolean;
}

/** Bounds of the day's open work, or null when there is none. */
function extent(places: readonly { lat: number; lon: number }[]): L.LatLngBounds | null {
  return places.length === 0 ? null : L.latLngBounds(places.map(({ lat, lon }): L.LatLngTuple => [lat, lon]));
}

/** The details stand over the left of the map, px. */
const COVERED = 340;

/** A search moves the map when nothing more was typed for this long. */
const SEARCH_MS = 250;

/** Moves the map only when the place is out of sight or under the details. */
function bringIntoView(map: L.Map, place: L.LatLngTuple): void {
  const { x, y } = map.latLngToContainerPoint(place);
  const size = map.getSize();
  const left = size.x > 2 * COVERED ? COVERED : 0;
  if (x > left + 30 && x < size.x - 30 && y > 60 && y < size.y - 30) return;
  const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.panBy([x - (left + size.x) / 2, y - size.y / 2], { animate });
}

/** The map itself. `fit` counts the wishes to see the whole list. */
export function OrderMap({
  state,
  layers,
  fit,
  onInside,
}: {
  state: DayState;
  layers: Layers;
  fit: number;
  onInside: (caught: Caught | null) => void;
}): VNode {
  const board = useBoard();
  const formats = useFormats();
  const element = useRef<HTMLDivElement>(null);
  const filter = useObservable(board.filter);
  const selection = useObservable(board.selection);
  const armed = useObservable(board.lasso);
  const look = useObservable(board.look);
  const now = useNow(board.clock);
  const orders = useMemo(() => shown(state.orders.values(), filter), [state.orders, filter]);
  const crews = useMemo(() => crewsInOrder(state), [state.crews]);
  const spots = useMemo(() => orderSpots(orders, selection, layers), [orders, selection, layers]);
  const dom = spots.length <= DOM_LIMIT;
  const bounds = extent(fit === 0 ? firstView(spots) : spots);
  const { map, baseFailed } = useMap(
    board,
    element,
    bounds === null ? null : { lat: bounds.getCenter().lat, lon: bounds.getCenter().lng },
  );
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const latest = useRef(orders);
  latest.current = orders;

  useEffect(() => {
    if (map === null) return undefined;
    const onSelect = (id: number, add: boolean): void => {
      if (add) board.selection.set(toggled(board.selection.get(), id));
      else board.selection.set({ ...board.selection.get(), current: id, detailsOpen: true });
      document.querySelector(`[data-order="${id}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    // A right click pins, as P does.
    const settings = { onSelect, onMenu: (id: number): void => togglePin(board, id) };
    const held = (polygon: Parameters<typeof inside>[0]): Caught => caughtOf(inside(polygon, latest.current));
    const made: Drawn = {
      routes: routeLayer(map),
      orders: dom ? orderLayer(map, settings) : canvasLayer(map, settings),
      crews: crewLayer(map),
      lasso: lasso(map, {
        onDrag: (polygon) => {
          onInside(held(polygon));
        },
        onDone: (polygon, add) => {
          onInside(null);
          const before = board.selection.get();
          const { orders: caught, leftOut } = held(polygon);
          const next = withAll(
            add ? before : { ...before, chosen: new Set() },
            caught.map((order) => order.orderId),
          );
          board.leftOut.set(leftOut === null ? null : { chosen: next.chosen, message: leftOut });
          board.selection.set(next);
        },
        onDisarmed: () => {
          onInside(null);
          board.lasso.set(false);
        },
      }),
      dom,
    };
    setDrawn(made);
    return () => {
      setDrawn(null);
      made.lasso.remove();
      made.crews.remove();
      made.orders.remove();
      made.routes.remove();
    };
  }, [map, dom, board]);

  const withNotes = useMemo(
    () =>
      spots.map((spot) => {
        const order = state.orders.get(spot.id);
        if (!order || !isRecalled(order)) return spot;
        return {
          ...spot,
          callout: (
            <>
              <strong class="cs-stop-text">STOP – {order.recall?.says}</strong>
              <br />
              {recallReceipt(order, now, formats)}
            </>
          ),
        };
      }),
    [spots, state.orders, spots.some((spot) => spot.recalled) ? now : 0, formats],
  );
  useEffect(() => drawn?.orders.show(withNotes), [drawn, withNotes]);
  useEffect(
    () => drawn?.routes.show(layers.routes ? routesOf(orders, crews) : []),
    [drawn, orders, crews, layers.routes],
  );
  useEffect(
    () => drawn?.crews.show(layers.trucks ? truckSpots(crews) : [], now, spots),
    [drawn, crews, now, spots, layers.trucks],
  );
  useEffect(() => {
    if (armed) drawn?.lasso.arm();
    else drawn?.lasso.disarm();
  }, [drawn, armed]);
  useEffect(() => {
    if (map !== null && bounds !== null) map.fitBounds(bounds, { padding: [60, 60], maxZoom: 17 });
    // Only the first view and a wish move the map; live facts never do.
  }, [map, fit]);
  // A search shows where its finds are; one whose finds are all in sight leaves the map alone.
  useEffect(() => {
    if (map === null || filter.query.trim().length < 2) return undefined;
    const timer = setTimeout(() => {
      const found = extent(spots);
      const view = map.getBounds();
      if (found !== null && !view.contains(found))
        map.fitBounds(found, { padding: [60, 60], maxZoom: Math.max(map.getZoom(), 16) });
    }, SEARCH_MS);
    return () => clearTimeout(timer);
  }, [map, filter.query]);
  useEffect(() => {
    const order = look === null ? undefined : state.orders.get(look.orderId);
    if (map !== null && order) bringIntoView(map, [order.lat, order.lon]);
  }, [map, look]);

  return (
    <>
      <div ref={element} class="d-map" />
      {baseFailed !== null && (
        <p class="d-map-note" role="status">
          The streets did not load. {baseFailed} Orders and trucks stand in their places.
        </p>
      )}
    </>
  );
}
