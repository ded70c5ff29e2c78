import fc from 'fast-check';
import { day } from '../../calendar/days.ts';
import { addCents, cents } from '../../money/money.ts';
import { withWritten } from '../../parameters/settings.ts';
import { household, wish } from '../../test/assistance.fixture.ts';
import { account, at, bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import {
  downPayment,
  equalParts,
  lastDayOf,
  lastDeferralOf,
  lastHardshipDayOf,
  monthlyDates,
  plan,
} from './i3-plans.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { BasisPoints, Instant } from '../../units.ts';
import type { ArrangementWish } from './i1-arrangements.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const SIGNING = at('2026-03-16 16:00');
const HUNDRED = bill('2026-01-15', { charges: cents(10_000) });

function planned(
  more: Partial<ArrangementWish>,
  bills = [R],
  facts: Partial<AccountFacts> = {},
  now: Instant = SIGNING,
) {
  return plan(wish(more), { bills, facts: account({ bills, ...facts }), now }, GLENDORA);
}
const refusedBy = (more: Partial<ArrangementWish>, bills = [R]) =>
  planned(more, bills).objections.flatMap((each) => each.clauses);

describe('I.3, an amortization', () => {
  it('I.3 boundary: saved without terms of its own it has the usual ones: a fifth down, the rest by the month', () => {
    const { rows, total, lastOn } = planned({});
    expect(rows[0]).toEqual({ due: '2026-03-16', amount: 2_716, clause: 'I.3.b' });
    expect(rows.slice(1).map((each) => each.due)).toEqual(monthlyDates(day('2026-04-16'), 9));
    expect([total, lastOn]).toEqual([13_580, '2026-12-16']);
  });

  it('I.3.b boundary: R $135.80: $27.16 down, $108.64 left, the last day 2027-01-15; 2027-01-16 is refused', () => {
    expect(downPayment(cents(13_580), GLENDORA)).toBe(2_716);
    const { rows } = planned({ months: 6, start: day('2026-04-15') });
    expect(rows.map((each) => each.amount)).toEqual([2_716, 1_810, 1_810, 1_810, 1_810, 1_810, 1_814]);
    expect(lastDayOf([R], GLENDORA)).toBe('2027-01-15');
    expect(refusedBy({ months: 10, start: day('2026-04-15') })).toEqual([]);
    expect(refusedBy({ months: 10, start: day('2026-04-16') })).toEqual(['I.3.b']);
    expect(refusedBy({ months: 10, start: day('2026-04-16'), hardship: true })).toEqual([]);
    // A year mistyped is no hardship: three years after the bill, dated and set by the city.
    expect(refusedBy({ months: 1, start: day('2029-01-15'), hardship: true })).toEqual([]);
    expect(refusedBy({ months: 1, start: day('2029-01-16'), hardship: true })).toEqual(['I.3.b']);
    const shorter = withWritten(GLENDORA, { 'arrangement-hardship-months': '24' });
    expect(lastHardshipDayOf([R], shorter)).toBe('2028-01-15');
  });

  it('I.3.b with several bills the oldest counts; the down payment is half a cent up, and less is refused', () => {
    expect(lastDayOf([bill('2026-03-12'), R], GLENDORA)).toBe('2027-01-15');
    expect(downPayment(cents(13_583), GLENDORA)).toBe(2_717);
    expect(refusedBy({ down: cents(2_716) })).toEqual([]);
    expect(refusedBy({ down: cents(2_715) })).toEqual(['I.3.b']);
    expect(refusedBy({ down: cents(2_715), hardship: true })).toEqual([]);
    expect(refusedBy({ down: cents(13_581) })).toContain('I.3.b');
    const half = withWritten(GLENDORA, { 'down-payment-percent': '50', 'arrangement-months': '6' });
    expect(downPayment(cents(13_580), half)).toBe(6_790);
    expect(lastDayOf([R], half)).toBe('2026-07-15');
  });

  it('I.3.c boundary: begun 2026-03-31, the next on 2026-04-30, and then on the 31st again', () => {
    expect(monthlyDates(day('2026-03-31'), 3)).toEqual(['2026-03-31', '2026-04-30', '2026-05-31']);
    expect(refusedBy({ rows: [{ on: day('2026-04-15'), amount: cents(13_580) }] })).toContain('I.3.c');
    expect(refusedBy({ start: day('2026-03-15'), months: 2 })).toEqual(['I.3.c']);
  });
});

describe('I.4, another schedule', () => {
  const rows = (...amounts: number[]) =>
    amounts.map((amount, nth) => ({ on: day(`2026-0${nth + 4}-15`), amount: cents(amount) }));

  it('I.4 boundary: a schedule without dates of its own is monthly, and nothing is due on signing', () => {
    const plain = planned({ kind: 'schedule' });
    expect(plain.rows[0]).toEqual({ due: '2026-04-16', amount: 1_508, clause: 'I.4.c' });
    expect(plain.objections).toEqual([]);
  });

  it('I.4.b boundary: with a fee of $10.00 the total is the balance and $10.00, the last day 2027-01-15', () => {
    const fee = cents(1_000);
    const last = (on: string) => ({ kind: 'schedule' as const, fee, rows: [{ on: day(on), amount: cents(14_580) }] });
    expect(planned(last('2027-01-15'))).toMatchObject({ total: 14_580, fee: 1_000, objections: [] });
    expect(refusedBy(last('2027-01-16'))).toEqual(['I.4.b']);
    const poor = planned(last('2027-01-15'), [R], { household: household() });
    expect(poor).toMatchObject({ total: 13_580, fee: 0, objections: [{ clauses: ['I.4.c'] }] });
  });

  it('I.4.c boundary: rows one cent short are refused; lumps in any order are taken', () => {
    expect(refusedBy({ kind: 'schedule', rows: rows(10_000, 3_579) })).toEqual(['I.4.c']);
    expect(refusedBy({ kind: 'schedule', rows: rows(10_000, 3_580) })).toEqual([]);
    const lumps = planned({ kind: 'schedule', rows: [...rows(10_000, 3_580)].reverse() });
    expect(lumps.rows.map((each) => each.amount)).toEqual([10_000, 3_580]);
    expect(planned({ kind: 'schedule', down: cents(1_000), rows: rows(12_580) }).objections).toEqual([]);
  });
});

describe('I.5 and I.6, reduction and deferral', () => {
  const reduce = (percent: number, more: Partial<ArrangementWish> = {}): Partial<ArrangementWish> => ({
    kind: 'reduction',
    forgiven: percent as BasisPoints,
    fund: 'Water assistance gifts',
    until: day('2026-06-15'),
    ...more,
  });

  it('I.5 boundary: $30.00 of $100.00 is forgiven; $30.01 takes an action of the City Council', () => {
    expect(planned(reduce(3_000), [HUNDRED])).toMatchObject({ reduction: 3_000, total: 7_000, objections: [] });
    const left = (amount: number): Partial<ArrangementWish> => ({
      ...reduce(0),
      forgiven: null,
      rows: [{ on: day('2026-06-15'), amount: cents(amount) }],
    });
    expect(refusedBy(left(7_000), [HUNDRED])).toEqual([]);
    expect(planned(left(6_999), [HUNDRED])).toMatchObject({ reduction: 3_001, objections: [{ clauses: ['I.5'] }] });
    expect(refusedBy({ ...left(6_999), councilAction: '2026-14' }, [HUNDRED])).toEqual([]);
    const own = withWritten(GLENDORA, { 'reduction-percent': '50' });
    const facts = account({ bills: [HUNDRED] });
    expect(plan(wish(left(6_999)), { bills: [HUNDRED], facts, now: SIGNING }, own).objections).toEqual([]);
  });

  it('I.5 boundary: 30.00 per cent of $216.93 is $65.08, rounded half up, and allowed; 30.01 is not', () => {
    const odd = bill('2026-01-15', { charges: cents(21_693) });
    expect(planned(reduce(3_000), [odd])).toMatchObject({ reduction: 6_508, objections: [] });
    expect(planned(reduce(3_001), [odd])).toMatchObject({ reduction: 6_510, objections: [{ clauses: ['I.5'] }] });
  });

  it('I.5 names its fund, which is not the rates, and the day by which the rest is paid', () => {
    expect(refusedBy(reduce(3_000, { fund: ' ' }), [HUNDRED])).toEqual(['I.5']);
    expect(refusedBy(reduce(3_000, { fund: 'Water rates' }), [HUNDRED])).toEqual(['I.5']);
    expect(refusedBy(reduce(3_000, { until: day('2027-01-16') }), [HUNDRED])).toEqual(['I.5']);
    expect(refusedBy(reduce(0), [HUNDRED])).toContain('I.5');
    expect(planned(reduce(3_000), [HUNDRED]).rows).toEqual([{ due: '2026-06-15', amount: 7_000, clause: 'I.5' }]);
  });

  it('I.6 boundary: R is put off to 2026-08-26, and not to 2026-08-27', () => {
    expect(lastDeferralOf([bill('2026-03-12'), R], GLENDORA)).toBe('2026-08-26');
    const deferred = planned({ kind: 'deferral', until: day('2026-08-26') });
    expect(deferred).toMatchObject({ objections: [], rows: [{ due: '2026-08-26', amount: 13_580, clause: 'I.6' }] });
    expect(refusedBy({ kind: 'deferral', until: day('2026-08-27') })).toEqual(['I.6']);
    expect(refusedBy({ kind: 'deferral', until: day('2026-08-27'), hardship: true })).toEqual(['I.6']);
    const three = withWritten(GLENDORA, { 'deferral-months': '3' });
    expect(lastDeferralOf([R], three)).toBe('2026-05-26');
  });
});

describe('plans to the cent', () => {
  it('the rows of every plan that nothing objects to come to its total, in order of their days', () => {
    const kinds = fc.constantFrom<ArrangementWish['kind'][]>('amortization', 'schedule', 'reduction', 'deferral');
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 1, max: 12 }),
        (kind, amount, months) => {
          const bills = [bill('2026-01-15', { charges: cents(amount) })];
          const found = planned({ kind, months, forgiven: 2_500 as BasisPoints, fund: 'Gifts' }, bills);
          if (found.objections.length > 0) return;
          expect(addCents(...found.rows.map((each) => each.amount))).toBe(found.total);
          const days = found.rows.map((each) => each.due);
          expect([...days].sort()).toEqual(days);
          expect(found.rows.every((each) => each.amount > 0)).toBe(true);
        },
      ),
      { seed },
    );
  });

  it('equal parts lose no cent, and only the last is odd', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 24 }), (amount, count) => {
        const parts = equalParts(cents(amount), count);
        expect(addCents(...parts)).toBe(amount);
        expect(new Set(parts.slice(0, -1)).size).toBeLessThanOrEqual(1);
        expect((parts.at(-1) ?? 0) - (parts[0] ?? 0)).toBeGreaterThanOrEqual(0);
      }),
      { seed },
    );
  });
});
