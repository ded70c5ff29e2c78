import type { Kind } from '../kind.ts';

/** F.1 to F.3: open the curb stop again. It asks no gate, needs no network, and completes without a position. */
export const reconnect: Kind = {
  kind: 'reconnect',
  title: 'Turn on',
  effect: 'on',
  shape: 'circle',
  steps: ['arrive', 'meter', 'read', 'open', 'flow', 'done'],
  evidence: ['meterSerial', 'register', 'valve', 'flowChecked'],
  paper: null,
};

/** F.3.a: asked for outside office hours. */
export const reconnectAfterHours: Kind = {
  ...reconnect,
  kind: 'reconnect-after-hours',
  title: 'Turn on, after hours',
};

/** A.1: a new customer's water. */
export const turnOn: Kind = { ...reconnect, kind: 'turn-on', title: 'Turn on, new customer' };
