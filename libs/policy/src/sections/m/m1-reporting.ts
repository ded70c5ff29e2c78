import { DAY_MS } from '../../calendar/durations.ts';
import { day, dayParts } from '../../calendar/days.ts';
import { dayOf, startOfDay } from '../../calendar/zoned.ts';
import type { CustomerClass } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** M.1: a valve that an order closed. */
export interface WaterClosed {
  readonly accountId: number;
  readonly customerClass: CustomerClass;
  /** Kind of the order. */
  readonly kind: string;
  /** The order was carried out. One that was called off on site closed nothing that counts. */
  readonly carriedOut: boolean;
  readonly at: Instant;
  /** When the water came back; null while it has not. */
  readonly restoredAt: Instant | null;
}

/** M.1: what is published of a year. */
export interface AnnualCount {
  readonly year: number;
  /** Times that residential water was turned off because a debt was not paid. */
  readonly count: number;
  readonly accounts: number;
  readonly restoredWithinADay: number;
}

/** M.1: kinds of orders that close for a debt: past due, a returned payment, a promise that was not kept. */
const FOR_NONPAYMENT: ReadonlySet<string> = new Set(['turn-off', 'turn-off-nsf', 'turn-off-again']);

/** M.1: whether a closing counts as inability to pay, in a year of the city's calendar. */
export function isDiscontinuation(
  closing: WaterClosed,
  year: number,
  policy: Pick<PolicyParameters, 'timeZone'>,
): boolean {
  return (
    closing.carriedOut &&
    closing.customerClass === 'residential' &&
    FOR_NONPAYMENT.has(closing.kind) &&
    dayParts(dayOf(closing.at, policy.timeZone)).year === year
  );
}

/** M.1: the count of a year, by the moment of each closing; when the water came back does not matter for the year. */
export function annualDiscontinuations(
  all: readonly WaterClosed[],
  year: number,
  policy: Pick<PolicyParameters, 'timeZone'>,
): AnnualCount {
  const counted = all.filter((closing) => isDiscontinuation(closing, year, policy));
  return {
    year,
    count: counted.length,
    accounts: new Set(counted.map((closing) => closing.accountId)).size,
    restoredWithinADay: counted.filter(
      (closing) => closing.restoredAt !== null && closing.restoredAt - closing.at <= DAY_MS,
    ).length,
  };
}

/** M.1: the first moment of a year and of the next one. */
export function yearSpan(
  year: number,
  policy: Pick<PolicyParameters, 'timeZone'>,
): { readonly from: Instant; readonly to: Instant } {
  return {
    from: startOfDay(day(`${year}-01-01`), policy.timeZone),
    to: startOfDay(day(`${year + 1}-01-01`), policy.timeZone),
  };
}

/** M.1: the last day to publish the count of a year. */
export function reportDay(year: number, policy: Pick<PolicyParameters, 'reportBy'>): Day {
  return day(`${year + 1}-${policy.reportBy}`);
}
