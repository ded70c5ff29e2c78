import type { Reading } from '../../clauses/reading.ts';

/** What section D leaves open, and how it is read here. */
export const READINGS_D: readonly Reading[] = [
  {
    number: 58,
    source: 'D(1)',
    doubt: 'What good standing is.',
    choice:
      'No extension or payment plan was broken in the last twelve months, the right to extensions was not taken, and the account is not on Cash Only.',
    switches: ['standing-months'],
  },
  {
    number: 59,
    source: 'D(2)',
    doubt: 'Whether the fourteen days run from the 60th day or from the day to which a closed day moved it.',
    choice: 'They run from the turn-off date as it is scheduled, after a closed day has moved it.',
    switches: ['extension-days'],
  },
  {
    number: 60,
    source: 'D(3)',
    doubt: 'When the turn-off date begins.',
    choice: 'The turn-off date begins at midnight; the last moment to ask is the end of the day before.',
    switches: [],
  },
  {
    number: 61,
    source: 'D(4), H(1), I(2)',
    doubt: 'Whether a customer with two accounts is counted once.',
    choice:
      'Extensions, lost appeals and arrangements are counted over all accounts of the customer; extensions by the day on which they were given.',
    switches: ['extensions-per-year'],
  },
  {
    number: 62,
    source: 'D(5)',
    doubt: 'What a billing cycle is.',
    choice: 'One bill: a bill can be extended once.',
    switches: [],
  },
  {
    number: 63,
    source: 'D(6)',
    doubt: 'An early order would take the right to an extension away.',
    choice: 'Orders are not made early. The list opens at the pay-by hour of the turn-off date.',
    switches: [],
  },
  {
    number: 64,
    source: 'D(7)',
    doubt: 'Whether a new notice is mailed, and how soon the water may be turned off.',
    choice: 'The order is made that evening for the next business day. No second notice is mailed.',
    switches: [],
  },
  {
    number: 65,
    source: 'D(8)',
    doubt: 'How often is "repeated", and who decides.',
    choice:
      'After three late bills or two broken promises in twelve months the system suggests it, and a person decides.',
    switches: ['late-bills-for-review', 'broken-promises-for-review', 'standing-months'],
  },
];
