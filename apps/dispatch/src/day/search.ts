import type { DispatchOrder } from '@curbstop/contracts';
import { familyOf } from './groups.ts';
import type { Family } from './groups.ts';

export interface Filter {
  readonly query: string;
  /** Families left out. */
  readonly hidden: ReadonlySet<Family>;
}

export const NO_FILTER: Filter = { query: '', hidden: new Set() };

/** Numbers are typed with and without their spaces. */
function squeezed(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, '');
}

/** Whether every word stands somewhere in address, account, customer, meter or order number. */
export function matches(order: DispatchOrder, query: string): boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const text = [order.address, order.customer, order.number].join(' ').toLowerCase();
  if (words.every((word) => text.includes(word))) return true;
  const number = squeezed(query);
  return [order.accountNumber, order.meterSerial ?? '', order.number].some((one) => squeezed(one).includes(number));
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
