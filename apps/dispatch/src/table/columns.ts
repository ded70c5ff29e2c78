import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { kindWord } from '@curbstop/ui';
import { byStreet, GROUPS, groupOf } from '../day/groups.ts';

export const SORTS = [
  'address',
  'customer',
  'account',
  'kind',
  'state',
  'owed',
  'clause',
  'bill',
  'due',
  'notice',
  'holds',
  'valve',
  'crew',
] as const;
export type Sort = (typeof SORTS)[number];

export interface Sorting {
  readonly by: Sort;
  readonly down: boolean;
}

type Compare = (a: DispatchOrder, b: DispatchOrder) => number;
const byText =
  (of: (order: DispatchOrder) => string | null): Compare =>
  (a, b) =>
    (of(a) ?? '').localeCompare(of(b) ?? '');
const byNumber =
  (of: (order: DispatchOrder) => number): Compare =>
  (a, b) =>
    of(a) - of(b);

/** What a column sorts by; equal ones stay in the order of their streets. */
export function sorted(
  orders: readonly DispatchOrder[],
  sorting: Sorting,
  crews: ReadonlyMap<number, CrewDay>,
): DispatchOrder[] {
  const compares: Readonly<Record<Sort, Compare>> = {
    address: byStreet,
    customer: byText((order) => order.customer),
    account: byText((order) => order.accountNumber),
    kind: byText((order) => kindWord(order.kind)),
    state: byNumber((order) => GROUPS.indexOf(groupOf(order))),
    owed: byNumber((order) => order.pastDue),
    clause: byText((order) => order.clause),
    bill: byText((order) => order.billDate),
    due: byText((order) => order.dueDate),
    notice: byText((order) => order.noticeMailedOn),
    holds: byNumber((order) => order.holds.length),
    valve: byText((order) => order.valve.kind + order.valve.state),
    // Unassigned ones last, a crew's stops in driving order.
    crew: (a, b) => byText((order) => crewName(order, crews))(a, b) || (a.sequence ?? 0) - (b.sequence ?? 0),
  };
  const way = sorting.down ? -1 : 1;
  return [...orders].sort((a, b) => way * compares[sorting.by](a, b) || byStreet(a, b));
}

function crewName(order: DispatchOrder, crews: ReadonlyMap<number, CrewDay>): string {
  return order.crewId === null ? '\uffff' : (crews.get(order.crewId)?.name ?? '');
}

/** A click on a head: the same column turns round; money and holds begin with the most. */
export function nextSorting(now: Sorting, by: Sort): Sorting {
  if (now.by === by) return { by, down: !now.down };
  return { by, down: by === 'owed' || by === 'holds' };
}
