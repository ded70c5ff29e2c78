import fc from 'fast-check';
import { litresOfUnits, unitsBetween, unitsOnRegister } from '../sections/b/b1-tariff.ts';
import {
  DIAL_MULTIPLIERS,
  DIAL_UNITS,
  METRIC_DIAL,
  cubicMetersOfDial,
  dialCapacity,
  dialDecimals,
  dialFace,
  dialOfCubicMeters,
  dialOfLiters,
  dialRefusal,
  dialWords,
  litersOfDial,
} from './dial.ts';
import type { Dial } from './dial.ts';

const GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 1 };
const TENS_OF_GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 10 };
const FEET: Dial = { unit: 'ft3', digits: 6, multiplier: 1 };
const dials: fc.Arbitrary<Dial> = fc.record({
  unit: fc.constantFrom(...DIAL_UNITS),
  digits: fc.integer({ min: 3, max: 9 }),
  multiplier: fc.constantFrom(...DIAL_MULTIPLIERS),
});
/** A dial and a position of its digits: any, or one of the last ten before it comes round. */
const positions = dials.chain((dial) => {
  const turn = 10 ** (dial.digits + dialDecimals(dial));
  const any = fc.oneof(fc.integer({ min: 0, max: turn - 1 }), fc.integer({ min: turn - 10, max: turn - 1 }));
  return any.map((steps) => ({ dial, steps }));
});

function textOf(steps: number, dial: Dial): string {
  const decimals = dialDecimals(dial);
  const digits = String(steps).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

describe('a dial', () => {
  it.each<[string, Dial, string, number]>([
    ['1', GALLONS, '0.003785411784', 4],
    ['1000', GALLONS, '3.785411784', 3_786],
    ['1000', TENS_OF_GALLONS, '37.85411784', 37_855],
    ['1', FEET, '0.028316846592', 29],
    ['100', FEET, '2.8316846592', 2_832],
    ['999999', FEET, '28316.818275153408', 28_316_819],
    ['418.73', METRIC_DIAL, '418.730', 418_730],
    ['0', GALLONS, '0.000', 0],
  ])('%p of it is exact in cubic meters', (text, dial, register, liters) => {
    expect([cubicMetersOfDial(text, dial), litersOfDial(text, dial)]).toEqual([register, liters]);
  });

  it.each<[number, Dial, string]>([
    [3, GALLONS, '0'],
    [4, GALLONS, '1'],
    [37_854, TENS_OF_GALLONS, '999'],
    [37_855, TENS_OF_GALLONS, '1000'],
    [3_785_411, GALLONS, '999999'],
    [3_785_412, GALLONS, '0'],
    [3_785_416, GALLONS, '1'],
    [418_730, METRIC_DIAL, '418.730'],
  ])('%i liters show no digit that has not come round', (liters, dial, text) => {
    expect(dialOfLiters(liters, dial)).toBe(text);
  });

  it('comes back to the same digits from what is stored, in liters and in cubic meters, for every dial', () => {
    fc.assert(
      fc.property(positions, ({ dial, steps }) => {
        const text = textOf(steps, dial);
        expect(dialOfLiters(litersOfDial(text, dial), dial)).toBe(text);
        expect(dialOfCubicMeters(cubicMetersOfDial(text, dial), dial)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows the same digits a whole turn later, and climbs with the water until then', () => {
    fc.assert(
      fc.property(positions, fc.nat(100_000), ({ dial, steps }, more) => {
        const text = textOf(steps, dial);
        const liters = litersOfDial(text, dial);
        expect(liters).toBeLessThan(dialCapacity(dial));
        expect(dialOfLiters(liters + dialCapacity(dial), dial)).toBe(text);
        const later = Math.min(liters + more, dialCapacity(dial) - 1);
        expect(litersOfDial(dialOfLiters(later, dial), dial)).toBeLessThanOrEqual(later);
        expect(litersOfDial(dialOfLiters(later, dial), dial)).toBeGreaterThanOrEqual(liters);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['1234567', GALLONS, '1234567 has more.'],
    ['12.5', GALLONS, 'Type its digits only.'],
    ['', FEET, 'Type its digits only.'],
    ['-1', FEET, 'Type its digits only.'],
    ['1.2345', METRIC_DIAL, '1.2345 has more.'],
    ['1.', METRIC_DIAL, 'Type its digits only.'],
    ['1.2.3', METRIC_DIAL, 'Type its digits only.'],
  ])('refuses %p and says what it shows', (text, dial, says) => {
    expect(dialRefusal(text, dial)).toContain(says);
    expect(() => litersOfDial(text, dial)).toThrow(RangeError);
  });

  it('says how many digits turn and how many zeros are painted', () => {
    expect(dialRefusal('x', TENS_OF_GALLONS)).toBe(
      "This meter's dial shows 6 digits of gallons and a painted zero. Type its digits only.",
    );
  });

  it('stands on a screen as on the face: leading zeros, painted zeros, unit', () => {
    expect(dialFace('4512', TENS_OF_GALLONS)).toBe('0045120');
    expect(dialWords('4512', FEET)).toBe('004512 ft³');
    expect(dialWords('418.730', METRIC_DIAL)).toBe('418.730 m³');
  });
});

describe('hundreds of cubic feet', () => {
  it('are what a dial in cubic feet shows, without its last two digits', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (steps) => {
        expect(unitsOnRegister(litersOfDial(String(steps), FEET))).toBe(Math.floor(steps / 100));
      }),
      { numRuns: 2_000 },
    );
  });

  it('come back from the liters that they are', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (units) => {
        expect(unitsOnRegister(litresOfUnits(units))).toBe(units);
        if (units > 0) expect(unitsOnRegister(litresOfUnits(units) - 1)).toBe(units - 1);
      }),
    );
  });

  it('are billed the same when a dial in cubic feet came round between two readings', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(200_000), (from, used) => {
        const to = from + used;
        const turns = Math.floor(to / 1_000_000) * dialCapacity(FEET);
        const start = litersOfDial(String(from), FEET);
        const end = turns + litersOfDial(String(to % 1_000_000), FEET);
        expect(unitsBetween(start, end)).toBe(Math.floor(to / 100) - Math.floor(from / 100));
      }),
      { numRuns: 2_000 },
    );
  });
});
