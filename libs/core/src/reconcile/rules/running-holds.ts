import type { Instant, Condition, PolicyParameters, Verdict } from '@curbstop/policy';
import { disconnectionCases } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';

/**
 * The holds in a verdict that run now. One that is over still keeps the valve open until the next window (reading 8), but it is
 * no reason to call off the order that was made in the evening of its last day (D.7).
 */
export function runningHoldConditions(
  verdict: Verdict,
  account: AccountSnapshot,
  policy: PolicyParameters,
  now: Instant,
): readonly Condition[] {
  const holds = [...account.facts.holds, ...disconnectionCases(account.facts, policy).flatMap((each) => each.holds)];
  const running = new Set(
    holds.filter((hold) => hold.from <= now && (hold.until === null || now <= hold.until)).map((hold) => hold.clause),
  );
  return verdict.terms.filter(
    (term) => term.binds && (term.code === 'hold' || term.code === 'medical') && running.has(term.clause),
  );
}
