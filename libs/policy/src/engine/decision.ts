import type { ClauseId } from '../clauses/clause-id.ts';

/** What the policy says to a request, now: every clause that refuses it, or the one that grants it. */
export interface PolicyDecision {
  readonly granted: boolean;
  readonly clauses: readonly ClauseId[];
  /** A sentence that can be read to a customer. */
  readonly says: string;
}

/** One reason against a request. */
export interface Objection {
  readonly clauses: readonly ClauseId[];
  readonly says: string;
}

/** Granted by a clause when nothing objects; else refused with all that object, in their order. */
export function grant(objections: readonly Objection[], by: ClauseId, says: string): PolicyDecision {
  if (objections.length === 0) return { granted: true, clauses: [by], says };
  return {
    granted: false,
    clauses: [...new Set(objections.flatMap((each) => each.clauses))],
    says: objections.map((each) => each.says).join(' '),
  };
}
