import type { ClauseId } from '@curbstop/policy';

/** The clause that an answer rests on first. An answer that names none is a mistake: nothing is put in its place. */
export function firstClause(clauses: readonly ClauseId[]): ClauseId {
  const [first] = clauses;
  if (first === undefined) throw new Error('An answer names no clause.');
  return first;
}
