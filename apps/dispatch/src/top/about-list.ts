import type { DispatchOrder } from '@curbstop/contracts';
import { civilDay } from '@curbstop/ui';

function few(one: string, many: string, values: readonly string[]): string | null {
  if (values.length === 0) return null;
  if (values.length > 3) return `${values.length} ${many}`;
  return `${one} ${values.join(', ')}`;
}

/** Where the day's turn-offs come from: `Route group 3 · bills of Jan 15`. More than three of either are counted. */
export function aboutList(orders: readonly DispatchOrder[]): string {
  const turnOffs = orders.filter((order) => order.billDate !== null);
  const groups = [...new Set(turnOffs.map((order) => order.routeGroup))].sort((a, b) => a - b).map(String);
  const bills = [...new Set(turnOffs.map((order) => String(order.billDate)))].sort().map((day) => civilDay(day));
  const parts = [
    few(groups.length === 1 ? 'route group' : 'route groups', 'route groups', groups),
    few('bills of', 'bill dates', bills),
  ];
  const text = parts.filter((part) => part !== null).join(' · ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
