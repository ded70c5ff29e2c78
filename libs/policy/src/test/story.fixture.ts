import { addDays, day } from '../calendar/days.ts';
import { dayOf, instant } from '../calendar/zoned.ts';
import { allocate, openCharges } from '../money/allocate.ts';
import { cents, subtractCents } from '../money/money.ts';
import { account, at, bill, GLENDORA, notice } from './facts.fixture.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { AccountFacts, BillFacts, CustomerClass } from '../facts/facts.ts';
import type { Instant } from '../units.ts';

/** Something that happens to an account; the clock only goes on. */
export type Step =
  | { readonly do: 'pay'; readonly amount: number }
  | {
      readonly do: 'notice';
      readonly bills: readonly number[];
      readonly kind: 'disconnection' | 'reminder';
      readonly mailed: boolean;
    }
  | {
      readonly do: 'hold';
      readonly clause: ClauseId;
      readonly hours: number | null;
      readonly bills: readonly number[] | null;
    }
  | { readonly do: 'lift' }
  | { readonly do: 'clock'; readonly minutes: number }
  | { readonly do: 'clock-to'; readonly days: number; readonly time: string };

/** An account with a bill so many weeks after 2026-01-15 each; with `noticed`, each has its notice of day 43. */
export function opening(
  weeks: readonly number[],
  customerClass: CustomerClass,
  service: 'on' | 'off',
  noticed = false,
): AccountFacts {
  const bills = [...weeks]
    .sort((a, b) => a - b)
    .map((week, index) => bill(addDays(day('2026-01-15'), week * 7), { billId: index + 1, number: String(index + 1) }));
  const notices = noticed
    ? bills.map((each) => ({ ...notice(addDays(each.billDate, 43), [each.billId]), noticeId: each.billId }))
    : [];
  return account({ bills, notices, customerClass, service });
}

/** When a step happens. */
export function turn(now: Instant, each: Step): Instant {
  if (each.do === 'clock') return instant(now + each.minutes * 60_000);
  if (each.do !== 'clock-to') return now;
  const then = at(`${addDays(dayOf(now, GLENDORA.timeZone), each.days)} ${each.time}`);
  return then > now ? then : now;
}

/** The account after a payment. */
export function pay(facts: AccountFacts, amount: number, now: Instant): AccountFacts {
  const taken = new Map(
    allocate(cents(amount), openCharges(facts), dayOf(now, GLENDORA.timeZone)).parts.map((part) => [
      part.chargeId,
      part.amount,
    ]),
  );
  const less = (each: BillFacts): BillFacts => ({
    ...each,
    unpaidCharges: subtractCents(each.unpaidCharges, taken.get(`bill/${each.billId}`) ?? cents(0)),
    unpaidPenalty: subtractCents(each.unpaidPenalty, taken.get(`penalty/${each.billId}`) ?? cents(0)),
  });
  return { ...facts, bills: facts.bills.map(less) };
}

/** The account after a step. */
export function apply(facts: AccountFacts, each: Step, now: Instant): AccountFacts {
  switch (each.do) {
    case 'pay':
      return pay(facts, each.amount, now);
    case 'notice': {
      const mailedOn = each.mailed ? dayOf(now, GLENDORA.timeZone) : null;
      return {
        ...facts,
        notices: [
          ...facts.notices,
          {
            noticeId: facts.notices.length + 1,
            kind: each.kind,
            billIds: each.bills,
            mailedOn,
            returnedAt: null,
            leftAt: null,
            voided: false,
          },
        ],
      };
    }
    case 'hold': {
      const until = each.hours === null ? null : instant(now + each.hours * 3_600_000);
      const holdId = facts.holds.length + 1;
      return {
        ...facts,
        holds: [...facts.holds, { holdId, clause: each.clause, kind: 'test', from: now, until, billIds: each.bills }],
      };
    }
    case 'lift':
      return {
        ...facts,
        holds: facts.holds.map((hold) => (hold.until === null || hold.until > now ? { ...hold, until: now } : hold)),
      };
    case 'clock':
    case 'clock-to':
      return facts;
  }
}
