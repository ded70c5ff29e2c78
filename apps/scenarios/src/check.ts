import { DAY_MS, clockTime, dayOf, toInstant } from '@curbstop/policy';
import type { Day, Instant } from '@curbstop/policy';
import type { FieldValue, Happened } from './happened.ts';
import type { Life } from './live.ts';
import type { Expectation, Expected, Pattern, Times } from './read/then.ts';
import type { Wall } from './read/values.ts';

const MINUTE_MS = 60_000;
const MIDNIGHT = clockTime('00:00');

function momentOf({ day, time }: Wall, timeZone: string): Instant {
  return toInstant(day, time ?? MIDNIGHT, timeZone);
}

/** A date matches a moment of that day; a date and a time match that minute. */
function isWhen(value: FieldValue, wall: Wall, timeZone: string): boolean {
  if (typeof value === 'string') return value === wall.day && (wall.time === null || wall.time.startsWith('00:00'));
  if (typeof value !== 'number') return false;
  const moment = value as Instant;
  if (wall.time === null) return dayOf(moment, timeZone) === (wall.day as Day);
  return sameMinute(moment, momentOf(wall, timeZone));
}

function sameMinute(a: Instant, b: Instant): boolean {
  return Math.floor(a / MINUTE_MS) === Math.floor(b / MINUTE_MS);
}

function isAsExpected(value: FieldValue | undefined, expected: Expected, timeZone: string): boolean {
  switch (expected.is) {
    case 'nothing':
      return value === undefined || value === null;
    case 'money':
      return value === expected.amount;
    case 'when':
      return value !== undefined && isWhen(value, expected.wall, timeZone);
    case 'all-of': {
      const held: readonly unknown[] = Array.isArray(value) ? value : [value];
      return expected.items.every((item) => held.includes(item));
    }
    case 'exactly':
      return value === expected.value;
  }
}

/** The clause of a refusal may be any of its clauses. */
function isOneOfItsClauses(happened: Happened, expected: Expected): boolean {
  const { clauses } = happened.fields;
  return (
    expected.is === 'exactly' && Array.isArray(clauses) && (clauses as readonly unknown[]).includes(expected.value)
  );
}

/** Fields of the pattern that the event does not have as expected. */
export function differences(happened: Happened, pattern: Pattern, timeZone: string): string[] {
  return [...pattern.fields]
    .filter(
      ([name, expected]) =>
        !isAsExpected(happened.fields[name], expected, timeZone) &&
        !(name === 'clause' && isOneOfItsClauses(happened, expected)),
    )
    .map(([name]) => name);
}

function inTime(at: Instant, times: Times, timeZone: string): boolean {
  const { on, at: minute, after, before } = times;
  if (on !== null && dayOf(at, timeZone) !== on) return false;
  if (minute !== null && !sameMinute(at, momentOf(minute, timeZone))) return false;
  if (after !== null && at < momentOf(after, timeZone)) return false;
  return before === null || at < momentOf(before, timeZone);
}

function isMeant(happened: Happened, { times, pattern }: Expectation, timeZone: string): boolean {
  return (
    happened.event === pattern.event &&
    (pattern.account === null || happened.account === pattern.account) &&
    inTime(happened.at, times, timeZone) &&
    differences(happened, pattern, timeZone).length === 0
  );
}

/** An expectation that does not hold, with what happened instead. */
export interface Failure {
  readonly expectation: Expectation;
  readonly says: string;
  /** The nearest events that did happen, nearest first. */
  readonly nearest: readonly Happened[];
}

const NEAREST = 4;

/** How far an event is from what was expected; lower is nearer. */
function distance(happened: Happened, { times, pattern }: Expectation, timeZone: string): number {
  const sameEvent = happened.event === pattern.event;
  const wanted =
    times.at ?? (times.on === null ? null : { day: times.on, time: clockTime('12:00') }) ?? times.after ?? times.before;
  const days = wanted === null ? 0 : Math.abs(happened.at - momentOf(wanted, timeZone)) / DAY_MS;
  const account = pattern.account !== null && happened.account !== pattern.account ? 1 : 0;
  const fields = sameEvent ? differences(happened, pattern, timeZone).length : pattern.fields.size;
  return (sameEvent ? 0 : 1_000_000) + account * 1_000 + fields * 30 + Math.min(days, 900);
}

function nearestTo(life: Life, expectation: Expectation): Happened[] {
  return life.events
    .map((happened) => ({ happened, far: distance(happened, expectation, life.timeZone) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAREST)
    .map(({ happened }) => happened);
}

/** Holds every expectation against what was recorded. */
export function check(life: Life, then: readonly Expectation[]): Failure[] {
  return then.flatMap((expectation): Failure[] => {
    const found = life.events.filter((happened) => isMeant(happened, expectation, life.timeZone));
    const { count } = expectation;
    if (count === 'some' ? found.length > 0 : found.length === count) return [];
    if (count === 'some') return [{ expectation, says: 'No such event.', nearest: nearestTo(life, expectation) }];
    const says = `Expected ${count === 0 ? 'none' : count}, and there ${found.length === 1 ? 'is 1' : `are ${found.length}`}.`;
    return [{ expectation, says, nearest: found.length > 0 ? found.slice(0, NEAREST) : nearestTo(life, expectation) }];
  });
}
