import { addMonths } from './days.ts';
import type { PastFacts, PastKind } from '../facts/facts.ts';
import type { Day } from '../units.ts';

/** Reading 5: what was on a day counts until the same date so many months later, that date not included. */
export function countsOn(was: Day, months: number, on: Day): boolean {
  return was <= on && on < addMonths(was, months);
}

/** What of an account's past of some kinds counts on a day, oldest first. */
export function recentPast(
  facts: { readonly accountId: number; readonly history: readonly PastFacts[] },
  kinds: readonly PastKind[],
  months: number,
  on: Day,
): readonly PastFacts[] {
  return facts.history.filter(
    (past) => past.accountId === facts.accountId && kinds.includes(past.was) && countsOn(past.on, months, on),
  );
}
