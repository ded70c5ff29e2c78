import type { OrderFacts } from './facts.ts';

const FINISHED: ReadonlySet<string> = new Set(['completed', 'cancelled', 'cannot-complete']);

/** Whether an order still stands: nothing has ended it. */
export function stands(order: Pick<OrderFacts, 'state'>): boolean {
  return !FINISHED.has(order.state);
}
