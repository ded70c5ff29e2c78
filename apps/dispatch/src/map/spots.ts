import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import type { CrewSpot, OrderSpot, Route } from '@curbstop/ui/map';
import { familyOf, groupOf, isAtValve, isRecalled } from '../day/groups.ts';
import { openStops } from '../sequence/sequence.ts';
import type { Selection } from '../selection/selection.ts';

/** What the layers button switches. */
export interface Layers {
  readonly done: boolean;
  readonly routes: boolean;
  readonly trucks: boolean;
}

/** Up to this many orders stand as elements that a keyboard reaches; more are drawn. */
export const DOM_LIMIT = 300;

/** Orders on the map. Called-off ones are no work and are not drawn; a recalled one stays until its crew has answered. */
export function orderSpots(orders: readonly DispatchOrder[], selection: Selection, layers: Layers): OrderSpot[] {
  return orders
    .filter((order) => groupOf(order) !== 'off' && (layers.done || groupOf(order) !== 'done'))
    .map((order) => ({
      id: order.orderId,
      lat: order.lat,
      lon: order.lon,
      kind: order.kind,
      state: order.state,
      number: order.crewId === null ? null : order.sequence,
      urgent: order.urgent,
      recalled: isRecalled(order),
      atValve: isAtValve(order),
      selected: selection.chosen.has(order.orderId) || (selection.detailsOpen && selection.current === order.orderId),
      label: order.address,
    }));
}

/** What the map opens on: the turn-offs and whatever is urgent; the whole list when there are none of them. */
export function firstView(spots: readonly OrderSpot[]): readonly OrderSpot[] {
  const first = spots.filter((spot) => spot.urgent || familyOf(spot) === 'off');
  return first.length > 0 ? first : spots;
}

/** Each crew's way through its open stops, from its truck when that is known. */
export function routesOf(orders: readonly DispatchOrder[], crews: readonly CrewDay[]): Route[] {
  return crews.flatMap((crew, dash) => {
    const stops = openStops(orders, crew.crewId).map(({ lat, lon }) => ({ lat, lon }));
    return stops.length < 2 ? [] : [{ id: crew.crewId, points: stops, dash }];
  });
}

/** Trucks on shift whose place was heard. */
export function truckSpots(crews: readonly CrewDay[]): CrewSpot[] {
  return crews.flatMap((crew, at) =>
    crew.onShift && crew.position !== null
      ? [
          {
            id: crew.crewId,
            initials: crew.initials,
            lat: crew.position.lat,
            lon: crew.position.lon,
            heading: crew.position.heading,
            at: crew.position.at,
            label: `Crew ${at + 1}, ${crew.name}, ${crew.truck}`,
          },
        ]
      : [],
  );
}
