import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { count } from '@curbstop/ui';
import { after, isOpen } from '@curbstop/work-orders';
import { isAtValve, isRecalled } from '../day/groups.ts';

export interface AssignPreview {
  /** Orders that the table of transitions lets go to a crew and that are not with it already. */
  readonly able: readonly DispatchOrder[];
  readonly stopsBefore: number;
  readonly stopsAfter: number;
  /** What the dispatcher should know of this crew before; the server decides. */
  readonly warnings: readonly string[];
}

/** Why an order cannot be given to any crew as it stands; null when it can. */
export function cannotAssign(order: DispatchOrder): string | null {
  if (isRecalled(order)) return 'recalled';
  if (!isOpen(order.state)) return 'finished';
  if (isAtValve(order)) return 'in the hands of its remote valve';
  if (after(order.state, 'assign') !== null) return null;
  if (order.state === 'listed' || order.state === 'draft') return 'not released yet';
  return order.state === 'on-site' ? 'with a crew on site: take it back first' : 'held';
}

/** Which of the orders no crew can be given, by reason: `3 not released yet`; a single one by its address. */
export function cannotBeGiven(orders: readonly DispatchOrder[]): string[] {
  const reasons = new Map<string, DispatchOrder[]>();
  for (const order of orders) {
    const why = cannotAssign(order);
    if (why !== null) reasons.set(why, [...(reasons.get(why) ?? []), order]);
  }
  return [...reasons].map(([why, [first, ...rest]]) =>
    rest.length === 0 ? `${first?.address ?? ''}: ${why}` : `${rest.length + 1} ${why}`,
  );
}

/** What giving these orders to the crew would come to. */
export function assignPreview(orders: readonly DispatchOrder[], crew: CrewDay, stopsBefore: number): AssignPreview {
  const able = orders.filter((order) => order.crewId !== crew.crewId && cannotAssign(order) === null);
  const taken = able.filter((order) => order.crewId !== null);
  const warnings: string[] = [];
  if (able.length > 0 && !crew.onShift) warnings.push(`${crew.name} is off shift.`);
  const [only] = taken;
  if (taken.length === 1 && only) warnings.push(`${only.address} is taken from another crew.`);
  else if (taken.length > 1) warnings.push(`${count(taken.length, 'order')} are taken from other crews.`);
  return { able, stopsBefore, stopsAfter: stopsBefore + able.length, warnings };
}

/** `4 becomes 11 stops` */
export function stopsInWords(preview: AssignPreview): string {
  if (preview.able.length === 0) return 'Nothing to add';
  return `${preview.stopsBefore} becomes ${count(preview.stopsAfter, 'stop')}`;
}
