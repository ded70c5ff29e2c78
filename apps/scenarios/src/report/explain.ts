import { clauseOf, dayOf, formatDollars } from '@curbstop/policy';
import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import type { Happened } from '../happened.ts';
import { clausesOf, clock } from './text.ts';

const CLAUSE = /^[A-Z]\.\d/;

function isClause(id: string): id is ClauseId {
  return CLAUSE.test(id);
}

/** Facts that are amounts of money, in cents. */
const MONEY = new Set(['amount', 'dueAmount', 'pastDue', 'paid']);
/** A count as large as this is a moment in milliseconds. */
const MOMENTS_FROM = 100_000_000_000;

function factSays(name: string, value: unknown, timeZone: string): string {
  if (typeof value !== 'number')
    return typeof value === 'string'
      ? value
      : JSON.stringify(value)
          .replace(/["[\]]/g, '')
          .replaceAll(',', ' ');
  if (MONEY.has(name)) return formatDollars(value as Cents);
  if (value < MOMENTS_FROM) return String(value);
  const at = value as Instant;
  return `${dayOf(at, timeZone)} ${clock(at, timeZone)}`;
}

/** `pay by 2026-03-16 17:00, amount $110.06`; numbers of records say nothing to a reader and are left out. */
function factsOf(facts: Readonly<Record<string, unknown>>, timeZone: string): string {
  return Object.entries(facts)
    .filter(([name, value]) => value !== null && value !== '' && !/Id$/.test(name))
    .map(
      ([name, value]) =>
        `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${factSays(name, value, timeZone)}`,
    )
    .join(', ');
}

/** Why an event happened: each clause in our words, and what the journal has of it. */
export function explanation(happened: Happened, timeZone: string): string[] {
  const lines = clausesOf(happened).map((id) => {
    const entry = isClause(id) ? clauseOf(id) : null;
    return entry ? `${id} ${entry.title}. ${entry.rule}${entry.reading ? ` (${entry.reading})` : ''}` : id;
  });
  const { says, facts } = happened.source;
  const known = factsOf(facts, timeZone);
  return [...lines, says, ...(known === '' ? [] : [`Facts: ${known}.`])];
}
