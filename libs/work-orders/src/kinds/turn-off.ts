import type { Kind } from '../kind.ts';

/** E.1: close the curb stop for nonpayment, and say how to get the water back (E.4). */
export const turnOff: Kind = {
  kind: 'turn-off',
  title: 'Turn off',
  effect: 'off',
  shape: 'square',
  steps: ['arrive', 'gate', 'meter', 'read', 'close', 'flow', 'tag', 'done'],
  evidence: ['meterSerial', 'register', 'position', 'valve', 'flowChecked', 'tagLeft'],
  paper: () => ({
    name: 'Turn-off tag',
    message: 'How to get the water back: what to pay, where and how.',
    clause: 'E.4',
  }),
};

/** K.6, K.7: close for a returned payment that was not made good. */
export const turnOffNsf: Kind = { ...turnOff, kind: 'turn-off-nsf', title: 'Turn off, returned payment' };

/** F.3.b: close again, because what was promised after hours was not paid by the hour. */
export const turnOffAgain: Kind = { ...turnOff, kind: 'turn-off-again', title: 'Turn off again' };

/** A.3.b: nobody is the customer here any more. There is no debt to restore service for, so no tag of E.4. */
export const turnOffVacant: Kind = {
  ...turnOff,
  kind: 'turn-off-vacant',
  title: 'Turn off, vacant',
  steps: ['arrive', 'gate', 'meter', 'read', 'close', 'flow', 'done'],
  evidence: ['meterSerial', 'register', 'position', 'valve', 'flowChecked'],
  paper: null,
};
