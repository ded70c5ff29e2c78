import fc from 'fast-check';
import type { SimulatedMeter } from './fleet.ts';
import { cubicMetres, registerAt } from './register.ts';
import { CYCLE_HOURS, loadSeries } from './series.ts';

const HOUR = 3_600_000;
const series = loadSeries();
const EPOCH = Date.UTC(2024, 10, 1);
const meter: SimulatedMeter = {
  device: 'M1',
  serial: '1',
  secret: 's',
  commandKey: null,
  series: 'D003',
  scale: 5,
  base: 100_000,
  epoch: EPOCH,
  irrigation: { litres: 2_000, days: [1, 4], hour: 4 },
  valve: false,
  behaviour: 'normal',
};
const span = fc.integer({ min: 0, max: 3 * 366 * 24 * HOUR });

describe('simulated registers', () => {
  it('reads the 36 households, without gaps', () => {
    expect(series.size).toBe(36);
    for (const sums of series.values()) {
      expect(sums).toHaveLength(CYCLE_HOURS + 1);
      expect(sums.every((litres, i) => i === 0 || litres >= (sums[i - 1] ?? 0))).toBe(true);
    }
  });

  it('starts at its base and never runs backwards, across years', () => {
    expect(registerAt(meter, EPOCH, series)).toBe(100_000);
    fc.assert(
      fc.property(span, span, (a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(registerAt(meter, EPOCH + late, series)).toBeGreaterThanOrEqual(
          registerAt(meter, EPOCH + early, series),
        );
      }),
    );
  });

  it('uses what a Californian home uses, most of it in summer', () => {
    const month = (from: number, to: number) => registerAt(meter, to, series) - registerAt(meter, from, series);
    const july = month(Date.UTC(2025, 6, 1), Date.UTC(2025, 7, 1));
    const january = month(Date.UTC(2025, 0, 1), Date.UTC(2025, 1, 1));
    expect(july).toBeGreaterThan(january + 10_000);
  });

  it('stands still while the water is off and goes on from there', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 60 * 24 * HOUR }), span, (start, length, later) => {
        const from = EPOCH + start;
        const off = [{ from, to: from + length }];
        const still = registerAt(meter, from, series, off);
        expect(Math.abs(registerAt(meter, from + length, series, off) - still)).toBeLessThanOrEqual(0);
        const after = registerAt(meter, from + length + later, series, off);
        const used = registerAt(meter, from + length + later, series) - registerAt(meter, from + length, series);
        expect(Math.abs(after - still - used)).toBeLessThanOrEqual(1);
        expect(registerAt(meter, from + length, series, [{ from, to: null }])).toBe(still);
      }),
    );
  });

  it.each([
    [0, '0.000'],
    [7, '0.007'],
    [123_456, '123.456'],
  ])('%i litres are sent as %s', (litres, text) => {
    expect(cubicMetres(litres)).toBe(text);
  });
});
