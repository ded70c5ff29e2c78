import { stands } from '../facts/open-orders.ts';
import { mayTurnOffVacant } from '../sections/a/a3b-vacant.ts';
import { servedTerm } from '../sections/e/e3-tenants.ts';
import { promiseOf } from '../sections/f/f3b-promise.ts';
import { mayCloseAgain } from '../sections/f/f3b-turn-off-again.ts';
import { mayCloseForReturn } from '../sections/k/k6-turn-off.ts';
import { mayClose } from './gate.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Instant } from '../units.ts';
import type { Verdict } from './verdict.ts';

/** A gate: may this valve be closed now, for the reason an order of this kind has? */
export type Gate = (facts: AccountFacts, policy: PolicyParameters, now: Instant) => Verdict;

/** Kinds of orders that close for another reason than E.1. A section that brings such a kind adds its gate here. */
const GATES: Readonly<Record<string, Gate>> = {
  'turn-off-nsf': mayCloseForReturn,
  'turn-off-again': mayCloseAgain,
  'turn-off-vacant': mayTurnOffVacant,
};

/** E.3.d.i: an order for a unit, or for a whole building, must leave the tenants alone who are customers themselves. */
function forUnit(verdict: Verdict, unit: number | null): Verdict {
  if (verdict.facts.tenancies.length === 0) return verdict;
  const served = servedTerm(verdict.facts, unit);
  if (!served.binds) return verdict;
  return {
    ...verdict,
    mayClose: false,
    earliest: null,
    because: [...new Set([served.clause, ...(verdict.mayClose ? [] : verdict.because)])],
    terms: [served, ...verdict.terms.filter((term) => term.code !== 'tenants-served')],
  };
}

/**
 * The one question before every close, asked with the kind of the order that wants it and the unit it is for: null for
 * the whole account, left out where no order asks.
 */
export function mayCloseFor(
  kind: string,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  unit?: number | null,
): Verdict {
  const verdict = (GATES[kind] ?? mayClose)(facts, policy, now);
  return unit === undefined ? verdict : forUnit(verdict, unit);
}

/**
 * Whether the water may be turned off at all, by the gate that lets it first: that of E.1, that of a turn-off which stands for
 * another reason, and that of F.3.b while a promise made after hours is not kept.
 */
export function mayCloseAtAll(facts: AccountFacts, policy: PolicyParameters, now: Instant): Verdict {
  const standing = facts.orders.filter((order) => stands(order)).map((order) => order.kind);
  if (promiseOf(facts, policy) !== null) standing.push('turn-off-again');
  const others = [...new Set(standing)].flatMap((kind) => (GATES[kind] ? [GATES[kind](facts, policy, now)] : []));
  let first = mayClose(facts, policy, now);
  for (const each of others) {
    if (first.mayClose) break;
    const sooner = each.earliest !== null && (first.earliest === null || each.earliest < first.earliest);
    if (each.mayClose || sooner) first = each;
  }
  return first;
}
