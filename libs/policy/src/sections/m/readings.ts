import type { Reading } from '../../clauses/reading.ts';

/** What section M leaves open, and how it is read here. */
export const READINGS_M: readonly Reading[] = [
  {
    number: 149,
    source: 'M(1)',
    doubt: 'What is a discontinuation for inability to pay, in which year it falls, and by when it is reported.',
    choice:
      'Counted is each time that a valve was closed for a debt, in the year of the closing. The accounts and those that had water again within 24 hours are reported too.',
    switches: ['reportBy'],
  },
];
