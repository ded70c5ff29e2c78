import type { Kind } from '../kind.ts';

/** E.1: close the curb stop for nonpayment, and say how to get the water back (E.4). */
export const turnOff: Kind = {
  kind: 'turn-off',
  title: 'Turn off',
  effect: 'off',
  shape: 'square',
  steps: ['arrive', 'gate', 'meter', 'read', 'close', 'flow', 'tag', 'done'],
  evidence: ['meterSerial', 'register', 'position', 'valve', 'flowChecked', 'tagLeft'],
};
