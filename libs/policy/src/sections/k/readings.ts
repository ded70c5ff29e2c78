import type { Reading } from '../../clauses/reading.ts';

/** What section K leaves open, and how it is read here. */
export const READINGS_K: readonly Reading[] = [
  {
    number: 138,
    source: 'K(1)',
    doubt: 'Whether the first occurrence is the first in a year or ever, and whether an error of the bank counts.',
    choice: 'The first is the first ever of the account. A return that is the error of the bank does not count.',
    switches: ['nsf-fee', 'later-nsf-fee'],
  },
  {
    number: 139,
    source: 'K(2)',
    doubt: 'Whether a tag is processed when it is made or when it is hung.',
    choice: 'It is issued when it is made in the system, not when it is hung.',
    switches: ['nsf-noon'],
  },
  {
    number: 140,
    source: 'K(3)',
    doubt: 'On which side noon itself is.',
    choice: 'Noon itself is after.',
    switches: ['nsf-noon'],
  },
  {
    number: 141,
    source: 'K(5)',
    doubt: 'Whether the account may still pay other bills by check.',
    choice: 'The rule is for that debt. A check for another bill is taken, unless the account is Cash Only.',
    switches: [],
  },
  {
    number: 142,
    source: 'K(6), E(2)(a)',
    doubt:
      'K(6) ends service a day or two after a returned check, long before the sixty days and the notice of state law.',
    choice:
      'For a home the order is made and waits until the sixty days and the notice of state law are met. Everything else that keeps the water on does so here too.',
    switches: ['nsf-shutoff'],
  },
  {
    number: 143,
    source: 'K(6), E(1)',
    doubt: 'Whether a return after the sixtieth day puts the account on the list at once.',
    choice: 'It is listed again only when the deadline of the tag has passed.',
    switches: [],
  },
  {
    number: 144,
    source: 'K(7)',
    doubt: 'What "immediately" means at night and on weekends.',
    choice: 'At once is inside the hours for turning off: the same business day before four, else the next.',
    switches: ['k7-cutoff'],
  },
  {
    number: 145,
    source: 'K(7)',
    doubt: 'When the additional reconnection fee is charged.',
    choice: 'Once, at the next request.',
    switches: [],
  },
  {
    number: 146,
    source: 'K(9)',
    doubt: 'Which returns of a bank debit are for lack of funds.',
    choice:
      'Those for lack of funds or for a closed account. A debit that the customer did not authorize is looked at by a person, and does not count.',
    switches: [],
  },
  {
    number: 147,
    source: 'K(9)(a), K(8)',
    doubt: 'Whether an account is Cash Only at once when its bank debit is removed.',
    choice: 'Returned debits count toward the three of K(8); the account is not Cash Only at once.',
    switches: ['ach-removed-at', 'cash-only-at'],
  },
];
