import { FLAG_KINDS, NOTICE_KINDS } from '@curbstop/policy';
import { STEPS } from './steps.ts';
import { ORDER_KIND_NAMES } from './words.ts';

const STEP_NAMES = Object.keys(STEPS);
const BLOCK_KIND_NAMES = [
  'extension',
  'arrangement',
  'appeal',
  'medical',
  'assistance-review',
  'notice',
  'tenant-notice',
  'undeliverable',
  'statutory-floor',
];

/** How a field of an event is compared and printed. */
export type FieldKind = 'text' | 'clause' | 'clauses' | 'money' | 'when' | 'list' | 'number' | 'yes-no';

/** Every event with its fields. `account` and `event` are each event's own. */
export const EVENTS = {
  bill: { name: 'text', kind: 'text', amount: 'money', due: 'when', clause: 'clause' },
  charge: { kind: 'text', amount: 'money', 'value-date': 'when', clause: 'clause' },
  credit: { kind: 'text', amount: 'money', clause: 'clause' },
  payment: { amount: 'money', effective: 'when', clause: 'clause' },
  'payment-reversed': { amount: 'money', clause: 'clause' },
  accepted: { request: 'text', clause: 'clause', clauses: 'clauses' },
  refused: { request: 'text', clause: 'clause', clauses: 'clauses' },
  notice: { kind: 'text', clause: 'clause', languages: 'list', amount: 'money', 'pay-by': 'when' },
  block: { kind: 'text', clause: 'clause', until: 'when' },
  unblock: { kind: 'text', clause: 'clause', until: 'when' },
  list: { state: 'text', clause: 'clause' },
  'work-order': { kind: 'text', state: 'text', due: 'when', unit: 'number', clause: 'clause' },
  'valve-command': { command: 'text', state: 'text', clause: 'clause' },
  account: { state: 'text', holder: 'text', from: 'when', clause: 'clause' },
  instalment: { due: 'when', amount: 'money', clause: 'clause' },
  balance: { amount: 'money', 'past-due': 'money' },
  service: { state: 'text', clause: 'clause' },
  answer: { 'may-close': 'yes-no', earliest: 'when', because: 'clauses' },
  flag: { kind: 'text', set: 'yes-no', amount: 'money', due: 'when', clause: 'clause' },
  refund: { amount: 'money', due: 'when', clause: 'clause' },
  task: { kind: 'text', state: 'text', due: 'when', clause: 'clause' },
  report: { report: 'text', year: 'number', count: 'number', clause: 'clause' },
} as const satisfies Record<string, Record<string, FieldKind>>;

export type ScenarioEventName = keyof typeof EVENTS;

export function isEventName(name: string): name is ScenarioEventName {
  return Object.hasOwn(EVENTS, name);
}

/** The fields of an event by name, for whoever holds the name only at run time. */
export function fieldsOfEvent(event: ScenarioEventName): Readonly<Record<string, FieldKind>> {
  return EVENTS[event];
}

/** What a field can say, where that is a few words. Any word may stand for what a person has to decide (`task`). */
const WORDS: { readonly [E in ScenarioEventName]?: Readonly<Record<string, readonly string[]>> } = {
  bill: { kind: ['regular', 'final', 'corrected'] },
  charge: {
    kind: [
      'penalty',
      'deposit',
      'reconnection-fee',
      'after-hours-reconnection-fee',
      'nsf-fee',
      'manual-read-fee',
      'arrangement-fee',
    ],
  },
  credit: { kind: ['penalty-waiver', 'penalty-reversal', 'deposit-applied', 'reduction', 'overcharge', 'credit'] },
  accepted: { request: STEP_NAMES },
  refused: { request: STEP_NAMES },
  notice: { kind: NOTICE_KINDS },
  block: { kind: BLOCK_KIND_NAMES },
  unblock: { kind: BLOCK_KIND_NAMES },
  list: { state: ['listed', 'delisted'] },
  'work-order': {
    kind: ORDER_KIND_NAMES,
    state: ['created', 'held', 'released', 'cancelled', 'completed', 'refused'],
  },
  'valve-command': { command: ['open', 'close'], state: ['sent', 'confirmed', 'withdrawn', 'failed'] },
  account: { state: ['opened', 'closed', 'reverted'], holder: ['owner', 'tenant'] },
  service: { state: ['off', 'on'] },
  flag: { kind: FLAG_KINDS.filter((kind) => kind !== 'ach-pending') },
  task: { state: ['open', 'done', 'late'] },
  report: { report: ['annual-discontinuations'] },
};

/** The words that a field of an event can be; null where any may stand. */
export function wordsOf(event: ScenarioEventName, field: string): readonly string[] | null {
  return WORDS[event]?.[field] ?? null;
}
