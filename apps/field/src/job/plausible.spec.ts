import { METRIC_DIAL } from '@curbstop/policy';
import type { Dial } from '@curbstop/policy';
import { oddity, tidyRegister } from './plausible.ts';

const DAY = 86_400_000;
const GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 1 };
const TENS: Dial = { unit: 'gal', digits: 5, multiplier: 10 };

describe('a reading', () => {
  it('is sent without a loose point or leading zeros', () => {
    expect(['0418.', '000', '7.50', ''].map(tidyRegister)).toEqual(['418', '0', '7.50', '']);
  });

  it.each([
    ['in line with its use', '418.73', 60, null],
    ['the same as before', '403.60', 60, null],
    ['a litre lower', '403.599', 60, 'lower'],
    ['20 m³ in a day', '423.60', 1, null],
    ['20 m³ and a litre in a day', '423.601', 1, 'higher'],
    ['180 m³ in 60 days', '583.60', 60, null],
    ['a digit too many', '4187.3', 60, 'higher'],
    ['nothing', '', 60, 'form'],
    ['four digits after the point', '418.7301', 60, 'form'],
  ])('%s', (_name, typed, days, kind) => {
    expect(oddity(typed, { register: '403.60', at: 0 }, days * DAY, METRIC_DIAL)?.kind ?? null).toBe(kind);
  });

  it.each([
    ['in line with its use', '018730', 60, null],
    ['the same digits', '018000', 60, null],
    ['a gallon lower', '017999', 60, 'lower'],
    ['5,283 gallons in a day', '023283', 1, null],
    ['5,284 gallons in a day', '023284', 1, 'higher'],
    ['a digit more than the dial has', '0187300', 60, 'form'],
    ['a point', '18.7', 60, 'form'],
  ])('of a dial in gallons: %s', (_name, typed, days, kind) => {
    expect(oddity(typed, { register: '18000', at: 0 }, days * DAY, GALLONS)?.kind ?? null).toBe(kind);
  });

  it('is compared in the unit and with the painted zeros of the dial', () => {
    expect(oddity('1900', { register: '1800', at: 0 }, DAY, TENS)).toBeNull();
    expect(oddity('1700', { register: '1800', at: 0 }, DAY, TENS)?.says).toBe(
      'That is lower than 018000 gal, the last reading. Readings can’t go down.',
    );
    expect(oddity('2800', { register: '1800', at: 0 }, DAY, TENS)?.says).toMatch(
      /^That is 10,000 gal more than 018000 gal/,
    );
  });

  it('may be lower where the dial was about to come round, by as much as a home uses', () => {
    expect(oddity('000400', { register: '999000', at: 0 }, DAY, GALLONS)).toBeNull();
    expect(oddity('090000', { register: '999000', at: 0 }, DAY, GALLONS)?.kind).toBe('lower');
    expect(oddity('000400', { register: '500000', at: 0 }, DAY, GALLONS)?.kind).toBe('lower');
  });

  it('has nothing to be compared with at a meter never read', () => {
    expect(oddity('999999', null, 0, METRIC_DIAL)).toBeNull();
  });
});
