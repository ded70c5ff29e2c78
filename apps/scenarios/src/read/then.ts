import type { Cents } from '@curbstop/policy';
import { fieldsOfEvent, isEventName, wordsOf, EVENTS } from './events.ts';
import type { FieldKind, ScenarioEventName } from './events.ts';
import type { Item } from './item.ts';
import { anyOf } from './unreadable.ts';
import { citedClause, date, money, oneOf, oneOrMore, text, wall, whole, yesNo } from './values.ts';
import type { Wall } from './values.ts';

/** What a field of an event is expected to be. */
export type Expected =
  | { readonly is: 'money'; readonly amount: Cents }
  | { readonly is: 'when'; readonly wall: Wall }
  | { readonly is: 'all-of'; readonly items: readonly string[] }
  | { readonly is: 'exactly'; readonly value: string | number | boolean }
  | { readonly is: 'nothing' };

export interface Pattern {
  readonly event: ScenarioEventName;
  readonly account: string | null;
  readonly fields: ReadonlyMap<string, Expected>;
}

/** When the event is looked for; nothing given is any time. */
export interface Times {
  readonly on: Wall['day'] | null;
  readonly at: Wall | null;
  readonly after: Wall | null;
  readonly before: Wall | null;
}

export interface Expectation {
  readonly line: number;
  /** As it was written, for the sentence that says it does not hold. */
  readonly says: string;
  /** The same as data. */
  readonly plain: unknown;
  readonly times: Times;
  readonly pattern: Pattern;
  /** How many such events there are: at least one unless a number is given. */
  readonly count: 'some' | number;
}

function expected(item: Item, kind: FieldKind, words: readonly string[] | null): Expected {
  if (item.isNothing) return { is: 'nothing' };
  switch (kind) {
    case 'money':
      return { is: 'money', amount: money(item) };
    case 'when':
      return { is: 'when', wall: wall(item) };
    case 'list':
      return { is: 'all-of', items: oneOrMore(text)(item) };
    case 'clauses':
      return { is: 'all-of', items: oneOrMore(citedClause)(item) };
    case 'clause':
      return { is: 'exactly', value: citedClause(item) };
    case 'number':
      return { is: 'exactly', value: whole(0, 999_999_999)(item) };
    case 'yes-no':
      return { is: 'exactly', value: yesNo(item) };
    case 'text':
      return { is: 'exactly', value: words === null ? text(item) : oneOf(...words)(item) };
  }
}

const TIMES = ['on', 'at', 'after', 'before'] as const;

function readTimes(items: readonly Item[]): Times {
  const named = (name: (typeof TIMES)[number]): Item | null => items.find((each) => each.name === name) ?? null;
  const [on, at, after, before] = TIMES.map(named);
  return {
    on: on ? date(on) : null,
    at: at ? wall(at) : null,
    after: after ? wall(after) : null,
    before: before ? wall(before) : null,
  };
}

function readPattern(item: Item, accounts: ReadonlySet<string>): Pattern {
  const named = item.fields.find((each) => each.name === 'event');
  if (!named) return item.fail(`${item.name} needs the field "event".`);
  const event = named.text;
  if (!isEventName(event))
    return named.fail(`There is no event "${event}". Allowed are ${anyOf(Object.keys(EVENTS))}.`);
  const kinds = fieldsOfEvent(event);
  const fields = new Map<string, Expected>();
  let account: string | null = null;
  for (const each of item.fields) {
    if (each.name === 'event' || TIMES.some((name) => name === each.name)) continue;
    if (each.name === 'account') {
      account = each.text;
      if (!accounts.has(account)) each.fail(`There is no account "${account}". Allowed are ${anyOf([...accounts])}.`);
      continue;
    }
    const kind = kinds[each.name];
    if (kind === undefined)
      return each.fail(
        `The event ${event} has no field "${each.name}". Allowed are ${anyOf(['account', ...TIMES, ...Object.keys(kinds)])}.`,
      );
    fields.set(each.name, expected(each, kind, wordsOf(event, each.name)));
  }
  return { event, account, fields };
}

/** Reads one line of `then`. */
export function readExpectation(item: Item, accounts: ReadonlySet<string>): Expectation {
  const { fields } = item;
  const named = (name: string): Item | undefined => fields.find((each) => each.name === name);
  const [none, of] = [named('none'), named('of')];
  const { line, plain } = item;
  const says = item.quoted;
  const inner = none ?? of;
  if (!inner) {
    return {
      line,
      says,
      plain,
      times: readTimes(fields),
      pattern: readPattern(item.called('An expectation'), accounts),
      count: 'some',
    };
  }
  const allowed = [none ? 'none' : 'of', ...(none ? [] : ['count']), ...TIMES];
  for (const each of fields)
    if (!allowed.includes(each.name))
      each.fail(`Beside ${none ? 'none' : 'of'} there is no field "${each.name}". Allowed are ${anyOf(allowed)}.`);
  const counted = named('count');
  if (!none && !counted) item.fail('An expectation with "of" needs the field "count".');
  const count = none || !counted ? 0 : whole(0, 100_000)(counted);
  const pattern = readPattern(inner, accounts);
  return { line, says, plain, times: readTimes([...fields, ...inner.fields]), pattern, count };
}
