/**
 * How amounts, moments and ages are written on every screen. Pure: the city's time zone is an argument.
 * Money is integer cents, moments are epoch milliseconds, civil days are `YYYY-MM-DD`.
 */

export { distanceWords, usageWords } from '@curbstop/contracts';

const MINUS = '\u2212';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function grouped(cents: number): string {
  const whole = Math.abs(Math.trunc(cents));
  const dollars = Math.floor(whole / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${dollars}.${(whole % 100).toString().padStart(2, '0')}`;
}

/** Cents as `$135.80`; less than nothing as `−$13.44`. */
export function money(cents: number): string {
  return `${cents < 0 ? MINUS : ''}$${grouped(cents)}`;
}

/** Cents without the sign of the currency, for columns of a ledger: `−127.20`. */
export function amount(cents: number): string {
  return `${cents < 0 ? MINUS : ''}${grouped(cents)}`;
}

/** `1 order`, `4 orders`; the plural may be given where an s does not make it. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** A duration in ms as people say it: `12 s`, `4 min`, `6 h 19 m`, `3 days`. Rounds down. */
export function duration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < 2 * DAY) {
    const minutes = Math.floor((span % HOUR) / MINUTE);
    return `${Math.floor(span / HOUR)} h ${minutes.toString().padStart(2, '0')} m`;
  }
  return `${Math.floor(span / DAY)} days`;
}

/** What remains until `until`: `6 h 19 m left`, or `over`. */
export function left(until: number, now: number): string {
  return until <= now ? 'over' : `${duration(until - now)} left`;
}

/** How long ago: `12 s ago`, `just now` under a second, `never` for null. A moment in the future is `just now`. */
export function ago(then: number | null, now: number): string {
  if (then === null) return 'never';
  return now - then < SECOND ? 'just now' : `${duration(now - then)} ago`;
}

/** A countdown in ms as `9:58`, from an hour up `1:09:58`. Rounds up, so 0:00 means over. */
export function countdown(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / SECOND);
  const two = (n: number): string => n.toString().padStart(2, '0');
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  return h > 0 ? `${h}:${two(m)}:${two(seconds % 60)}` : `${m}:${two(seconds % 60)}`;
}

/** A number of digits grouped for reading aloud from the left: `304 1228 1709`. */
export function accountNumber(digits: string): string {
  const rest = digits.slice(3);
  return [digits.slice(0, 3), ...(rest.match(/.{1,4}/g) ?? [])].filter((part) => part !== '').join(' ');
}

const civilParts = (day: string): Date => {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1));
};
const civil = {
  short: new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric' }),
  week: new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' }),
  year: new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' }),
  long: new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }),
};

/** A civil day (`YYYY-MM-DD`, no zone) in words: short `Mar 17`, week `Tue, Mar 17`, year `Mar 17, 2026`, long `Tuesday, March 17, 2026`. */
export function civilDay(day: string, style: keyof typeof civil = 'short'): string {
  return civil[style].format(civilParts(day));
}

/** `Mar 16`, with its year where that is not the year of today. */
export function civilDayIn(day: string, today: string, style: 'short' | 'week' = 'short'): string {
  if (day.slice(0, 4) === today.slice(0, 4)) return civilDay(day, style);
  return civilDay(day, 'year');
}

/** Formatters of moments in one city's time zone. */
export interface CityFormats {
  readonly timeZone: string;
  /** `Tue, Mar 17` */
  day(at: number): string;
  /** `Mar 17, 2026`, for what may be of another year. */
  yearDay(at: number): string;
  /** `Tuesday, March 17, 2026` */
  longDay(at: number): string;
  /** `9:41 am` */
  time(at: number): string;
  /** `9:41:07 am`, for what the server confirmed. */
  exact(at: number): string;
  /** `Tue, Mar 17, 9:41 am` */
  dayTime(at: number): string;
  /** The civil day of a moment, `2026-03-17`. */
  civil(at: number): string;
}

/** Formatters for an IANA time zone. Make it once a screen, not once a row: Intl objects are dear. */
export function cityFormats(timeZone: string): CityFormats {
  const of = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat('en-US', { timeZone, ...options });
  const day = of({ weekday: 'short', month: 'short', day: 'numeric' });
  const year = of({ month: 'short', day: 'numeric', year: 'numeric' });
  const long = of({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const clock = of({ hour: 'numeric', minute: '2-digit', hour12: true });
  const second = of({ hour: 'numeric', minute: '2-digit', second: '2-digit', hour12: true });
  const iso = of({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const pick = (format: Intl.DateTimeFormat, at: number): Record<string, string> =>
    Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  const time = (at: number): string => {
    const p = pick(clock, at);
    return `${p['hour']}:${p['minute']} ${(p['dayPeriod'] ?? '').toLowerCase()}`;
  };
  return {
    timeZone,
    day: (at) => day.format(at),
    yearDay: (at) => year.format(at),
    longDay: (at) => long.format(at),
    time,
    exact: (at) => {
      const p = pick(second, at);
      return `${p['hour']}:${p['minute']}:${p['second']} ${(p['dayPeriod'] ?? '').toLowerCase()}`;
    },
    dayTime: (at) => `${day.format(at)}, ${time(at)}`,
    civil: (at) => {
      const p = pick(iso, at);
      return `${p['year']}-${p['month']}-${p['day']}`;
    },
  };
}
