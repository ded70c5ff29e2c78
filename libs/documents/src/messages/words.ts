import { dayOf, dayParts, formatDollars, secondsOf, timeOfDay } from '@curbstop/policy';
import type { BasisPoints, Cents, Day, Instant, TimeOfDay } from '@curbstop/policy';
import type { Rich } from '../engine/text.ts';
import { localeOf } from '../languages.ts';
import type { Language } from '../languages.ts';
import { catalogueOf } from './catalogue.ts';
import type { Catalogue, Values } from './catalogue.ts';

const EVENING_HOUR = 18;

/** Amounts, days and times of a language. */
export class Words {
  readonly catalogue: Catalogue;
  private readonly days: Intl.DateTimeFormat;
  private readonly weekdays: Intl.DateTimeFormat;
  private readonly months: Intl.DateTimeFormat;

  constructor(
    readonly language: Language,
    readonly timeZone: string,
  ) {
    this.catalogue = catalogueOf(language);
    const locale = localeOf(language);
    this.days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    this.weekdays = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
    this.months = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  }

  say(key: string, values: Values = {}): Rich {
    return this.catalogue.rich(key, values);
  }

  text(key: string, values: Values = {}): string {
    return this.catalogue.text(key, values);
  }

  /** As in English in every language: other languages put the sign elsewhere, or the comma for the point. */
  money(amount: Cents): string {
    return formatDollars(amount);
  }

  /** A share without needless zeros: `10%`, `12.5%`. */
  share(share: BasisPoints): string {
    return `${share / 100}%`;
  }

  private at(day: Day): Date {
    const { year, month, date } = dayParts(day);
    return new Date(Date.UTC(year, month - 1, date));
  }

  /** In words, since short dates are read in two ways. */
  day(day: Day): string {
    return this.days.format(this.at(day));
  }

  dayOf(at: Instant): string {
    return this.day(dayOf(at, this.timeZone));
  }

  timeOf(at: Instant): string {
    return this.time(timeOfDay(at, this.timeZone));
  }

  /** With its weekday. */
  weekday(day: Day): string {
    return this.weekdays.format(this.at(day));
  }

  month(day: Day): string {
    return this.months.format(this.at(day));
  }

  time(time: TimeOfDay): string {
    const minutes = Math.floor(secondsOf(time) / 60);
    const hour = Math.floor(minutes / 60);
    if (minutes === 0) return this.text('common.time.midnight');
    if (minutes === 720) return this.text('common.time.noon');
    const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minutes % 60).padStart(2, '0')}`;
    const period = hour >= EVENING_HOUR ? 'evening' : 'day';
    return this.text(hour < 12 ? 'common.time.am' : 'common.time.pm', { clock, period });
  }

  moment(at: Instant): string {
    const time = timeOfDay(at, this.timeZone);
    const hour = Math.floor(secondsOf(time) / 3600) % 12 || 12;
    const day = this.weekday(dayOf(at, this.timeZone));
    return this.text('common.moment', { time: this.time(time), day, hour });
  }
}

const made = new Map<string, Words>();

export function wordsOf(language: Language, timeZone: string): Words {
  const key = `${language}/${timeZone}`;
  let words = made.get(key);
  if (words === undefined) {
    words = new Words(language, timeZone);
    made.set(key, words);
  }
  return words;
}
