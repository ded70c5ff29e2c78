import { dayOf, formatDollars, shortDay, timeOfDay } from '@curbstop/policy';
import type { Cents, Day, Instant } from '@curbstop/policy';
import type { Failure } from '../check.ts';
import type { FieldValue, Happened } from '../happened.ts';
import { fieldsOfEvent } from '../read/events.ts';
import type { FieldKind } from '../read/events.ts';
import type { Life } from '../live.ts';

function shown(value: FieldValue, kind: FieldKind, timeZone: string): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'number') {
    if (kind === 'money') return formatDollars(value as Cents);
    if (kind === 'when') return `${dayOf(value as Instant, timeZone)} ${clock(value as Instant, timeZone)}`;
  }
  return String(value);
}

/** `17:00`, with seconds only where there are some. */
export function clock(at: Instant, timeZone: string): string {
  const time = timeOfDay(at, timeZone);
  return time.endsWith(':00') ? time.slice(0, 5) : time;
}

/** The words that come first, so that a line reads as a sentence: `work-order turn-off created`. */
const LEADING = ['request', 'name', 'kind', 'state', 'command', 'report'];
const CLAUSES = ['clause', 'clauses', 'because'];

/** What happened, without when and to whom: `charge penalty, amount $12.35`. */
export function eventSays({ event, fields }: Happened, timeZone: string): string {
  const kinds = Object.entries(fieldsOfEvent(event)).filter(([name]) => (fields[name] ?? null) !== null);
  const leading = LEADING.filter((name) => kinds.some(([each]) => each === name)).map((name) => String(fields[name]));
  const rest = kinds
    .filter(([name]) => !LEADING.includes(name) && !CLAUSES.includes(name))
    .map(([name, kind]) => `${name} ${shown(fields[name] ?? null, kind, timeZone)}`)
    .filter((each) => !each.endsWith(' '));
  return [[event, ...leading].join(' '), ...rest].join(', ');
}

/** What one event says of itself otherwise than another of its kind: `due 2026-02-03`; empty when they are alike. */
export function otherwise(happened: Happened, than: Happened, timeZone: string): string {
  return Object.entries(fieldsOfEvent(happened.event))
    .filter(([name]) => !CLAUSES.includes(name))
    .map(([name, kind]) => [name, ...[happened, than].map((each) => shown(each.fields[name] ?? null, kind, timeZone))])
    .filter(([, mine, other]) => mine !== other)
    .map(([name, mine]) => (mine === '' ? `no ${name}` : `${name} ${mine}`))
    .join(', ');
}

/** The clauses that an event cites. */
export function clausesOf({ fields }: Happened): string[] {
  const cited = CLAUSES.flatMap((name) => {
    const value = fields[name] ?? null;
    return value === null ? [] : Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  });
  return [...new Set(cited)];
}

/** `10:00  all-three  charge penalty, amount $12.35 (C.1)` */
export function eventLine(happened: Happened, timeZone: string, named: boolean): string {
  const clauses = clausesOf(happened);
  const cited = clauses.length === 0 ? '' : ` (${clauses.join(', ')})`;
  const account = named ? `${(happened.account ?? 'the city').padEnd(10)} ` : '';
  return `${clock(happened.at, timeZone).padEnd(8)} ${account}${eventSays(happened, timeZone)}${cited}`;
}

/** A life as a calendar: each day once, what happened under it. */
export function calendar(
  events: readonly Happened[],
  timeZone: string,
  more: (happened: Happened, timeZone: string) => readonly string[] = () => [],
): string[] {
  const named = new Set(events.map((each) => each.account)).size > 1;
  const lines: string[] = [];
  let today: Day | null = null;
  for (const happened of events) {
    const day = dayOf(happened.at, timeZone);
    if (day !== today) lines.push(`  ${shortDay(day)}, ${day.slice(0, 4)}`);
    today = day;
    lines.push(
      `    ${eventLine(happened, timeZone, named)}`,
      ...more(happened, timeZone).map((line) => `             ${line}`),
    );
  }
  return lines;
}

/** What did not hold, and what came nearest to it. */
export function failureLines(failure: Failure, file: string, timeZone: string): string[] {
  const { expectation, says, nearest } = failure;
  const near = nearest.map((each) => `      ${dayOf(each.at, timeZone)} ${eventLine(each, timeZone, true)}`);
  return [
    `  ${file}:${expectation.line}: ${expectation.says}`,
    `    ${says}`,
    ...(near.length === 0 ? ['    Nothing happened at all.'] : ['    What did happen, nearest first:', ...near]),
  ];
}

/** Steps that `until` has cut off: it ends the run. */
export function notTakenLines({ notTaken, end, timeZone }: Life, file: string): string[] {
  const ended = `${dayOf(end, timeZone)} ${clock(end, timeZone)}`;
  return notTaken.map((step) => `  ${file}:${step.line}: ${step.do} was not taken: the run ends on ${ended}.`);
}
