import fc from 'fast-check';
import { litresOf, registerOf } from './register.ts';

describe('registers', () => {
  it.each([
    ['123456.789', 'm3', 123456789],
    ['0.1', 'm3', 100],
    ['0.001', 'm3', 1],
    ['12', 'm3', 12000],
    [7, 'm3', 7000],
    [1234, 'l', 1234],
    ['1234', 'l', 1234],
    ['1234.9', 'l', 1234],
    ['999999999.999', 'm3', 999999999999],
  ] as const)('%s %s are %i litres', (register, unit, litres) => {
    expect(litresOf(register, unit)).toBe(litres);
  });

  it('comes back from litres without loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (litres) => {
        expect(litresOf(registerOf(litres), 'm3')).toBe(litres);
      }),
    );
  });
});
