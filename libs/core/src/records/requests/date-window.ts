import type { Day, Instant } from '@curbstop/policy';
import { addDays, dayOf, printedDay } from '@curbstop/policy';
import { Invalid } from '../../db/errors.ts';

/** How far from today a date may lie, both days included. */
export interface Reach {
  readonly daysBack: number;
  readonly daysAhead: number;
}

/**
 * How far each kind of request reaches. What lies further is a year mistyped, and would stand for years or be worked out
 * day by day over centuries.
 */
export const REACH = {
  /** J.4.a: an outage is written down after it, and maintenance planned for the year. */
  websiteWindow: { daysBack: 31, daysAhead: 370 },
  moratorium: { daysBack: 31, daysAhead: 370 },
  /** Reading 11: a talk counts for the bill that it was about. */
  contact: { daysBack: 370, daysAhead: 0 },
  /** A.1, A.3: moving in or out is told of within a year. An earlier day counts as today. */
  moving: { daysBack: 370, daysAhead: 370 },
  /** A.4.b: a sale is found later, and recorded at closing. */
  sale: { daysBack: 3_660, daysAhead: 31 },
  /** Z.1: a city decides some years ahead. */
  policyVersion: { daysBack: 36_600, daysAhead: 3_660 },
  /** A preview works out every day until then. */
  preview: { daysBack: 0, daysAhead: 400 },
} as const satisfies Record<string, Reach>;
/** J.4.a, reading 13: an outage, and a time without turn-offs, have an end. In days. */
export const LONGEST_DAYS = { websiteWindow: 31, moratorium: 370 } as const;

/** Throws {@link Invalid} for a date that lies too far from today, with the days that are allowed. */
export function requireReach(
  asked: { readonly field: string; readonly what: string; readonly on: Day | Instant; readonly reach: Reach },
  timeZone: string,
  now: Instant,
): void {
  const today = dayOf(now, timeZone);
  const on = typeof asked.on === 'number' ? dayOf(asked.on, timeZone) : asked.on;
  const first = addDays(today, -asked.reach.daysBack);
  const last = addDays(today, asked.reach.daysAhead);
  if (on >= first && on <= last) return;
  throw new Invalid(asked.field, `Give ${asked.what} from ${printedDay(first)} to ${printedDay(last)}.`);
}

/** Throws {@link Invalid} for a span that ends before it begins, reaches too far from today, or lasts too long. */
export function requireSpan(
  span: { readonly from: Instant; readonly to: Instant; readonly endField: string },
  limits: { readonly reach: Reach; readonly longestDays: number },
  timeZone: string,
  now: Instant,
): void {
  const { from, to, endField } = span;
  requireReach({ field: 'from', what: 'the beginning', on: from, reach: limits.reach }, timeZone, now);
  if (to <= from) throw new Invalid(endField, 'Give an end after the beginning.');
  const last = addDays(dayOf(from, timeZone), limits.longestDays);
  if (dayOf(to, timeZone) <= last) return;
  throw new Invalid(
    endField,
    `Give an end by ${printedDay(last)}, at most ${limits.longestDays} days after the beginning.`,
  );
}

/** A.1, A.3: the day on which somebody moves in or out. */
export function requireMoving(effective: Day, what: string, timeZone: string, now: Instant): void {
  requireReach({ field: 'effective', what, on: effective, reach: REACH.moving }, timeZone, now);
}
