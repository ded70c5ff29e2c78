import { foldText, searchTerms, squeezed } from '@curbstop/contracts';
import type { DispatchOrder } from '@curbstop/contracts';
import { familyOf } from './groups.ts';
import type { Family } from './groups.ts';

export interface Filter {
  readonly query: string;
  /** Families left out. */
  readonly hidden: ReadonlySet<Family>;
}

export const NO_FILTER: Filter = { query: '', hidden: new Set() };

/** Whether every word stands somewhere in address, account, customer, meter or order number, in any order. */
export function matches(order: DispatchOrder, query: string): boolean {
  const fields = [order.address, order.customer, order.number, order.accountNumber, order.meterSerial ?? ''];
  const text = foldText(fields.join(' '));
  const numbers = fields.map(squeezed);
  return searchTerms(query).every(
    ({ whole, parts }) => numbers.some((one) => one.includes(whole)) || parts.every((part) => text.includes(part)),
  );
}

export function shown(orders: Iterable<DispatchOrder>, filter: Filter): DispatchOrder[] {
  return [...orders].filter((order) => !filter.hidden.has(familyOf(order)) && matches(order, filter.query));
}

/** The filter with a family shown or left out. */
export function toggleFamily(filter: Filter, family: Family): Filter {
  const hidden = new Set(filter.hidden);
  if (!hidden.delete(family)) hidden.add(family);
  return { ...filter, hidden };
}
