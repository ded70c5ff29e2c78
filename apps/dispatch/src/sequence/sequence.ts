import type { DispatchOrder } from '@curbstop/contracts';
import { isWithCrew } from '@curbstop/work-orders';

/** A crew's open stops in the order they are driven; those without a place come last, in their streets' order. */
export function openStops(orders: Iterable<DispatchOrder>, crewId: number): DispatchOrder[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...orders]
    .filter((order) => order.crewId === crewId && isWithCrew(order.state))
    .sort((a, b) => (a.sequence ?? last) - (b.sequence ?? last) || a.orderId - b.orderId);
}

/** All that a crew was given today, open or not, in driving order; what came to an end without a place stands first. */
export function dayStops(orders: Iterable<DispatchOrder>, crewId: number): DispatchOrder[] {
  return [...orders]
    .filter((order) => order.crewId === crewId && order.state !== 'released' && order.state !== 'listed')
    .sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0) || a.since - b.since);
}

/** The list with one entry taken out and put in at another place. Places outside the list change nothing. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return copy;
  const [taken] = copy.splice(from, 1);
  if (taken !== undefined) copy.splice(to, 0, taken);
  return copy;
}

/** Driving order and pins of a crew, as the server takes them. */
export interface StopPlan {
  readonly orderIds: number[];
  readonly pinned: number[];
}

export function planOf(stops: readonly DispatchOrder[]): StopPlan {
  return {
    orderIds: stops.map((stop) => stop.orderId),
    pinned: stops.filter((stop) => stop.pinned).map((stop) => stop.orderId),
  };
}

/** The plan with a stop pinned to its place, or loose again. */
export function pinToggled(plan: StopPlan, orderId: number): StopPlan {
  const pinned = plan.pinned.includes(orderId) ? plan.pinned.filter((id) => id !== orderId) : [...plan.pinned, orderId];
  return { ...plan, pinned };
}

/** An earlier plan brought to the stops that are open now: gone ones left out, new ones at the end. */
export function fitted(plan: StopPlan, open: readonly number[]): StopPlan {
  const kept = plan.orderIds.filter((id) => open.includes(id));
  const orderIds = [...kept, ...open.filter((id) => !kept.includes(id))];
  return { orderIds, pinned: plan.pinned.filter((id) => orderIds.includes(id)) };
}
