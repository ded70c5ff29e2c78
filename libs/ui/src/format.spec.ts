import fc from 'fast-check';
import {
  accountNumber,
  ago,
  amount,
  cityFormats,
  civilDay,
  civilDayIn,
  count,
  countdown,
  duration,
  left,
  money,
} from './format.ts';

const at = (iso: string): number => Date.parse(iso);

describe('money', () => {
  it.each([
    [13580, '$135.80'],
    [0, '$0.00'],
    [5, '$0.05'],
    [-1344, '\u2212$13.44'],
    [123456789, '$1,234,567.89'],
  ])('%d cents are %s', (cents, text) => expect(money(cents)).toBe(text));

  it('is the amount without the currency in a ledger', () => expect(amount(-12720)).toBe('\u2212127.20'));

  it('loses no cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const back = Number(money(cents).replace('\u2212', '-').replace(/[$,.]/g, ''));
        expect(back).toBe(cents === 0 ? 0 : cents);
      }),
    );
  });
});

describe('spans of time', () => {
  it.each([
    [-5, '0 s'],
    [12_900, '12 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h 00 m'],
    [22_740_000, '6 h 19 m'],
    [172_800_000, '2 days'],
  ])('%d ms are %s', (ms, text) => expect(duration(ms)).toBe(text));

  it('is over at the very moment', () => {
    expect(left(1_000, 1_000)).toBe('over');
    expect(left(1_000 + 22_740_000, 1_000)).toBe('6 h 19 m left');
  });

  it('says never, just now, and how long ago', () => {
    expect([ago(null, 0), ago(500, 1_000), ago(9_000, 1_000), ago(0, 12_000)]).toEqual([
      'never',
      'just now',
      'just now',
      '12 s ago',
    ]);
  });

  it.each([
    [598_000, '9:58'],
    [1, '0:01'],
    [0, '0:00'],
    [-1, '0:00'],
    [4_198_000, '1:09:58'],
  ])('a countdown of %d ms shows %s', (ms, text) => expect(countdown(ms)).toBe(text));
});

describe('words', () => {
  it('counts', () =>
    expect([count(1, 'order'), count(4, 'order'), count(2, 'copy', 'copies')]).toEqual([
      '1 order',
      '4 orders',
      '2 copies',
    ]));
  it('groups an account number', () => expect(accountNumber('30412281709')).toBe('304 1228 1709'));
  it.each([
    ['short', 'Mar 17'],
    ['week', 'Tue, Mar 17'],
    ['year', 'Mar 17, 2026'],
    ['long', 'Tuesday, March 17, 2026'],
  ] as const)('writes a civil day %s', (style, text) => expect(civilDay('2026-03-17', style)).toBe(text));

  it('names the year of a civil day that is not of this one', () => {
    expect(['2026-12-31', '2027-01-01'].map((on) => civilDayIn(on, '2026-03-17'))).toEqual(['Dec 31', 'Jan 1, 2027']);
    expect(civilDayIn('2026-03-18', '2026-03-17', 'week')).toBe('Wed, Mar 18');
  });
});

describe('moments in the city', () => {
  const city = cityFormats('America/Los_Angeles');
  const moment = at('2026-03-17T16:41:07Z');

  it('writes day and time by the wall clock there', () => {
    expect(city.day(moment)).toBe('Tue, Mar 17');
    expect(city.longDay(moment)).toBe('Tuesday, March 17, 2026');
    expect(city.time(moment)).toBe('9:41 am');
    expect(city.exact(moment)).toBe('9:41:07 am');
    expect(city.dayTime(moment)).toBe('Tue, Mar 17, 9:41 am');
  });

  it('has the date of the city, not of Greenwich', () => {
    expect(city.civil(at('2026-03-18T06:59:59Z'))).toBe('2026-03-17');
    expect(city.civil(at('2026-03-18T07:00:00Z'))).toBe('2026-03-18');
  });

  it('writes noon and midnight, and follows the change of clocks', () => {
    expect(city.time(at('2026-03-17T19:00:00Z'))).toBe('12:00 pm');
    expect(city.time(at('2026-03-17T07:00:00Z'))).toBe('12:00 am');
    expect(city.time(at('2026-03-08T09:59:00Z'))).toBe('1:59 am');
    expect(city.time(at('2026-03-08T10:00:00Z'))).toBe('3:00 am');
  });
});
