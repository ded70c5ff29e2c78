import { mayClose } from './gate.ts';
import type { AccountFacts } from './facts.ts';
import type { Terms } from './terms.ts';
import type { Instant } from './units.ts';
import type { Verdict } from './verdict.ts';

/** A gate: may this valve be closed now, for the reason an order of this kind has? */
export type Gate = (facts: AccountFacts, terms: Terms, now: Instant) => Verdict;

/** Kinds of orders that close for another reason than E.1. A section that brings such a kind adds its gate here. */
const GATES: Readonly<Record<string, Gate>> = {};

/** The one question before every close, asked with the kind of the order that wants it. */
export function mayCloseFor(kind: string, facts: AccountFacts, terms: Terms, now: Instant): Verdict {
  return (GATES[kind] ?? mayClose)(facts, terms, now);
}
