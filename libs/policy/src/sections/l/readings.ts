import type { Reading } from '../../clauses/reading.ts';

/** What section L leaves open, and how it is read here. */
export const READINGS_L: readonly Reading[] = [
  {
    number: 148,
    source: 'L(1)',
    doubt: 'What part of a cycle counts, and whether a dead radio is a refusal.',
    choice:
      'One refused day in the period is enough. There is no fee when the customer has agreed again and the radio closes the period. A radio that is dead is no refusal.',
    switches: ['manual-read-fee'],
  },
];
