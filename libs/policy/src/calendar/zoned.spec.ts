import fc from 'fast-check';
import { longMoment, momentIn, printedDay, shortDay, shortTime } from '../texts.ts';
import { addDays, day } from './days.ts';
import { clockTime, dayOf, instant, offsetMinutes, secondsOf, startOfDay, timeOfDay, toInstant } from './zoned.ts';
import type { Instant } from '../units.ts';

const LA = 'America/Los_Angeles';
const HOUR = 3_600_000;
const iso = (text: string): Instant => instant(Date.parse(text));

describe('TZ wall time and moments', () => {
  it.each([
    ['R D60 17:00 is in daylight time', '2026-03-16', '17:00', '2026-03-17T00:00:00Z'],
    ['R bill midnight is in standard time', '2026-01-15', '00:00', '2026-01-15T08:00:00Z'],
    ['last second before the gap', '2026-03-08', '01:59:59', '2026-03-08T09:59:59Z'],
    ['gap: later', '2026-03-08', '02:30', '2026-03-08T10:30:00Z'],
    ['first minute after the gap', '2026-03-08', '03:00', '2026-03-08T10:00:00Z'],
    ['before the overlap', '2026-11-01', '00:59:59', '2026-11-01T07:59:59Z'],
    ['overlap: first', '2026-11-01', '01:30', '2026-11-01T08:30:00Z'],
    ['after the overlap', '2026-11-01', '02:00', '2026-11-01T10:00:00Z'],
    ['end of the year', '2026-12-31', '23:59:59', '2027-01-01T07:59:59Z'],
  ])('%s: %s %s', (_name, on, time, utc) => expect(toInstant(day(on), clockTime(time), LA)).toBe(iso(utc)));

  it('J.4: the last millisecond of a day is of that day, midnight is not', () => {
    const midnight = startOfDay(day('2026-02-27'), LA);
    expect(dayOf(instant(midnight - 1), LA)).toBe('2026-02-26');
    expect(dayOf(midnight, LA)).toBe('2026-02-27');
    expect(timeOfDay(instant(midnight - 1), LA)).toBe('23:59:59');
  });

  it('adds 23 and 25 hours where the clocks change', () => {
    const length = (text: string) => startOfDay(addDays(day(text), 1), LA) - startOfDay(day(text), LA);
    expect([length('2026-03-08'), length('2026-11-01'), length('2026-03-09')]).toEqual([
      23 * HOUR,
      25 * HOUR,
      24 * HOUR,
    ]);
  });

  it.each([
    ['half-hour change', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z'],
    ['east of Greenwich', 'Pacific/Auckland', '2026-01-15', '00:00', '2026-01-14T11:00:00Z'],
    ['quarter hours', 'Asia/Kathmandu', '2026-01-15', '12:00', '2026-01-15T06:15:00Z'],
    ['UTC', 'UTC', '2026-01-15', '12:00', '2026-01-15T12:00:00Z'],
  ])('%s: %s', (_name, zone, on, time, utc) => expect(toInstant(day(on), clockTime(time), zone)).toBe(iso(utc)));

  it('gives the day and time that Intl gives, and comes back', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: LA, dateStyle: 'short', timeStyle: 'medium' });
    // Weighted towards the weeks in which the clocks change.
    const change = fc.constantFrom(
      '2024-03-10',
      '2024-11-03',
      '2025-03-09',
      '2025-11-02',
      '2026-03-08',
      '2026-11-01',
      '2027-03-14',
      '2027-11-07',
    );
    const moments = fc.oneof(
      fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2040-01-01') }),
      fc.tuple(change, fc.integer({ min: -12 * HOUR, max: 36 * HOUR })).map(([on, shift]) => Date.parse(on) + shift),
    );
    fc.assert(
      fc.property(moments, (ms) => {
        const moment = instant(ms);
        expect(`${dayOf(moment, LA)} ${timeOfDay(moment, LA)}`).toBe(format.format(ms));
        const back = toInstant(dayOf(moment, LA), timeOfDay(moment, LA), LA);
        const seconds = Math.floor(ms / 1_000) * 1_000;
        // In the repeated hour the first showing is given; everywhere else the same second.
        expect([seconds, seconds - HOUR]).toContain(back);
        if (offsetMinutes(instant(ms - HOUR), LA) === offsetMinutes(moment, LA)) expect(back).toBe(seconds);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['24:00', '9:00', '09:60', '09:00:60', ''])('refuses %p', (text) =>
    expect(() => clockTime(text)).toThrow(RangeError),
  );
  it('refuses half a millisecond', () => expect(() => instant(0.5)).toThrow(RangeError));
  it('counts seconds', () =>
    expect([secondsOf(clockTime('17:00')), secondsOf(clockTime('00:00:07'))]).toEqual([61_200, 7]));

  it('writes dates and times for people', () => {
    const at = iso('2026-03-17T00:00:00Z');
    expect(longMoment(at, LA)).toBe('Mon Mar 16, 2026, 5:00 pm');
    expect(momentIn(at, iso('2026-12-31T00:00:00Z'), LA)).toBe('Mon Mar 16, 5:00 pm');
    expect(momentIn(at, iso('2027-01-02T00:00:00Z'), LA)).toBe('Mon Mar 16, 2026, 5:00 pm');
    expect(shortDay(day('2026-11-01'))).toBe('Sun Nov 1');
    expect(printedDay(day('2026-11-26'))).toBe('11/26/2026');
    expect(['00:00', '12:00', '08:30:05'].map((text) => shortTime(clockTime(text)))).toEqual([
      '12:00 am',
      '12:00 pm',
      '8:30:05 am',
    ]);
  });
});
