import { day } from '@curbstop/policy';
import { axisOf } from './axis.ts';

describe('the axis of days', () => {
  it('keeps the days even where something happens and breaks the quiet stretch', () => {
    const axis = axisOf([day('2026-01-15'), day('2026-02-26'), day('2026-02-27'), day('2026-03-01')], 0, 1_000);
    const dayWidth = axis.x(day('2026-02-27')) - axis.x(day('2026-02-26'));
    expect(axis.x(day('2026-03-01')) - axis.x(day('2026-02-27'))).toBeCloseTo(2 * dayWidth);
    expect(axis.x(day('2026-02-26'))).toBeLessThan(42 * dayWidth);
    expect(axis.breaks).toHaveLength(1);
    expect(axis.x(day('2026-01-15'))).toBe(0);
    expect(axis.x(day('2026-03-01'))).toBeCloseTo(1_000);
  });

  it('ticks only the days of stretches drawn whole', () => {
    const axis = axisOf([day('2026-03-02'), day('2026-03-06'), day('2026-06-01')], 0, 600);
    expect(axis.ticks).toHaveLength(3);
  });

  it('stands a day inside a broken stretch between its ends, and a day outside at the end', () => {
    const axis = axisOf([day('2026-01-01'), day('2026-03-01')], 10, 110);
    expect(axis.x(day('2026-01-30'))).toBeGreaterThan(10);
    expect(axis.x(day('2026-01-30'))).toBeLessThan(110);
    expect(axis.x(day('2025-01-01'))).toBe(10);
    expect(axis.x(day('2027-01-01'))).toBe(110);
  });

  it('grows with a longer quiet stretch', () => {
    const short = axisOf([day('2026-01-01'), day('2026-01-15'), day('2026-01-16')], 0, 100);
    const long = axisOf([day('2026-01-01'), day('2026-02-15'), day('2026-02-16')], 0, 100);
    expect(long.x(day('2026-02-15'))).toBeGreaterThan(short.x(day('2026-01-15')));
  });

  it('has a place for a single day', () => {
    expect(axisOf([day('2026-01-01')], 40, 90).x(day('2026-01-01'))).toBe(40);
  });
});
