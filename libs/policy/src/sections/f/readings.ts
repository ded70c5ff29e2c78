import type { Reading } from '../../clauses/reading.ts';

/** What section F leaves open, and how it is read here. */
export const READINGS_F: readonly Reading[] = [
  {
    number: 86,
    source: 'F(1), F(3)(a)',
    doubt: 'The policy names no amount.',
    choice: 'The amount is the one of the city code on the day of the request.',
    switches: ['reconnection-fee', 'after-hours-reconnection-fee'],
  },
  {
    number: 87,
    source: 'F(2)',
    doubt: 'Whether a bill must be paid that is not due yet.',
    choice: 'A bill that is not yet due is not in it, nor one under a payment arrangement that is kept.',
    switches: [],
  },
  {
    number: 88,
    source: 'F(3)',
    doubt: "Whether the hour of the request counts or that of the crew, and which side five and eight o'clock are on.",
    choice:
      "The moment of the request decides. Five o'clock is after hours, and eight o'clock of a business day is not.",
    switches: ['officeHours'],
  },
  {
    number: 89,
    source: 'F(3)(a)',
    doubt: 'Whether the after-hours fee is added to the normal one.',
    choice:
      'It takes the place of the normal fee. Whoever does not want it is served in the morning for the normal fee.',
    switches: [],
  },
  {
    number: 90,
    source: 'F(3)(b)',
    doubt: 'Whether a new notice is mailed before the second shut-off.',
    choice:
      'It is the same debt, so no new notice is mailed. Appeals, medical protection and every other hold stand, and so do the hours for turning off.',
    switches: ['after-hours-pay-by'],
  },
  {
    number: 91,
    source: 'F(4)',
    doubt: 'What a fee below the cap costs, and whether the caps follow prices as HSC 116914 says.',
    choice:
      'A cap is not a price: a fee that is under it stays. The caps follow the index of prices as the city sets it.',
    switches: ['low-income-cap', 'after-hours-low-income-cap', 'cap-index'],
  },
];
