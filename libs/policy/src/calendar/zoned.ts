import { dayFromNumber, dayNumber } from './days.ts';
import type { Day, Instant, TimeOfDay } from '../units.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY_LENGTH = 24 * 60 * MINUTE;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** A guard for moments: whole milliseconds since 1970. */
export function instant(value: number): Instant {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a moment in whole milliseconds.`);
  return value as Instant;
}

/** A guard for times on the city's own clock (reading 1): `HH:MM` or `HH:MM:SS`, 24 hours. */
export function clockTime(text: string): TimeOfDay {
  if (!TIME.test(text)) throw new RangeError(`"${text}" is not a time of day. Write it as HH:MM or HH:MM:SS.`);
  return text as TimeOfDay;
}

/** Seconds after midnight on the wall clock. */
export function secondsOf(time: TimeOfDay): number {
  const two = (index: number) => (time.charCodeAt(index) - 48) * 10 + time.charCodeAt(index + 1) - 48;
  return two(0) * 3_600 + two(3) * 60 + (time.length > 5 ? two(6) : 0);
}

/**
 * A zone's offset through one UTC day: milliseconds to add to UTC, and the moment in the day from
 * which a second offset holds, when the clocks change in it. Asking Intl costs microseconds, a batch
 * asks some hundred thousand times for a few hundred days: hence one entry a day, kept.
 */
interface DayOffsets {
  readonly first: number;
  readonly changesAt: number;
  readonly then: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly days: Map<number, DayOffsets>;
}

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    zone = { format, days: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

function askOffset(format: Intl.DateTimeFormat, at: number): number {
  const parts: Record<string, string> = {};
  for (const part of format.formatToParts(at)) parts[part.type] = part.value;
  const local = dayNumber(`${(parts['year'] ?? '').padStart(4, '0')}-${parts['month']}-${parts['day']}` as Day);
  const seconds = Number(parts['hour']) * 3_600 + Number(parts['minute']) * 60 + Number(parts['second']);
  return local * DAY_LENGTH + seconds * SECOND - Math.floor(at / SECOND) * SECOND;
}

function offsetsOf(zone: Zone, utcDay: number): DayOffsets {
  const known = zone.days.get(utcDay);
  if (known) return known;
  const start = utcDay * DAY_LENGTH;
  const first = askOffset(zone.format, start);
  const then = askOffset(zone.format, start + DAY_LENGTH);
  let low = start;
  let high = start + DAY_LENGTH;
  if (first !== then) {
    // Clocks change on a whole minute; halve the day until the minute is found.
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
      if (askOffset(zone.format, middle) === first) low = middle;
      else high = middle;
    }
  }
  const found = { first, changesAt: high, then };
  zone.days.set(utcDay, found);
  return found;
}

function offsetAt(zone: Zone, at: number): number {
  const offsets = offsetsOf(zone, Math.floor(at / DAY_LENGTH));
  return at < offsets.changesAt ? offsets.first : offsets.then;
}

/**
 * The moment at which the city's wall clock shows `time` on `on`. A time the clocks skip in spring is
 * taken as that much later; one they show twice in autumn is the first of the two.
 */
export function toInstant(on: Day, time: TimeOfDay, timeZone: string): Instant {
  const zone = zoneOf(timeZone);
  const local = dayNumber(on) * DAY_LENGTH + secondsOf(time) * SECOND;
  const before = offsetAt(zone, local - DAY_LENGTH);
  const after = offsetAt(zone, local + DAY_LENGTH);
  if (before === after) return (local - before) as Instant;
  // Clocks go forward: the old offset also covers the skipped hour. Back: it gives the first showing.
  if (offsetAt(zone, local - before) === before) return (local - before) as Instant;
  if (offsetAt(zone, local - after) === after) return (local - after) as Instant;
  return (local - before) as Instant;
}

const MIDNIGHT = clockTime('00:00');

/** The first moment of a civil day. */
export function startOfDay(on: Day, timeZone: string): Instant {
  return toInstant(on, MIDNIGHT, timeZone);
}

/** The civil date the city's calendar shows at a moment. */
export function dayOf(at: Instant, timeZone: string): Day {
  return dayFromNumber(Math.floor((at + offsetAt(zoneOf(timeZone), at)) / DAY_LENGTH));
}

/** The wall-clock time at a moment, `HH:MM:SS`. */
export function timeOfDay(at: Instant, timeZone: string): TimeOfDay {
  const local = at + offsetAt(zoneOf(timeZone), at);
  const seconds = Math.floor((local - Math.floor(local / DAY_LENGTH) * DAY_LENGTH) / SECOND);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}` as TimeOfDay;
}

/** The offset from UTC at a moment, in minutes: -480 for Pacific standard time. */
export function offsetMinutes(at: Instant, timeZone: string): number {
  return offsetAt(zoneOf(timeZone), at) / MINUTE;
}
