import { matchSerial } from './serial.ts';

describe('the serial on the meter', () => {
  it.each([
    ['41882307', '41882307', 'matches'],
    [' 4188-2307 ', '41882307', 'matches'],
    ['ab 12', 'AB12', 'matches'],
    ['41882308', '41882307', 'differs'],
    ['0041882307', '41882307', 'differs'],
    [' - ', '41882307', 'empty'],
    ['41882307', null, 'unknown'],
  ])('%p beside %p %s', (typed, wanted, expected) => {
    expect(matchSerial(typed, wanted)).toBe(expected);
  });
});
