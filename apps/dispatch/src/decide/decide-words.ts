import type { Decision, DispatchOrder } from '@curbstop/contracts';
import { kindOf } from '@curbstop/work-orders';

/** What can be decided about all of these; nobody is left without the water that an order is to bring back. */
export function choicesFor(orders: readonly Pick<DispatchOrder, 'kind' | 'heldByDispatch'>[]): Decision[] {
  if (orders.some((order) => order.heldByDispatch)) return ['resume', 'strike'];
  const opens = orders.some((order) => kindOf(order.kind).effect === 'on');
  return opens ? ['again-today', 'other-crew'] : ['again-today', 'other-crew', 'hold', 'strike'];
}

/** What a decision does, before it is made. */
export function effectOf(decision: Decision, orders: readonly Pick<DispatchOrder, 'kind'>[]): string {
  const closes = orders.some((order) => kindOf(order.kind).effect === 'off');
  const gate = closes ? ' Each order is checked again first.' : '';
  switch (decision) {
    case 'again-today':
      return `It goes back to its crew as the last stop, or to the unassigned when that crew’s shift is over.${gate}`;
    case 'other-crew':
      return `It goes to the crew below as the last stop.${gate}`;
    case 'hold':
      return 'Nobody is sent until dispatch ends the hold. A payment still calls the order off.';
    case 'strike':
      return closes
        ? 'It leaves the list. The account comes on a list again when the policy says so.'
        : 'It leaves the list and nobody is sent.';
    case 'resume':
      return `It is on the list again, to be released.${gate}`;
  }
}
