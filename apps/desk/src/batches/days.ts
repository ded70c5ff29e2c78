import { addDays, day } from '@curbstop/policy';
import type { Day } from '@curbstop/policy';

/** Days shown on one page of the list. */
const SPAN = 14;

/** The days from which to which the list shows, with the page before and after. */
export interface Span {
  readonly from: Day;
  readonly until: Day;
  readonly earlier: Day;
  /** Null where the page would lie ahead of today. */
  readonly later: Day | null;
}

/** The fortnight that ends on a day, today at the latest. */
export function spanTo(until: string | null, today: string): Span {
  const last = until === null || until > today ? day(today) : day(until);
  const from = addDays(last, 1 - SPAN);
  const next = addDays(last, SPAN);
  const later = last >= today ? null : next > today ? day(today) : next;
  return { from, until: last, earlier: addDays(from, -1), later };
}
