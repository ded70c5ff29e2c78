import { clauseOf } from '@curbstop/policy';
import type { ClauseId } from '@curbstop/policy';
import type { Happened } from '../happened.ts';
import { clausesOf } from './text.ts';

const CLAUSE = /^[A-Z]\.\d/;

function isClause(id: string): id is ClauseId {
  return CLAUSE.test(id);
}

function factsOf(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .filter(([name, value]) => value !== null && !/Id$/.test(name))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

/** Why an event happened: each clause in our words, and what the journal has of it. */
export function explanation(happened: Happened): string[] {
  const lines = clausesOf(happened).map((id) => {
    const entry = isClause(id) ? clauseOf(id) : null;
    return entry ? `${id} ${entry.title}. ${entry.rule}${entry.reading ? ` (${entry.reading})` : ''}` : id;
  });
  const { says, facts } = happened.source;
  const known = factsOf(facts);
  return [...lines, says, ...(known === '' ? [] : [`facts: ${known}`])];
}
