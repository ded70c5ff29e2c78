import { litres, oddity, tidyRegister } from './plausible.ts';

const DAY = 86_400_000;

describe('a reading', () => {
  it.each([
    ['418.73', 418_730],
    ['0', 0],
    ['000012.5', 12_500],
    ['', null],
    ['12.', null],
    ['1.2345', null],
  ])('%p is %p litres', (text, expected) => expect(litres(text)).toBe(expected));

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
  ])('%s', (_name, typed, days, kind) => {
    expect(oddity(typed, { register: '403.60', at: 0 }, days * DAY)?.kind ?? null).toBe(kind);
  });

  it('has nothing to be compared with at a meter never read', () => {
    expect(oddity('999999', null, 0)).toBeNull();
  });
});
