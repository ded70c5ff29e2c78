import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Day } from '../units.ts';

/** Where the city's office is closed besides Saturdays and Sundays. */
export type Calendar = Pick<PolicyParameters, 'holidays'>;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** No calendar closes an office this long; a longer search means a broken one. */
const LONGEST_CLOSURE = 366;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** A guard for civil dates: `YYYY-MM-DD` that is on the calendar, or an error. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`"${text}" is not a date. Write it as YYYY-MM-DD.`);
  return text;
}

export function isDay(text: string): text is Day {
  const match = DAY.exec(text);
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

export interface DayParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly date: number;
}

const ZERO = 48;

/** A date's parts, read off its digits: a batch asks for some millions, and slicing would make as many strings. */
export function dayParts(of: Day): DayParts {
  const digit = (index: number) => of.charCodeAt(index) - ZERO;
  return {
    year: digit(0) * 1_000 + digit(1) * 100 + digit(2) * 10 + digit(3),
    month: digit(5) * 10 + digit(6),
    date: digit(8) * 10 + digit(9),
  };
}

function fromParts(year: number, month: number, date: number): Day {
  if (year < 1 || year > 9999) throw new RangeError(`The year ${year} has no four-digit date.`);
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}` as Day;
}

/**
 * Days since 1970-01-01 in the Gregorian calendar. The year is taken to begin in March, so that the
 * leap day is the last of its year and months need no table.
 */
export function dayNumber(of: Day): number {
  const { year, month, date } = dayParts(of);
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The date that is `number` days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return fromParts(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1);
}

/** Dn: the first day is not counted, the last is (reading 2). */
export function addDays(from: Day, count: number): Day {
  return dayFromNumber(dayNumber(from) + count);
}

/** Days from `from` to `to`; below zero when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same date `count` months on; a month that is too short gives its last day (08-31 + 6 is 02-28). */
export function addMonths(from: Day, count: number): Day {
  const { year, month, date } = dayParts(from);
  const months = year * 12 + (month - 1) + count;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return fromParts(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(of: Day): number {
  const sinceMonday = (dayNumber(of) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** The Monday of the week a day is in. */
export function mondayOf(of: Day): Day {
  return addDays(of, 1 - weekday(of));
}

/** Monday to Friday, and not one of the city's holidays (reading 3). */
export function isBusinessDay(of: Day, calendar: Calendar): boolean {
  return weekday(of) <= 5 && !calendar.holidays.has(of);
}

function seek(from: Day, step: 1 | -1, calendar: Calendar): Day {
  let found = addDays(from, step);
  for (let tried = 0; !isBusinessDay(found, calendar); tried++) {
    if (tried > LONGEST_CLOSURE) throw new RangeError(`The calendar has no business day near ${from}.`);
    found = addDays(found, step);
  }
  return found;
}

/** The first business day after `from`. */
export function nextBusinessDay(from: Day, calendar: Calendar): Day {
  return seek(from, 1, calendar);
}

/** The last business day before `from`. */
export function previousBusinessDay(from: Day, calendar: Calendar): Day {
  return seek(from, -1, calendar);
}

/** `from` itself when it is a business day, else the next one. */
export function rollForward(from: Day, calendar: Calendar): Day {
  return isBusinessDay(from, calendar) ? from : nextBusinessDay(from, calendar);
}

/** addBd(d, n): `count` business days after `from`, which is not counted itself. */
export function addBusinessDays(from: Day, count: number, calendar: Calendar): Day {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a number of business days.`);
  let found = from;
  for (let left = count; left > 0; left--) found = nextBusinessDay(found, calendar);
  return found;
}
