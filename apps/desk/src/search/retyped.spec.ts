import { retyped } from './retyped.ts';

describe('typing over a chosen account', () => {
  const before = 'Ines Calloway, 1440 Larch Crest Lane, 304 1228 1709';
  it.each([
    ['a letter after it', `${before}k`, 'k'],
    ['a letter in its place', 'k', 'k'],
    ['a number pasted over it', '30412281710', '30412281710'],
    ['one letter rubbed out', before.slice(0, -1), ''],
    ['all of it rubbed out', '', ''],
  ])('%s', (_, value, wanted) => {
    expect(retyped(before, value)).toBe(wanted);
  });
});
