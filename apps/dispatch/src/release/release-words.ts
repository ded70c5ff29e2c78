import type { BulkResult, DispatchOrder } from '@curbstop/contracts';
import { count } from '@curbstop/ui';
import { kindOf } from '@curbstop/work-orders';
import { familyOf, groupOf } from '../day/groups.ts';

/** `turn-offs` when all are, else `orders`. */
export function workWord(n: number, orders: readonly Pick<DispatchOrder, 'kind'>[]): string {
  return orders.length > 0 && orders.every((order) => familyOf(order) === 'off')
    ? count(n, 'turn-off')
    : count(n, 'order');
}

export interface ReleaseView {
  readonly title: string;
  /** Orders whose remote valve is told by the release itself. */
  readonly remote: readonly DispatchOrder[];
  readonly byCrew: number;
}

/** What the preview says, for the dialog. */
export function releaseView(preview: BulkResult, orders: ReadonlyMap<number, DispatchOrder>): ReleaseView {
  const free = preview.done.flatMap(({ orderId }) => orders.get(orderId) ?? []);
  const remote = free.filter((order) => order.valve.kind === 'remote' && kindOf(order.kind).effect !== 'none');
  const n = preview.done.length;
  return {
    title: n === 0 ? 'Nothing can be released now' : `Release ${workWord(n, free)}?`,
    remote,
    byCrew: n - remote.length,
  };
}

/** Whether these are all turn-offs that wait for their release: then the preview also tells who is not on the list. */
export function isWholeList(orderIds: readonly number[], orders: ReadonlyMap<number, DispatchOrder>): boolean {
  const listed = [...orders.values()].filter((order) => familyOf(order) === 'off' && groupOf(order) === 'to-release');
  return listed.length > 0 && listed.every((order) => orderIds.includes(order.orderId));
}
