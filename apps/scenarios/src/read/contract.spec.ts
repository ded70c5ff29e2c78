// Every step of the scenario format with each of its fields and values, as a city writes them.
import { readScenario } from './scenario.ts';
import { STEPS } from './steps.ts';

const choice = (field: string, ...values: readonly string[]): string[] => values.map((value) => `${field}: ${value}`);
const YES_NO = ['true', 'false'] as const;
const ORDER_KINDS = choice(
  'kind',
  'turn-on',
  'turn-off',
  'turn-off-nsf',
  'turn-off-vacant',
  'turn-off-again',
  'reconnect',
  'reconnect-after-hours',
  'door-hanger',
  'door-hanger-final',
  'door-tag',
  'blue-tag-signup',
  'blue-tag-nsf',
  'final-read',
  'manual-read',
);
const ENDED = [
  ...ORDER_KINDS,
  'kind: turn-off, reading: 1690',
  'kind: turn-off, reason: no access',
  'kind: turn-off, evidence: []',
  'kind: turn-off, evidence: all',
];
const DECIDED = [
  ...choice('outcome', 'correct', 'incorrect'),
  'outcome: incorrect, corrected: 60.00',
  ...choice('outcome: correct, letter', ...YES_NO),
  ...choice('outcome: incorrect, remedy', 'credit', 'refund'),
];
const APPEALED = ['bill: bill1', 'charge: penalty', ...choice('written', ...YES_NO)];
const WRITTEN = choice('written', ...YES_NO);
const FLAGS = choice('flag', 'extension-revoked', 'cash-only');

const CONTRACT: Readonly<Record<string, readonly string[]>> = {
  'issue-bill': ['amount: 123.45, name: first', ...choice('amount: 1.00, kind', 'regular', 'final')],
  pay: [
    ...choice('amount: 1.00, method', 'cash', 'check', 'money-order', 'cashiers-check', 'card', 'eft', 'ach'),
    ...choice(
      'amount: 1.00, channel',
      'counter',
      'dropbox',
      'website',
      'bank-bill-pay',
      'mail',
      'other-department',
      'ach',
    ),
    'amount: 1.00, name: check1',
    'amount: 1.00, method: eft, value-date: 2026-02-27',
    'amount: 1.00, channel: other-department, forwarded: 2026-02-27',
    ...choice('amount: 1.00, method: card, brand', 'visa', 'mastercard', 'amex'),
    ...choice('amount: 1.00, for', 'bill', 'nsf', 'reconnection', 'deposit'),
  ],
  'return-payment': ['payment: check1', ...choice('code', 'NSF', 'R01', 'R02', 'R09', 'R10', 'bank-error')],
  'request-waiver': [...choice('kind', 'courtesy', 'low-income'), ...choice('decision', 'approve', 'deny')],
  'request-extension': choice('until: 2026-03-10, written', ...YES_NO),
  'revoke-extensions': FLAGS,
  'release-flag': FLAGS,
  'mail-notice': [...choice('kind', 'disconnection', 'reminder', 'tenant'), ...choice('left', ...YES_NO)],
  'mail-returned': choice('kind', 'disconnection'),
  'submit-certificate': ['dated: 2026-01-10'],
  'submit-assistance': choice('complete', ...YES_NO),
  'review-assistance': [
    ...choice('outcome', 'ask-more', 'offer', 'not-eligible'),
    ...choice('outcome: offer, channel', 'portal', 'mail'),
  ],
  'sign-arrangement': [
    ...choice('kind', 'amortization', 'schedule', 'reduction', 'deferral'),
    'months: 11, start: 2026-04-01, down: 20.00',
    'kind: schedule, rows: [{ on: 2026-04-01, amount: 50.00 }]',
    'fee: 5.00, percent: 30, fund: Water Fund, council-action: Resolution 1, until: 2026-06-01',
    'covers: [bill1]',
    ...choice('signed', ...YES_NO),
  ],
  'pay-instalment': ['amount: 10.00'],
  'file-appeal': APPEALED,
  'file-further-appeal': APPEALED,
  'decide-appeal': DECIDED,
  'decide-further-appeal': DECIDED,
  'request-reconnection': choice('after-hours-consent', ...YES_NO),
  'request-open': [
    ...choice('proof', 'ownership', 'none'),
    ...choice('id', 'valid', 'expired'),
    'effective: 2026-02-01',
    'new-customer: main',
  ],
  'request-close': [...choice('by', 'owner', 'tenant', 'agent'), ...WRITTEN, 'effective: 2026-02-01'],
  'final-read': ['reading: 1690'],
  'enrol-ach': WRITTEN,
  'stop-ach': WRITTEN,
  'raise-ach-concern': WRITTEN,
  'bank-account-closed': WRITTEN,
  'tenant-takes-service': [
    'unit: 2',
    ...choice('terms', 'accepted', 'refused'),
    ...choice('deposit', 'paid', 'unpaid', 'rent-history'),
    'new-customer: main',
  ],
  'release-order': ORDER_KINDS,
  'start-order': ORDER_KINDS,
  'complete-order': ENDED,
  'cannot-complete': ENDED,
  'valve-report': [
    ...choice('state', 'open', 'closed', 'partial', 'unknown'),
    ...choice('state: open, flow', ...YES_NO),
  ],
  'save-policy': ['switches: { penalty-percent: 5 }'],
  'close-website': ['from: 2026-02-26 20:00, to: 2026-02-27 02:00'],
  'run-report': ['report: annual-discontinuations, year: 2026'],
  // Steps without fields of their own.
  ...Object.fromEntries(
    [
      'supply-information',
      'request-arrangement',
      'opt-out-smart-meter',
      'opt-in-smart-meter',
      'cancel-landlord-trust',
      'sell-premise',
      'ask-may-close',
      'ask-balance',
    ].map((name) => [name, ['account: main']]),
  ),
};

const ROLES = [
  'customer',
  'tenant',
  'clerk',
  'cashier',
  'dispatcher',
  'crew',
  'supervisor',
  'appeal_officer',
  'city_manager',
  'public_works_director',
  'admin_services_director',
  'asst_director_finance',
] as const;

function read(step: string): unknown {
  const lines = ['title: A life', 'clauses: [C.1]', 'policy: glendora', 'when:', `  - { at: 2026-01-15, ${step} }`];
  return readScenario('life.yaml', [...lines, 'then:', '  - { event: bill }', ''].join('\n')).when[0];
}

describe('the steps of the scenario format', () => {
  const written = Object.entries(CONTRACT).flatMap(([name, all]) => all.map((fields) => `do: ${name}, ${fields}`));

  it.each(written)('%s is read', (step) => {
    expect(read(step)).toMatchObject({ account: 'main' });
  });

  it.each(ROLES)('a step is taken by %s', (role) => {
    expect(read(`do: ask-balance, by: ${role}`)).toMatchObject({ by: role });
  });

  it('has no step besides', () => {
    expect(Object.keys(STEPS).sort()).toEqual(Object.keys(CONTRACT).sort());
  });
});
