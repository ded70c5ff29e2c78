import { CLAUSE_IDS, cents, clockTime, isDay } from '@curbstop/policy';
import type { Cents, Day, TimeOfDay } from '@curbstop/policy';
import type { Item } from './item.ts';
import { anyOf } from './unreadable.ts';

/** Reads a value, or fails with what is allowed there. */
export type Read<T> = (item: Item) => T;

/** A date with or without a time on the wall, in the policy's time zone. */
export interface Wall {
  readonly day: Day;
  /** Null for a bare date, which is 00:00 where a moment is meant. */
  readonly time: TimeOfDay | null;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?: +(\d{2}:\d{2}(?::\d{2})?))?$/;

export const text: Read<string> = (item) => item.text;

export const filledText: Read<string> = (item) =>
  item.text.trim() === '' ? item.fail(`${item.name} is some text.`) : item.text;

/** Decimal dollars, to the cent. */
export const money: Read<Cents> = (item) => {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(item.text);
  if (!match) return item.fail(`${item.name} is an amount in dollars such as 123.45, not "${item.text}".`);
  const [, minus, dollars = '0', part = ''] = match;
  const amount = Number(dollars) * 100 + Number(part.padEnd(2, '0'));
  return cents(minus ? -amount : amount);
};

/** Decimal dollars from `least` on, to the cent. */
export function moneyFrom(least: Cents): Read<Cents> {
  return (item) => {
    const amount = money(item);
    if (amount >= least) return amount;
    return item.fail(`${item.name} is ${least > 0 ? 'above zero' : 'zero or more'}, not "${item.text}".`);
  };
}

export const decimal: Read<number> = (item) =>
  typeof item.value === 'number' ? item.value : item.fail(`${item.name} is a number, not ${item.quoted}.`);

export function whole(least: number, most: number): Read<number> {
  return (item) => {
    const { value } = item;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return item.fail(`${item.name} is a whole number from ${least} to ${most}, not ${item.quoted}.`);
  };
}

export const yesNo: Read<boolean> = (item) =>
  typeof item.value === 'boolean' ? item.value : item.fail(`${item.name} is true or false, not ${item.quoted}.`);

export function oneOf<const T extends string>(...names: readonly T[]): Read<T> {
  return (item) => {
    const found = names.find((name) => name === item.text);
    return found ?? item.fail(`${item.name} is ${anyOf(names)}, not "${item.text}".`);
  };
}

export const date: Read<Day> = (item) =>
  isDay(item.text) ? item.text : item.fail(`${item.name} is a date such as 2026-03-16, not "${item.text}".`);

export const wall: Read<Wall> = (item) => {
  const match = MOMENT.exec(item.text);
  const day = match?.[1] ?? '';
  const time = match?.[2] ?? null;
  const wrong = (): never =>
    item.fail(`${item.name} is a date or a date and a time, as 2026-03-16 or 2026-03-16 16:59, not "${item.text}".`);
  if (!isDay(day)) return wrong();
  try {
    return { day, time: time === null ? null : clockTime(time) };
  } catch (error) {
    if (error instanceof RangeError) return wrong();
    throw error;
  }
};

const CLAUSE = /^[A-Z]\.?\d+([.-][a-z0-9]+)*$/;
export const clause: Read<string> = (item) =>
  CLAUSE.test(item.text) ? item.text : item.fail(`${item.name} is a clause such as E.2.a, not "${item.text}".`);

export function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (item) => (item.isNothing ? [] : item.entries.map((each) => read(each)));
}

/** A list, or one value in its place. */
export function oneOrMore<T>(read: Read<T>): Read<readonly T[]> {
  return (item) => (item.isList ? listOf(read)(item) : [read(item)]);
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (item) => (item.isNothing ? null : read(item));
}

const OF_THE_POLICY: ReadonlySet<string> = new Set(CLAUSE_IDS);

/** A clause that an event can cite: the policy has it. Those of the portal (P, Q) are not numbered here. */
export const citedClause: Read<string> = (item) => {
  const id = clause(item);
  if (OF_THE_POLICY.has(id) || /^[PQ]/.test(id)) return id;
  return item.fail(`The policy has no clause ${id}.`);
};
