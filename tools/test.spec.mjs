import { findChromium } from './lib/browser.mjs';
import { countsOf, lastLine, parseTestArguments, roundsOf } from './test.mjs';

describe('the test runner', () => {
  it('runs every kind when told nothing', () => {
    expect(parseTestArguments([])).toEqual({
      kinds: ['unit', 'db', 'story', 'browser'],
      patterns: [],
      flags: [],
      whole: true,
    });
  });

  it('takes kinds, then patterns, and passes flags on with their values', () => {
    expect(parseTestArguments(['unit', 'db', 'journal', '-t', 'B.1', '--bail'])).toEqual({
      kinds: ['unit', 'db'],
      patterns: ['journal'],
      flags: ['-t', 'B.1', '--bail'],
      whole: false,
    });
  });

  it('counts a file that could not be loaded as a failure, and what was left out as skipped', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      numPendingTests: 3,
      numTodoTests: 1,
      numTotalTestSuites: 9,
    };
    expect(countsOf(report)).toEqual({ passed: 5, failed: 3, skipped: 4, files: 9 });
  });

  it('ends with one line', () => {
    expect(lastLine({ passed: 5, failed: 0, skipped: 0 })).toBe('5 passed, 0 failed');
    expect(lastLine({ passed: 5, failed: 1, skipped: 2 })).toBe('5 passed, 1 failed, 2 skipped');
  });

  it('takes the browser that CHROMIUM_PATH names, and no other', () => {
    expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
    expect(findChromium({ CHROMIUM_PATH: '/no/such/browser', PATH: process.env.PATH })).toBeUndefined();
  });
});

describe('the rounds of a run', () => {
  it('has stories and browser specs side by side, and the others alone before them', () => {
    expect(roundsOf(['unit', 'db', 'story', 'browser'])).toEqual([['unit'], ['db'], ['story', 'browser']]);
    expect(roundsOf(['browser'])).toEqual([['browser']]);
    expect(roundsOf(['unit'])).toEqual([['unit']]);
  });
});
