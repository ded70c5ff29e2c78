import { dayOf, daysBetween, shortDay } from '@curbstop/policy';
import type { Happened } from '../happened.ts';
import type { Life } from '../live.ts';
import { clock, eventSays, otherwise } from './text.ts';

/** What makes an event the same one in another life; when, how much and by which clause may differ. */
const IDENTITY = ['name', 'kind', 'state', 'request', 'command', 'report', 'set', 'may-close'];

function keyOf({ account, event, fields }: Happened): string {
  return [account, event, ...IDENTITY.map((name) => String(fields[name] ?? ''))].join(' | ');
}

function grouped(life: Life): Map<string, Happened[]> {
  const groups = new Map<string, Happened[]>();
  for (const each of life.events) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

interface Pair {
  readonly here: Happened | null;
  readonly there: Happened | null;
}

/** The events of two lives, side by side: the first of a kind with the first, the second with the second. */
function pairs(here: Life, there: Life): Pair[] {
  const [left, right] = [grouped(here), grouped(there)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [mine, other] = [left.get(key) ?? [], right.get(key) ?? []];
    return Array.from({ length: Math.max(mine.length, other.length) }, (_, nth) => ({
      here: mine[nth] ?? null,
      there: other[nth] ?? null,
    }));
  });
}

function when(happened: Happened, timeZone: string): string {
  const day = dayOf(happened.at, timeZone);
  return `${shortDay(day)}, ${day.slice(0, 4)} ${clock(happened.at, timeZone)}`;
}

function moved(days: number): string {
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;
}

/** The account and the event: `account all-three: charge penalty`. */
function named(happened: Happened, timeZone: string, several: boolean): string {
  const says = eventSays(happened, timeZone);
  return several && happened.account !== null ? `${happened.account}: ${says}` : says;
}

function byTime(a: Pair, b: Pair): number {
  return ((a.here ?? a.there)?.at ?? 0) - ((b.here ?? b.there)?.at ?? 0);
}

/** A clerk's report of what another policy would have made of the same life. */
export function differenceLines(
  here: { readonly policy: string; readonly life: Life },
  there: { readonly policy: string; readonly life: Life },
): string[] {
  const zone = here.life.timeZone;
  const otherZone = there.life.timeZone;
  const several = new Set(here.life.events.map((each) => each.account)).size > 1;
  const [onlyHere, onlyThere, differing]: [string[], string[], string[]] = [[], [], []];
  for (const pair of pairs(here.life, there.life).sort(byTime)) {
    if (pair.here && !pair.there) onlyHere.push(`    ${when(pair.here, zone)}  ${named(pair.here, zone, several)}`);
    else if (pair.there && !pair.here)
      onlyThere.push(`    ${when(pair.there, otherZone)}  ${named(pair.there, otherZone, several)}`);
    else if (pair.here && pair.there) {
      const days = daysBetween(dayOf(pair.here.at, zone), dayOf(pair.there.at, otherZone));
      const differs = otherwise(pair.there, pair.here, otherZone);
      if (differs === '' && pair.here.at === pair.there.at) continue;
      const how =
        pair.here.at === pair.there.at
          ? []
          : [`${when(pair.there, otherZone)}${days === 0 ? '' : ` (${moved(days)})`}`];
      differing.push(
        `    ${when(pair.here, zone)}  ${named(pair.here, zone, several)}`,
        `      under ${there.policy}: ${[...how, ...(differs === '' ? [] : [differs])].join(', ')}`,
      );
    }
  }
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`  ${title}`, ...lines];
  const all = [
    ...part('Under both, but not alike:', differing),
    ...part(`Only under ${here.policy}:`, onlyHere),
    ...part(`Only under ${there.policy}:`, onlyThere),
  ];
  const end = dayOf(here.life.end, zone);
  return [
    ...(all.length === 0 ? [`  Nothing would have been different under ${there.policy}.`] : all),
    `  Both were lived through to ${shortDay(end)}, ${end.slice(0, 4)} ${clock(here.life.end, zone)}; what would come later is not shown.`,
  ];
}
