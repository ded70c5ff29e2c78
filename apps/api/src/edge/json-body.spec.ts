import { isTooDeep } from './json-body.ts';

describe('the depth of a body', () => {
  it.each([
    ['{"a":[{"b":1}]}', 3, false],
    ['{"a":[{"b":1}]}', 2, true],
    ['"[[[[[["', 1, false],
    ['["\\"[[[[", "\\\\", 1]', 1, false],
    ['[[],[],[],[]]', 2, false],
    ['['.repeat(8_000), 32, true],
    ['{"a":'.repeat(33), 32, true],
    ['', 1, false],
  ])('%.30s, at most %i: too deep is %s', (text, deepest, tooDeep) => {
    expect(isTooDeep(text, deepest)).toBe(tooDeep);
  });
});
