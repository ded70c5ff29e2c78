import type { BulkResult, DispatchOrder, OrderSeen } from '@curbstop/contracts';
import type { StopPlan } from '../sequence/sequence.ts';
import { fitted, openStops, planOf } from '../sequence/sequence.ts';

/** Versions of orders, as this screen's own command left them or as they stood before it. */
export type Versions = ReadonlyMap<number, number>;

/** A driving order, with the version of each stop in it. */
interface SeenPlan {
  readonly plan: StopPlan;
  readonly versions: Versions;
}

/** What stood before a deed, enough to make the calls that bring it back; what was changed since is refused by the server. */
export type Undo =
  | {
      readonly what: 'assign';
      /** Only orders that the server moved, as the deed left them, with the crew they came from. */
      readonly from: readonly (OrderSeen & { readonly crewId: number | null })[];
      /** Driving orders, before the deed, of the crews that gave orders away. */
      readonly plans: ReadonlyMap<number, SeenPlan>;
    }
  | ({ readonly what: 'sequence'; readonly crewId: number } & SeenPlan);

function versionsOf(orders: Iterable<DispatchOrder>): Versions {
  return new Map([...orders].map((order) => [order.orderId, order.version]));
}

export function undoOfAssign(before: ReadonlyMap<number, DispatchOrder>, done: BulkResult['done']): Undo {
  const from = done.flatMap(({ orderId, version }) => {
    const order = before.get(orderId);
    // Already with that crew: nothing was moved, so there is nothing of ours to bring back.
    return order && order.version !== version ? [{ orderId, version, crewId: order.crewId }] : [];
  });
  const givers = new Set(from.flatMap(({ crewId }) => (crewId === null ? [] : [crewId])));
  return {
    what: 'assign',
    from,
    plans: new Map(
      [...givers].map((id) => {
        const stops = openStops(before.values(), id);
        return [id, { plan: planOf(stops), versions: versionsOf(stops) }];
      }),
    ),
  };
}

/** One call that brings something back. */
export type BackCall =
  | { readonly call: 'assign'; readonly orders: OrderSeen[]; readonly crewId: number | null }
  | {
      readonly call: 'sequence';
      readonly crewId: number;
      readonly orders: readonly OrderSeen[];
      readonly pinned: readonly number[];
    };

/** The assign calls that give the orders back to whom they came from. */
export function giveBack(undo: Extract<Undo, { what: 'assign' }>): Extract<BackCall, { call: 'assign' }>[] {
  const byCrew = new Map<number | null, OrderSeen[]>();
  for (const { crewId, ...seen } of undo.from) byCrew.set(crewId, [...(byCrew.get(crewId) ?? []), seen]);
  return [...byCrew].map(([crewId, orders]) => ({ call: 'assign', orders, crewId }));
}

/**
 * The sequence calls that follow. Each stop goes with the version that is this screen's own: as it stood before the deed,
 * or as giving it back left it (`back`). A stop that came to the crew since is another's, and then nothing is put in order.
 */
export function putInOrder(
  undo: Undo,
  now: Iterable<DispatchOrder>,
  back: Versions,
): { readonly calls: Extract<BackCall, { call: 'sequence' }>[]; readonly changedCrews: number[] } {
  const orders = [...now];
  const plans = undo.what === 'assign' ? undo.plans : new Map([[undo.crewId, undo]]);
  const calls: Extract<BackCall, { call: 'sequence' }>[] = [];
  const changedCrews: number[] = [];
  for (const [crewId, { plan, versions }] of plans) {
    const open = openStops(orders, crewId).map((stop) => stop.orderId);
    if (open.length === 0) continue;
    if (open.some((orderId) => !plan.orderIds.includes(orderId))) {
      changedCrews.push(crewId);
      continue;
    }
    const { orderIds, pinned } = fitted(plan, open);
    const seen = orderIds.map((orderId) => ({ orderId, version: back.get(orderId) ?? versions.get(orderId) ?? 0 }));
    calls.push({ call: 'sequence', crewId, orders: seen, pinned });
  }
  return { calls, changedCrews };
}

/** `Undo 4` for moved orders; a driving order is one thing. */
export function undoTitle(undo: Undo): string {
  return undo.what === 'assign' ? `Undo ${undo.from.length}` : 'Undo';
}
