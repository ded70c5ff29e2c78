import type { ClauseId } from '../clauses/clause-id.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { Instant } from '../units.ts';
import type { DisconnectionCase } from './eligibility.ts';

/** Holds whose end is what lists the account, by kind. A section adds its line here. */
const CAUSES: Readonly<Record<string, ClauseId>> = { extension: 'D.7', arrangement: 'I.7', appeal: 'H.6' };

/** D.7, F.3.b, E.1: the clause that puts a bill's account on the list made at a moment: what last kept it off, or else its 60th day. */
export function listingClause(
  disconnection: Pick<DisconnectionCase, 'preconditions' | 'holds' | 'payBy'>,
  at: Instant,
): ClauseId {
  if (disconnection.preconditions.some((precondition) => precondition.code === 'promise')) return 'F.3.b';
  let last: AccountFacts['holds'][number] | null = null;
  for (const hold of disconnection.holds) {
    if (hold.until === null || hold.until > at || hold.until <= disconnection.payBy) continue;
    if (last === null || last.until === null || hold.until >= last.until) last = hold;
  }
  return (last === null ? undefined : CAUSES[last.kind]) ?? 'E.1';
}
