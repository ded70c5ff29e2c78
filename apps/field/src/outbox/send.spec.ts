import { NoAnswer, Problem, Unreadable } from '@curbstop/ui';
import { outcomeOf } from './send.ts';

const problem = (status: number): Problem =>
  new Problem({ status, title: 'No', detail: null, code: null, clauses: [], fields: [] });

describe('what a failed sending means', () => {
  it.each([
    [401, 'signed-out'],
    [403, 'not-allowed'],
    [400, 'unacceptable'],
    [413, 'unacceptable'],
    [429, 'server-trouble'],
    [500, 'server-trouble'],
    [503, 'server-trouble'],
  ])('%i: %s', (status, kind) => expect(outcomeOf(problem(status)).kind).toBe(kind));

  it('tells no network from a strange answer, and hides no defect', () => {
    expect(outcomeOf(new NoAnswer('offline')).kind).toBe('no-answer');
    expect(outcomeOf(new Unreadable('a page')).kind).toBe('server-trouble');
    expect(() => outcomeOf(new TypeError('defect'))).toThrow('defect');
  });
});
