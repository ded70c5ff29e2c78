import { at, GLENDORA } from '../../test/facts.fixture.ts';
import { annualDiscontinuations, reportDay, yearSpan } from './m1-reporting.ts';
import type { WaterClosed } from './m1-reporting.ts';

function off(on: string, more: Partial<WaterClosed> = {}): WaterClosed {
  return {
    accountId: 1,
    customerClass: 'residential',
    kind: 'turn-off',
    carriedOut: true,
    at: at(on),
    restoredAt: null,
    ...more,
  };
}
const count = (all: readonly WaterClosed[], year = 2026) => annualDiscontinuations(all, year, GLENDORA);

describe('M.1', () => {
  it('M.1 boundary: closed Thu 2026-12-31 15:00, opened Fri 2027-01-01: counted in 2026, once', () => {
    const all = [off('2026-12-31 15:00', { restoredAt: at('2027-01-01 14:00') })];
    expect(count(all)).toEqual({ year: 2026, count: 1, accounts: 1, restoredWithinADay: 1 });
    expect(count(all, 2027).count).toBe(0);
    // An hour before midnight in the city is the next year elsewhere.
    expect(count([off('2026-12-31 23:00')]).count).toBe(1);
  });

  it.each([
    ['an order that was called off on site', { carriedOut: false }, 0],
    ['a business', { customerClass: 'commercial' }, 0],
    ['a place that stands empty', { kind: 'turn-off-vacant' }, 0],
    ['a returned payment', { kind: 'turn-off-nsf' }, 1],
    ['a broken promise', { kind: 'turn-off-again' }, 1],
  ] as const)('M.1 %s counts %p', (_name, more, expected) =>
    expect(count([off('2026-06-01 10:00', more)]).count).toBe(expected),
  );

  it('M.1 the same home twice is two closings of one account; exactly a day is within a day', () => {
    const all = [
      off('2026-03-17 09:00', { restoredAt: at('2026-03-18 09:00') }),
      off('2026-09-17 09:00', { restoredAt: at('2026-09-18 09:00:01') }),
      off('2026-09-17 09:00', { accountId: 2 }),
    ];
    expect(count(all)).toEqual({ year: 2026, count: 3, accounts: 2, restoredWithinADay: 1 });
  });

  it('M.1 a year is the city’s, and is published by 31 January', () => {
    expect(yearSpan(2026, GLENDORA)).toEqual({ from: at('2026-01-01'), to: at('2027-01-01') });
    expect(reportDay(2026, GLENDORA)).toBe('2027-01-31');
  });
});
