import fc from 'fast-check';
import { addDays, day, isBusinessDay, mondayOf } from '../../calendar/days.ts';
import { withSettings } from '../../parameters/settings.ts';
import { GLENDORA } from '../../test/facts.fixture.ts';
import { printedDay } from '../../texts.ts';
import {
  billDateOf,
  dueDate,
  groupReadOn,
  groupsBilledOn,
  isRouteGroup,
  nextBillDate,
  readWeekOf,
  ROUTE_GROUPS,
} from './b1-billing.ts';

describe('B.1', () => {
  it('B.1 boundary: group 3, read in the week of 2026-01-05, is billed Thu 2026-01-15, next Thu 2026-03-12', () => {
    expect(readWeekOf(3, day('2026-01-09'))).toBe('2026-01-05');
    expect(billDateOf(day('2026-01-05'), GLENDORA)).toBe('2026-01-15');
    expect(nextBillDate(3, day('2026-01-05'), GLENDORA)).toBe('2026-01-15');
    expect(nextBillDate(3, day('2026-01-14'), GLENDORA)).toBe('2026-01-15');
    expect(nextBillDate(3, day('2026-01-15'), GLENDORA)).toBe('2026-03-12');
  });

  it('B.1 the groups follow one another, a week each, for eight weeks', () => {
    const read = Array.from({ length: 9 }, (_, week) => groupReadOn(addDays(day('2025-12-22'), 7 * week)));
    expect(read).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1]);
    expect(groupsBilledOn(day('2026-01-15'), GLENDORA)).toEqual([3]);
    expect(groupsBilledOn(day('2026-01-16'), GLENDORA)).toEqual([]);
  });

  it.each([
    ['Thanksgiving week: the day before, Friday being closed too', '2026-11-16', '2026-11-25'],
    ['Christmas 2025: the day after', '2025-12-15', '2025-12-26'],
    ['New Year 2026: the day after', '2025-12-22', '2026-01-02'],
  ])('B.1 %s', (_name, readMonday, billDate) => expect(billDateOf(day(readMonday), GLENDORA)).toBe(billDate));

  it.each(['2026-11-16', '2025-12-15', '2026-01-05'])('B.1 a city may leave the day where it is: read %s', (monday) =>
    expect(billDateOf(day(monday), withSettings(GLENDORA, { rollBillDate: 'none' }))).toBe(addDays(day(monday), 10)),
  );

  it('B.1 a group of a slid day is billed once', () => {
    const group = groupReadOn(day('2026-11-16'));
    expect(nextBillDate(group, day('2026-11-24'), GLENDORA)).toBe('2026-11-25');
    expect(nextBillDate(group, day('2026-11-25'), GLENDORA)).toBe('2027-01-21');
    expect(groupsBilledOn(day('2026-11-25'), GLENDORA)).toEqual([group]);
    expect(groupsBilledOn(day('2026-11-26'), GLENDORA)).toEqual([]);
  });

  it('B.1 every week bills one group, on a business day of its week, and nextBillDate agrees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_900 }), (offset) => {
        const on = addDays(day('2024-01-01'), offset);
        const monday = mondayOf(on);
        const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n));
        const billed = days.flatMap((each) => groupsBilledOn(each, GLENDORA).map((group) => [each, group] as const));
        expect(billed).toHaveLength(1);
        const [billDate, group] = billed[0] ?? [on, 1];
        expect(isBusinessDay(billDate, GLENDORA)).toBe(true);
        expect(nextBillDate(group, addDays(billDate, -1), GLENDORA)).toBe(billDate);
        expect(groupReadOn(addDays(monday, -7))).toBe(group);
        for (const each of ROUTE_GROUPS) expect(nextBillDate(each, on, GLENDORA) > on).toBe(true);
      }),
    );
  });

  it('knows its eight groups', () =>
    expect([0, 1, 8, 9, 1.5].map(isRouteGroup)).toEqual([false, true, true, false, false]));
});

describe('B.2', () => {
  it.each([
    ['R', '2026-01-15', '2026-02-26'],
    ['H', '2026-03-26', '2026-05-07'],
    ['T, Thanksgiving', '2026-10-15', '2026-11-26'],
    ['the sample bill of 2021, Thanksgiving', '2021-10-14', '2021-11-25'],
  ])('B.2 %s', (_name, billDate, due) => expect(dueDate(day(billDate), GLENDORA)).toBe(due));

  it('B.2 boundary: T prints 11/26/2026, although Thanksgiving', () =>
    expect(printedDay(dueDate(day('2026-10-15'), GLENDORA))).toBe('11/26/2026'));

  it('B.2 a city that rolls moves it to Mon 2026-11-30', () => {
    expect(dueDate(day('2026-10-15'), withSettings(GLENDORA, { rollDueDate: 'next-business-day' }))).toBe('2026-11-30');
  });

  const monthly = { ...GLENDORA, dueRule: { kind: 'last-business-day' as const, atLeastDays: 19 } };
  it.each([
    ['nineteen days before the last business day', '2026-01-11', '2026-01-30'],
    ['one day too few: the next month', '2026-01-12', '2026-02-27'],
    ['the last day a Sunday', '2026-05-01', '2026-05-29'],
    ['the last day a holiday: New Year as observed', '2027-12-01', '2027-12-30'],
    ['February of a leap year', '2028-02-01', '2028-02-29'],
  ])('B.2 due on the last business day, %s', (_name, billDate, due) => {
    expect(dueDate(day(billDate), monthly)).toBe(due);
  });

  const fifteenth = (date: number) => ({
    ...GLENDORA,
    dueRule: { kind: 'day-of-month' as const, date, atLeastDays: 10 },
  });
  it.each([
    [15, '2026-01-05', '2026-01-15'],
    [15, '2026-01-06', '2026-02-15'],
    [31, '2026-02-01', '2026-02-28'],
    [31, '2026-02-19', '2026-03-31'],
    [15, '2026-12-06', '2027-01-15'],
  ])('B.2 due on date %i, billed %s: %s', (date, billDate, due) => {
    expect(dueDate(day(billDate), fifteenth(date))).toBe(due);
  });

  it('B.2 a due date of the month rolls like any other, and a number of days takes its place', () => {
    const rolls = { ...fifteenth(15), rollDueDate: 'next-business-day' as const };
    expect(dueDate(day('2026-01-06'), rolls)).toBe('2026-02-17');
    expect(dueDate(day('2026-01-06'), withSettings(rolls, { payByDays: 30 }))).toBe('2026-02-05');
  });
});
