// Files that cannot be read: each names its line, and says what is allowed there.
import { readScenario } from './scenario.ts';
import { Unreadable } from './unreadable.ts';

const LINES = [
  'title: A life',
  'clauses: [C.1]',
  'policy: glendora',
  'given:',
  '  account: { class: residential }',
  'when:',
  '  - { at: 2026-01-15 08:00, do: issue-bill, amount: 123.45 }',
  'then:',
  '  - { on: 2026-02-27, event: charge, kind: penalty, amount: 12.35, clause: C.1 }',
];

/** The file with one line written otherwise. */
function withLine(nth: number, line: string): string {
  return LINES.map((each, index) => (index === nth - 1 ? line : each)).join('\n');
}

function complaintOf(text: string): string {
  try {
    readScenario('life.yaml', text);
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
  return 'It was read.';
}

describe('a scenario file', () => {
  it('is read with its defaults', () => {
    const scenario = readScenario('life.yaml', LINES.join('\n'));
    expect(scenario).toMatchObject({ title: 'A life', clauses: ['C.1'], policy: 'glendora', until: null });
    expect(scenario.given.accounts.get('main')).toMatchObject({ dwelling: 'single-family', valve: 'none', units: 1 });
    expect(scenario.when).toEqual([
      {
        do: 'issue-bill',
        at: { day: '2026-01-15', time: '08:00' },
        account: 'main',
        by: undefined,
        line: 7,
        its: { amount: 12_345, name: undefined, kind: 'regular' },
      },
    ]);
    expect(scenario.then[0]?.pattern.fields.get('amount')).toEqual({ is: 'money', amount: 1_235 });
  });

  it('keeps dates, times, on and off as text, in YAML 1.2', () => {
    const text = withLine(9, '  - { on: 2026-02-27, event: service, state: off }');
    expect(readScenario('life.yaml', text).then[0]?.pattern.fields.get('state')).toEqual({
      is: 'exactly',
      value: 'off',
    });
  });

  it('has its steps in the order of their moments, those of one moment as written', () => {
    const text = [
      ...LINES.slice(0, 6),
      '  - { at: 2026-03-17 09:00, do: ask-balance }',
      '  - { at: 2026-01-15, do: issue-bill, amount: 1 }',
      '  - { at: 2026-03-17 09:00:00, do: ask-may-close }',
    ].join('\n');
    expect(readScenario('life.yaml', text).when.map((step) => step.do)).toEqual([
      'issue-bill',
      'ask-balance',
      'ask-may-close',
    ]);
  });

  it.each([
    [1, 'title:', 'life.yaml:1: title is one value.'],
    [
      1,
      'titel: A life',
      'life.yaml:1: the file has no field "titel". Allowed are title, clauses, policy, given, when, until or then.',
    ],
    [2, 'clauses: [hurry]', 'life.yaml:2: clauses is a clause such as E.2.a, not "hurry".'],
    [
      5,
      '  account: { class: gold }',
      'life.yaml:5: class is residential, commercial, state or government, not "gold".',
    ],
    [5, '  account: { route: 2026-01-06 }', 'life.yaml:5: route is none or a Monday, and 2026-01-06 is none.'],
    [
      5,
      '  accounts: { a: { same-customer-as: b } }',
      'life.yaml:5: same-customer-as names an account of this file: a, not "b".',
    ],
    [7, '  - { at: 2026-01-15 08:00, do: issue-bill }', 'life.yaml:7: issue-bill needs the field "amount".'],
    [
      7,
      '  - { at: 2026-01-15 08:00, do: issue-bill, amount: 1.234 }',
      'life.yaml:7: amount is an amount in dollars such as 123.45, not "1.234".',
    ],
    [
      7,
      '  - { at: 2026-02-30 08:00, do: issue-bill, amount: 1 }',
      'life.yaml:7: at is a date or a date and a time, as 2026-03-16 or 2026-03-16 16:59, not "2026-02-30 08:00".',
    ],
    [
      7,
      '  - { at: 2026-01-15 24:00, do: issue-bill, amount: 1 }',
      'life.yaml:7: at is a date or a date and a time, as 2026-03-16 or 2026-03-16 16:59, not "2026-01-15 24:00".',
    ],
    [
      7,
      '  - { at: 2026-01-15, do: issue-bill, amount: 1, account: other }',
      'life.yaml:7: There is no account "other". Allowed are main.',
    ],
    [
      7,
      '  - { at: 2026-01-15, do: issue-bill, amount: 1, colour: red }',
      'life.yaml:7: issue-bill has no field "colour". Allowed are at, do, account, by, amount, name or kind.',
    ],
    [
      5,
      '  account: { same-customer-as: bob }',
      'life.yaml:5: same-customer-as names an account of this file: main, not "bob".',
    ],
    [
      9,
      '  - { on: 2026-02-27, event: charge, amount: ten }',
      'life.yaml:9: amount is an amount in dollars such as 123.45, not "ten".',
    ],
    [
      9,
      '  - { on: 2026-02-27, event: charge, colour: red }',
      'life.yaml:9: The event charge has no field "colour". Allowed are account, on, at, after, before, kind, amount, value-date or clause.',
    ],
    [9, '  - { none: { event: charge, clause: C.9 } }', 'life.yaml:9: The policy has no clause C.9.'],
    [7, '  - { at: 2026-01-15, do: pay, amount: 0.00 }', 'life.yaml:7: amount is above zero, not "0.00".'],
    [7, '  - { at: 2026-01-15, do: sign-arrangement, fee: -10.00 }', 'life.yaml:7: fee is zero or more, not "-10.00".'],
    [9, '  - { none: { event: list, state: delistd } }', 'life.yaml:9: state is listed or delisted, not "delistd".'],
    [
      9,
      '  - { none: { event: charge }, kind: penalty }',
      'life.yaml:9: Beside none there is no field "kind". Allowed are none, on, at, after or before.',
    ],
    [9, '  - { of: { event: charge } }', 'life.yaml:9: An expectation with "of" needs the field "count".'],
  ])('says at line %i what is wrong with %s', (nth, line, says) => {
    expect(complaintOf(withLine(nth, line))).toBe(says);
  });

  it.each([
    [
      'a step that there is not',
      7,
      '  - { at: 2026-01-15, do: dance }',
      'life.yaml:7: There is no step "dance". Allowed are issue-bill, pay, ',
    ],
    [
      'an event that there is not',
      9,
      '  - { event: dance }',
      'life.yaml:9: There is no event "dance". Allowed are bill, charge, ',
    ],
    ['a policy that there is not', 3, 'policy: atlantis', 'life.yaml:3: policy is glendora'],
    ['what is no YAML', 7, '  - { at: 2026-01-15, do: [', 'life.yaml:'],
    ['a field said twice', 2, 'title: Again', 'life.yaml:2: This is no YAML: Map keys must be unique'],
  ])('refuses %s', (_what, nth, line, begins) => {
    expect(complaintOf(withLine(nth, line)).slice(0, begins.length)).toBe(begins);
  });

  it.each([
    ['payment', 'pay', 'life.yaml:9: The account "main" has a payment "x" already, of line 8.'],
    ['bill', 'issue-bill', 'life.yaml:9: The account "main" has a bill "x" already, of line 8.'],
  ])('has one %s of a name in an account', (_what, step, says) => {
    const twice = (account: string): string =>
      [
        ...LINES.slice(0, 4),
        '  accounts: { main: {}, other: {} }',
        ...LINES.slice(5, 7),
        `  - { at: 2026-01-16, do: ${step}, amount: 1, name: x }`,
        `  - { at: 2026-01-17, do: ${step}, amount: 1, name: x, account: ${account} }`,
      ].join('\n');
    expect(complaintOf(twice('main'))).toBe(says);
    expect(complaintOf(twice('other'))).toBe('It was read.');
  });

  it('needs an end when it has no step', () => {
    expect(complaintOf('title: Nothing')).toBe('life.yaml:1: A scenario without steps needs the field "until".');
  });

  it('names a switch that there is not, and a value that it cannot have', () => {
    const text = (switches: string): string =>
      ['title: A', 'given:', `  switches: { ${switches} }`, 'until: 2026-01-01'].join('\n');
    expect(complaintOf(text('speed: 9'))).toContain('life.yaml:3: No switch is called speed.');
    expect(complaintOf(text('pay-by-days: soon'))).toContain('life.yaml:3: ');
    expect(complaintOf(text('pay-by-days: 30'))).toBe('It was read.');
  });
});
