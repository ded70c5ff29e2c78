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
