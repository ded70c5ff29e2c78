import fc from 'fast-check';
import { jitterOf, lastReport, reportTimes } from './schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 18);

describe('when meters report', () => {
  it('is once a day, in the night, at an hour of their own', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 400 * DAY }), (device, later) => {
        const jitter = jitterOf(device);
        const report = lastReport(jitter, NOW + later);
        expect(NOW + later - report).toBeGreaterThanOrEqual(0);
        expect(NOW + later - report).toBeLessThan(DAY);
        expect(lastReport(jitter, report)).toBe(report);
        expect(lastReport(jitter, report - 1)).toBe(report - DAY);
        expect(jitter).toBeLessThan(6 * HOUR);
      }),
    );
  });

  it('sends the hours of the last day, and one reading of each day missed before', () => {
    const report = lastReport(jitterOf('M1'), NOW);
    expect(reportTimes(report, report - DAY)).toHaveLength(25);
    const week = reportTimes(report, report - 7 * DAY);
    expect(week).toHaveLength(6 + 24 + 1);
    expect([...week].sort((a, b) => a - b)).toEqual(week);
    expect(new Set(week).size).toBe(week.length);
    expect(week[0]).toBe(report - 6 * DAY);
    expect(reportTimes(report, report - 2_000 * DAY).length).toBeLessThanOrEqual(401);
  });
});
