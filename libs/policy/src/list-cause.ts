import type { ClauseId } from './clauses.ts';
import type { AccountFacts } from './facts.ts';
import type { Ground } from './ground.ts';
import type { Instant } from './units.ts';

/** Holds whose end is what lists the account, by kind. A section adds its line here. */
const CAUSES: Readonly<Record<string, ClauseId>> = { extension: 'D.7', arrangement: 'I.7' };

/** D.7, E.1: the clause that puts a bill's account on the list made at a moment: what last kept it off, or else its 60th day. */
export function listCause(ground: Pick<Ground, 'holds' | 'payBy'>, at: Instant): ClauseId {
  let last: AccountFacts['holds'][number] | null = null;
  for (const hold of ground.holds) {
    if (hold.until === null || hold.until > at || hold.until <= ground.payBy) continue;
    if (last === null || last.until === null || hold.until >= last.until) last = hold;
  }
  return (last === null ? undefined : CAUSES[last.kind]) ?? 'E.1';
}
