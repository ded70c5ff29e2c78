// Expectations held against what happened, without a database.
import type { Cents, Instant } from '@curbstop/policy';
import { check } from './check.ts';
import type { Life } from './live.ts';
import { readScenario } from './read/scenario.ts';

const at = (text: string): Instant => Date.parse(text) as Instant;
const source = { journal: 'charge.posted', says: '', facts: {} };

const LIFE: Life = {
  timeZone: 'America/Los_Angeles',
  end: at('2026-03-18T00:00:00-07:00'),
  notTaken: [],
  events: [
    {
      at: at('2026-02-27T10:00:30-08:00'),
      account: 'main',
      event: 'charge',
      fields: { kind: 'penalty', amount: 1_235 as Cents, 'value-date': '2026-02-27', clause: 'C.1' },
      source,
    },
    {
      at: at('2026-03-16T17:10:00-07:00'),
      account: 'main',
      event: 'refused',
      fields: { request: 'request-extension', clause: 'D.3', clauses: ['D.3', 'D.6'] },
      source,
    },
    {
      at: at('2026-03-16T23:59:59-07:00'),
      account: 'other',
      event: 'flag',
      fields: { kind: 'nsf-due', set: true, amount: 10_500 as Cents, due: at('2026-03-18T17:00:00-07:00') },
      source,
    },
  ],
};

function failuresOf(...then: string[]): string[] {
  const text = [
    'title: A',
    'given: { accounts: { main: {}, other: {} } }',
    'until: 2026-03-18',
    'then:',
    ...then.map((each) => `  - ${each}`),
  ];
  return check(LIFE, readScenario('a.yaml', text.join('\n')).then).map((each) => each.says);
}

describe('an expectation', () => {
  it.each([
    '{ on: 2026-02-27, event: charge, kind: penalty, amount: 12.35, clause: C.1 }',
    '{ at: 2026-02-27 10:00, event: charge, value-date: 2026-02-27 }',
    '{ after: 2026-02-27 10:00:30, before: 2026-02-27 10:00:31, event: charge }',
    '{ event: refused, clause: D.6 }',
    '{ event: refused, clauses: [D.6] }',
    '{ on: 2026-03-16, event: flag, account: other, set: true, due: 2026-03-18 17:00 }',
    '{ event: flag, due: 2026-03-18 }',
    '{ none: { event: charge, account: other } }',
    '{ none: { event: charge }, after: 2026-02-28 }',
    '{ none: { event: charge }, before: 2026-02-27 10:00:30 }',
    '{ count: 1, of: { event: charge } }',
    '{ count: 0, of: { event: service } }',
  ])('holds: %s', (line) => {
    expect(failuresOf(line)).toEqual([]);
  });

  it.each([
    ['{ on: 2026-02-28, event: charge }', 'No such event.'],
    ['{ at: 2026-02-27 10:01, event: charge }', 'No such event.'],
    ['{ event: charge, amount: 12.34 }', 'No such event.'],
    ['{ event: charge, clause: C.2 }', 'No such event.'],
    ['{ event: charge, account: other }', 'No such event.'],
    ['{ after: 2026-02-27 10:01, event: charge }', 'No such event.'],
    ['{ event: refused, clauses: [D.6, D.4] }', 'No such event.'],
    ['{ event: flag, due: 2026-03-18 16:59 }', 'No such event.'],
    ['{ event: flag, set: false }', 'No such event.'],
    ['{ none: { event: charge } }', 'Expected none, and there is 1.'],
    ['{ none: { event: charge }, after: 2026-02-27 10:00:30 }', 'Expected none, and there is 1.'],
    ['{ count: 2, of: { event: charge } }', 'Expected 2, and there is 1.'],
  ])('fails: %s', (line, says) => {
    expect(failuresOf(line)).toEqual([says]);
  });

  it('that fails names what came nearest: the same event first, then the same day', () => {
    const text = ['title: A', 'until: 2026-03-18', 'then: [{ on: 2026-03-16, event: charge, amount: 12.35 }]'].join(
      '\n',
    );
    const [failure] = check(LIFE, readScenario('a.yaml', text).then);
    expect(failure?.nearest.map((each) => each.event)).toEqual(['charge', 'refused', 'flag']);
  });
});
