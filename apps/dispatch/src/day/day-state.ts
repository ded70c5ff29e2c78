import type { CrewDay, DispatchDay, DispatchOrder } from '@curbstop/contracts';

/** The day as this screen knows it: the last whole answer, with the live facts laid over it. */
export interface DayState {
  readonly day: DispatchDay;
  readonly orders: ReadonlyMap<number, DispatchOrder>;
  readonly crews: ReadonlyMap<number, CrewDay>;
}

function newer(known: DispatchOrder | undefined, told: DispatchOrder): DispatchOrder {
  return known && known.version > told.version ? known : told;
}

/**
 * Takes a whole answer. A live fact may have overtaken it on the way, so of two states of one order
 * the one with the higher version stays.
 */
export function readDay(day: DispatchDay, before: DayState | null): DayState {
  const same = before && before.day.day === day.day ? before : null;
  const orders = new Map(day.orders.map((order) => [order.orderId, newer(same?.orders.get(order.orderId), order)]));
  return { day, orders, crews: new Map(day.crews.map((crew) => [crew.crewId, crew])) };
}

/** Takes one order as it stands. One of a later day's list that this list does not hold is left to that day. */
export function hearOrder(state: DayState, order: DispatchOrder): DayState {
  const known = state.orders.get(order.orderId);
  if (known && known.version > order.version) return state;
  if (!known && order.dueOn > state.day.day) return state;
  return { ...state, orders: new Map(state.orders).set(order.orderId, order) };
}

/** Takes one crew as it stands. */
export function hearCrew(state: DayState, crew: CrewDay): DayState {
  return { ...state, crews: new Map(state.crews).set(crew.crewId, crew) };
}

/** Crews in the order of their keys 1 to 9: that of the server's list, new ones after it. */
export function crewsInOrder(state: DayState): CrewDay[] {
  return [...state.crews.values()];
}
