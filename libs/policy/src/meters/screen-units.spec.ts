import fc from 'fast-check';
import { DISTANCE_UNITS, distanceWords, feetWords, usageWords } from './screen-units.ts';

describe('a way', () => {
  it.each([
    [0, '0 ft', '0 m'],
    [5, '16 ft', '5 m'],
    [40, '130 ft', '40 m'],
    [160, '520 ft', '160 m'],
    [161, '0.1 mi', '160 m'],
    [1_234, '0.8 mi', '1.2 km'],
    [16_093.44, '10.0 mi', '16.1 km'],
  ])('of %p meters is told in feet and miles, or in meters and kilometers', (meters, miles, kilometers) => {
    expect(DISTANCE_UNITS.map((unit) => distanceWords(meters, unit))).toEqual([miles, kilometers]);
  });

  it('of a tenth of a mile is told in miles, and a foot less in feet', () => {
    expect([feetWords(527), feetWords(528)]).toEqual(['530 ft', '0.1 mi']);
  });
});

describe('what a bill counts', () => {
  it.each([
    [0, '0 CCF', '0 gal', '0.0 m³'],
    [1, '1 CCF', '748 gal', '2.8 m³'],
    [37, '37 CCF', '27,678 gal', '104.8 m³'],
    [1_234, '1,234 CCF', '923,096 gal', '3,494.3 m³'],
  ])('%i units read in each unit', (units, ccf, gallons, meters) => {
    expect([usageWords(units, 'ccf'), usageWords(units, 'gal'), usageWords(units, 'm3')]).toEqual([
      ccf,
      gallons,
      meters,
    ]);
  });

  it('comes back in hundreds of cubic feet from what is shown in gallons and in cubic meters', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (units) => {
        const gallons = Number(usageWords(units, 'gal').replaceAll(/[^\d]/g, ''));
        expect(Math.round(gallons / 748.051948)).toBe(units);
        const meters = Number(
          usageWords(units, 'm3')
            .replaceAll(/[^\d.]/g, '')
            .replace(/\.$/, ''),
        );
        expect(Math.round(meters / 2.831_684_659_2)).toBe(units);
        expect(usageWords(units, 'ccf')).toBe(`${units.toLocaleString('en-US')} CCF`);
      }),
    );
  });
});
