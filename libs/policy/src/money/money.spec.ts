import fc from 'fast-check';
import { addCents, basisPoints, cents, formatDollars, parseDollars, percentHalfUp, shareHalfUp } from './money.ts';

describe('money', () => {
  it.each([1.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('refuses %p as cents', (value) => {
    expect(() => cents(value)).toThrow(RangeError);
  });

  it('has no minus zero', () => expect(Object.is(cents(-0), 0)).toBe(true));

  it.each([
    ['C.1 R in full', 12_345, 1_235],
    ['C.1 R with $100.00 paid', 2_345, 235],
    ['half up', 5, 1],
    ['below half', 4, 0],
    ['nothing', 0, 0],
  ])('10 %% half up, %s: %i -> %i', (_name, amount, share) => {
    expect(percentHalfUp(cents(amount), basisPoints(1_000))).toBe(share);
  });

  it('refuses a share of a debt below zero', () =>
    expect(() => percentHalfUp(cents(-1), basisPoints(1_000))).toThrow(RangeError));
  it.each([-1, 10_001, 0.5])('refuses %p hundredths of a per cent', (value) =>
    expect(() => basisPoints(value)).toThrow(RangeError),
  );

  it.each([
    [0, '$0.00'],
    [5, '$0.05'],
    [13_580, '$135.80'],
    [123_456_789, '$1,234,567.89'],
    [100_000, '$1,000.00'],
    [-500, '-$5.00'],
  ])('writes %i as %s', (amount, text) => expect(formatDollars(cents(amount))).toBe(text));

  it.each([
    ['135.80', 13_580],
    ['$1,250', 125_000],
    [' 12.5 ', 1_250],
    ['0.07', 7],
    ['1234567.89', 123_456_789],
  ])('reads %p', (text, amount) => expect(parseDollars(text)).toEqual({ ok: true, cents: amount }));

  it.each(['', '1.234', '-5', '1,25', '12,3456', '1e3', 'abc', '.5', '5.', '0x10', '１２'])(
    'refuses %p and says what is allowed',
    (text) => {
      const parsed = parseDollars(text);
      expect(parsed).toEqual({ ok: false, says: expect.stringContaining('135.80') });
    },
  );

  it('refuses more than a number holds', () => expect(parseDollars('99999999999999999').ok).toBe(false));

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (amount) => {
        expect(parseDollars(formatDollars(cents(amount)))).toEqual({ ok: true, cents: amount });
      }),
    );
  });

  it('splits shares within half a cent', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        (amount, part, whole) => {
          const doubled = 2 * (shareHalfUp(cents(amount), part, whole) * whole - amount * part);
          expect(doubled).toBeGreaterThan(-whole);
          expect(doubled).toBeLessThanOrEqual(whole);
        },
      ),
    );
  });

  it('adds', () => expect(addCents(cents(1), cents(2), cents(-3))).toBe(0));
});
