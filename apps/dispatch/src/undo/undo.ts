import type { DispatchOrder } from '@curbstop/contracts';
import type { StopPlan } from '../sequence/sequence.ts';
import { fitted, openStops, planOf } from '../sequence/sequence.ts';

/** What stood before a deed, enough to make the calls that bring it back. */
export type Undo =
  | {
      readonly what: 'assign';
      /** Only orders that the server moved, with the crew they came from. */
      readonly from: readonly { readonly orderId: number; readonly crewId: number | null }[];
      /** Driving orders, before the deed, of the crews that gave orders away. */
      readonly plans: ReadonlyMap<number, StopPlan>;
    }
  | { readonly what: 'sequence'; readonly crewId: number; readonly plan: StopPlan };

export function undoOfAssign(before: ReadonlyMap<number, DispatchOrder>, done: readonly number[]): Undo {
  const from = done.flatMap((orderId) => {
    const order = before.get(orderId);
    return order ? [{ orderId, crewId: order.crewId }] : [];
  });
  const givers = new Set(from.flatMap(({ crewId }) => (crewId === null ? [] : [crewId])));
  return {
    what: 'assign',
    from,
    plans: new Map([...givers].map((id) => [id, planOf(openStops(before.values(), id))])),
  };
}

/** One call that brings something back. */
export type BackCall =
  | { readonly call: 'assign'; readonly orderIds: number[]; readonly crewId: number | null }
  | { readonly call: 'sequence'; readonly crewId: number; readonly plan: StopPlan };

/** The assign calls that give the orders back to whom they came from. */
export function giveBack(undo: Extract<Undo, { what: 'assign' }>): Extract<BackCall, { call: 'assign' }>[] {
  const byCrew = new Map<number | null, number[]>();
  for (const { orderId, crewId } of undo.from) byCrew.set(crewId, [...(byCrew.get(crewId) ?? []), orderId]);
  return [...byCrew].map(([crewId, orderIds]) => ({ call: 'assign', orderIds, crewId }));
}

/** The sequence calls that follow, against the stops as the server holds them then. */
export function putInOrder(undo: Undo, now: Iterable<DispatchOrder>): Extract<BackCall, { call: 'sequence' }>[] {
  const orders = [...now];
  const plans = undo.what === 'assign' ? undo.plans : new Map([[undo.crewId, undo.plan]]);
  return [...plans].flatMap(([crewId, plan]) => {
    const open = openStops(orders, crewId).map((stop) => stop.orderId);
    return open.length === 0 ? [] : [{ call: 'sequence' as const, crewId, plan: fitted(plan, open) }];
  });
}

/** `Undo 4` for moved orders; a driving order is one thing. */
export function undoTitle(undo: Undo): string {
  return undo.what === 'assign' ? `Undo ${undo.from.length}` : 'Undo';
}
