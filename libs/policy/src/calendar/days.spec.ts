import fc from 'fast-check';
import { GLENDORA } from '../test/facts.fixture.ts';
import {
  addBusinessDays,
  addDays,
  addMonths,
  day,
  dayNumber,
  daysBetween,
  daysInMonth,
  isBusinessDay,
  isDay,
  mondayOf,
  nextBusinessDay,
  previousBusinessDay,
  rollForward,
  weekday,
} from './days.ts';
import type { Day } from '../units.ts';

const MONDAY = 1;
const THURSDAY = 4;

describe('days', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-5', '2026-04-31', '', '2026-01-01T00:00', '0000-01-01'])(
    'refuses %p',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => day(text)).toThrow(RangeError);
    },
  );

  it('counts from 1970, leap days included', () => {
    expect(dayNumber(day('1970-01-01'))).toBe(0);
    expect(dayNumber(day('2000-03-01')) - dayNumber(day('2000-02-28'))).toBe(2);
    expect(dayNumber(day('2100-03-01')) - dayNumber(day('2100-02-28'))).toBe(1);
  });

  it.each([
    ['Dn R, D15', '2026-01-15', 15, '2026-01-30'],
    ['Dn R, D42', '2026-01-15', 42, '2026-02-26'],
    ['Dn R, D43', '2026-01-15', 43, '2026-02-27'],
    ['Dn R, D56', '2026-01-15', 56, '2026-03-12'],
    ['Dn R, D60', '2026-01-15', 60, '2026-03-16'],
    ['Dn R, D102', '2026-01-15', 102, '2026-04-27'],
    ['Dn H, D42', '2026-03-26', 42, '2026-05-07'],
    ['Dn H, D60', '2026-03-26', 60, '2026-05-25'],
    ['Dn T, D42', '2026-10-15', 42, '2026-11-26'],
    ['Dn T, D60', '2026-10-15', 60, '2026-12-14'],
    ['Dn seed sample bill', '2021-10-14', 42, '2021-11-25'],
    ['leap year', '2024-02-28', 1, '2024-02-29'],
  ])('%s: %s + %i is %s', (_name, from, count, to) => {
    expect(addDays(day(from), count)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(count);
  });

  it.each([
    ['12 months clamp', '2025-08-31', 6, '2026-02-28'],
    ['12 months clamp in a leap year', '2023-08-31', 6, '2024-02-29'],
    ['I.3.c', '2026-03-31', 1, '2026-04-30'],
    ['backwards', '2026-03-31', -1, '2026-02-28'],
    ['over the year', '2026-11-30', 3, '2027-02-28'],
    ['leap day + 12', '2024-02-29', 12, '2025-02-28'],
  ])('%s: %s + %i months is %s', (_name, from, count, to) => expect(addMonths(day(from), count)).toBe(to));

  it('walks day by day through fourteen years as a wall calendar does', () => {
    let [year, month, date, dayName] = [2019, 12, 30, MONDAY];
    for (let walked: Day = day('2019-12-30'); walked < '2034-01-01'; walked = addDays(walked, 1)) {
      expect(walked).toBe(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
      expect(weekday(walked)).toBe(dayName);
      dayName = dayName === 7 ? 1 : dayName + 1;
      date++;
      if (date > daysInMonth(year, month)) [month, date] = [month + 1, 1];
      if (month > 12) [year, month] = [year + 1, 1];
    }
  });

  it.each(['2026-01-15', '2026-03-26', '2026-10-15'])(
    'a reference bill of %s is of a Thursday, its D60 of a Monday',
    (billDate) => {
      expect(weekday(day(billDate))).toBe(THURSDAY);
      expect(weekday(addDays(day(billDate), 60))).toBe(MONDAY);
    },
  );

  it.each([
    ['bd Saturday', '2026-03-14', false],
    ['bd Memorial Day', '2026-05-25', false],
    ['bd Independence Day observed', '2026-07-03', false],
    ['bd day after Thanksgiving', '2026-11-27', false],
    ['bd Christmas Eve 2026 is worked', '2026-12-24', true],
    ['bd Christmas observed 2027', '2027-12-24', false],
    ['bd New Year 2028 observed', '2027-12-31', false],
    ['bd Columbus Day is worked', '2026-10-12', true],
  ])('%s: %s %p', (_name, on, open) => expect(isBusinessDay(day(on), GLENDORA)).toBe(open));

  it.each([
    ['E.2.a mailed Fri 2026-03-06', '2026-03-06', 7, '2026-03-17'],
    ['E.2.a mailed Mon 2026-03-09', '2026-03-09', 7, '2026-03-18'],
    ['K.2 Fri before Memorial Day', '2026-05-22', 1, '2026-05-26'],
    ['K.3 Fri before Memorial Day', '2026-05-22', 2, '2026-05-27'],
    ['none', '2026-05-23', 0, '2026-05-23'],
    ['from a Sunday', '2026-03-15', 1, '2026-03-16'],
  ])('addBd %s', (_name, from, count, to) => expect(addBusinessDays(day(from), count, GLENDORA)).toBe(to));

  it('rolls and steps over Thanksgiving', () => {
    expect(rollForward(day('2026-11-26'), GLENDORA)).toBe('2026-11-30');
    expect(rollForward(day('2026-11-25'), GLENDORA)).toBe('2026-11-25');
    expect(nextBusinessDay(day('2026-11-25'), GLENDORA)).toBe('2026-11-30');
    expect(previousBusinessDay(day('2026-11-30'), GLENDORA)).toBe('2026-11-25');
    expect(mondayOf(day('2026-11-29'))).toBe('2026-11-23');
  });

  it.each([-1, 1.5])('refuses %p business days', (count) => {
    expect(() => addBusinessDays(day('2026-01-05'), count, GLENDORA)).toThrow(RangeError);
  });

  it('says so when the calendar never opens', () => {
    const closed = { holidays: new Set(Array.from({ length: 500 }, (_, n) => addDays(day('2026-01-01'), n))) };
    expect(() => nextBusinessDay(day('2026-01-05'), closed)).toThrow('no business day');
  });

  it('adds business days one at a time or all at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_500 }), fc.nat(20), fc.nat(20), (offset, a, b) => {
        const from = addDays(day('2024-06-01'), offset);
        const to = addBusinessDays(from, a + b, GLENDORA);
        expect(addBusinessDays(addBusinessDays(from, a, GLENDORA), b, GLENDORA)).toBe(to);
        let open = 0;
        for (let d = from; d < to;) {
          d = addDays(d, 1);
          if (isBusinessDay(d, GLENDORA)) open++;
        }
        expect(open).toBe(a + b);
      }),
    );
  });
});
