import { dayParts, weekday } from './calendar/days.ts';
import { secondsOf, dayOf, timeOfDay } from './calendar/zoned.ts';
import type { Day, Instant, TimeOfDay } from './units.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `Mon Mar 16` */
export function shortDay(of: Day): string {
  const { month, date } = dayParts(of);
  return `${WEEKDAYS[weekday(of) - 1]?.slice(0, 3)} ${MONTHS[month - 1]?.slice(0, 3)} ${date}`;
}

/** `Tue Mar 16, 2027`, for a day that may be of another year. */
export function longDay(of: Day): string {
  return `${shortDay(of)}, ${dayParts(of).year}`;
}

/** `Mon Mar 16`, with its year where that is not the year of today. */
export function dayIn(of: Day, today: Day): string {
  return dayParts(of).year === dayParts(today).year ? shortDay(of) : longDay(of);
}

/** What a hold is called where its kind alone says little. */
const HOLD_NAMES: Readonly<Record<string, string>> = {
  medical: 'medical need, low income and an agreement',
  undeliverable: 'the notice came back in the mail',
  'payment-in-doubt': 'a payment that a supervisor checks first',
};

/** `assistance review`: a hold as a sentence names it. */
export function holdName(kind: string): string {
  return HOLD_NAMES[kind] ?? kind.replaceAll('-', ' ');
}

/** `3/16/2026`, as dates are printed on the bill (B.2). */
export function printedDay(of: Day): string {
  const { year, month, date } = dayParts(of);
  return `${month}/${date}/${year}`;
}

/** `Mon Mar 16, 5:00 pm`, with its year where that is not the year of now. */
export function momentIn(at: Instant, now: Instant, timeZone: string): string {
  return `${dayIn(dayOf(at, timeZone), dayOf(now, timeZone))}, ${shortTime(timeOfDay(at, timeZone))}`;
}

/** `5:00 pm`; seconds are shown only when there are any. */
export function shortTime(time: TimeOfDay): string {
  const seconds = secondsOf(time);
  const hour = Math.floor(seconds / 3_600);
  const tail = seconds % 60 === 0 ? '' : `:${String(seconds % 60).padStart(2, '0')}`;
  const minute = String(Math.floor(seconds / 60) % 60).padStart(2, '0');
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute}${tail} ${hour < 12 ? 'am' : 'pm'}`;
}

/** `Mon Mar 16, 2026, 5:00 pm`: where it is read at another time than it is written. */
export function longMoment(at: Instant, timeZone: string): string {
  return `${longDay(dayOf(at, timeZone))}, ${shortTime(timeOfDay(at, timeZone))}`;
}
