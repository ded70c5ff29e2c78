import { themeFor } from './theme.ts';

describe('themeFor', () => {
  it.each([
    ['auto', false, false, 'light'],
    ['auto', false, true, 'dark'],
    ['auto', true, false, 'sun'],
    ['auto', true, true, 'sun'],
    ['dark', true, false, 'dark'],
    ['light', true, true, 'light'],
    ['sun', false, true, 'sun'],
  ] as const)('%s, more contrast %s, dark %s: %s', (choice, moreContrast, dark, theme) => {
    expect(themeFor(choice, { moreContrast, dark })).toBe(theme);
  });
});
