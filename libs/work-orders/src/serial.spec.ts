import { isSameSerial, serialHint } from './index.ts';

describe('a serial number', () => {
  it.each([
    ['41882307', '2307'],
    ['M-77', '77'],
    ['7', ''],
  ])('%s shows a crew no more than %p before it has read the meter', (serial, shown) => {
    expect(serialHint(serial)).toBe(shown);
  });

  it('is the same with blanks, hyphens and small letters', () => {
    expect(isSameSerial(' ab-4188 2307', 'AB41882307')).toBe(true);
    expect(isSameSerial('41882307', '041882307')).toBe(false);
  });
});
