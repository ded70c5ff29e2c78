import fc from 'fast-check';
import { cents } from '../../money/money.ts';
import { DEMO_TARIFF } from '../../parameters/demo-tariff.ts';
import { billLines, unitsBetween, unitsOnRegister } from './b1-tariff.ts';

describe('the demo tariff', () => {
  it.each([
    ['3/4', 0, [6_200], 6_200],
    ['3/4', 16, [6_200, 4_720], 10_920],
    ['3/4', 45, [6_200, 4_720, 8_640, 2_225], 21_785],
    ['1', 30, [9_800, 4_720, 5_040], 19_560],
  ] as const)('%s" and %i units', (size, units, amounts, total) => {
    const billed = billLines(DEMO_TARIFF, size, units, 56);
    expect(billed.lines.map((line) => line.amount)).toEqual(amounts);
    expect(billed.total).toBe(total);
  });

  it('goes by days in a shorter period: half the fixed charge, half the width of the tiers, the same price', () => {
    const half = billLines(DEMO_TARIFF, '3/4', 30, 28);
    expect(half.lines.map((line) => [line.units, line.amount])).toEqual([
      [0, 3_100],
      [8, 2_360],
      [12, 4_320],
      [10, 4_450],
    ]);
  });

  it('says what each line is', () => {
    expect(billLines(DEMO_TARIFF, '3/4', 17, 56).lines.map((line) => line.says)).toEqual([
      '3/4" meter, 56 days',
      'Tier 1: 16 CCF at $2.95',
      'Tier 2: 1 CCF at $3.60',
    ]);
    // In gallons for people, beside the hundreds of cubic feet that are priced.
    expect(billLines(DEMO_TARIFF, '3/4', 17, 56, 'gal').lines.map((line) => line.says)).toEqual([
      '3/4" meter, 56 days',
      'Tier 1: 11,969 gal, 16 CCF at $2.95',
      'Tier 2: 748 gal, 1 CCF at $3.60',
    ]);
    expect(billLines(DEMO_TARIFF, '3/4', 17, 56, 'm3').total).toBe(billLines(DEMO_TARIFF, '3/4', 17, 56).total);
  });

  it.each([
    [-1, 56],
    [1.5, 56],
    [10, 0],
    [10, 2.5],
  ])('refuses %p units in %p days', (units, days) => {
    expect(() => billLines(DEMO_TARIFF, '1', units, days)).toThrow(RangeError);
  });

  it('refuses a tariff that ends before the use does', () => {
    expect(() => billLines({ ...DEMO_TARIFF, tiers: [{ upTo: 5, price: cents(100) }] }, '1', 6, 56)).toThrow('unit 6');
  });

  it('bills every unit once and never less for more', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 120 }), (units, days) => {
        const billed = billLines(DEMO_TARIFF, '1', units, days);
        expect(billed.lines.reduce((sum, line) => sum + line.units, 0)).toBe(units);
        expect(billed.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(billed.total);
        expect(billLines(DEMO_TARIFF, '1', units + 1, days).total).toBeGreaterThan(billed.total);
      }),
    );
  });
});

describe('units', () => {
  it.each([
    [0, 0],
    [2_831, 0],
    [2_832, 1],
    [5_663, 1],
    [5_664, 2],
    [104_773, 37],
    [104_772, 36],
  ])('a register of %i litres has %i units', (litres, units) => expect(unitsOnRegister(litres)).toBe(units));

  it('drops the fraction and carries it on the register', () => {
    expect([
      unitsBetween(0, 2_500),
      unitsBetween(2_500, 5_000),
      unitsBetween(5_000, 7_500),
      unitsBetween(7_500, 10_000),
    ]).toEqual([0, 1, 1, 1]);
  });

  it('refuses a register that goes back', () => expect(() => unitsBetween(10, 9)).toThrow('went back'));

  it('never gains or loses a unit over many periods', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200_000), { maxLength: 20 }), (uses) => {
        let register = 0;
        let units = 0;
        for (const litres of uses) {
          units += unitsBetween(register, register + litres);
          register += litres;
        }
        expect(units).toBe(unitsOnRegister(register));
      }),
    );
  });
});
