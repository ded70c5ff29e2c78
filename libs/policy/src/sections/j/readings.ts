import type { Reading } from '../../clauses/reading.ts';

/** What section J leaves open, and how it is read here. */
export const READINGS_J: readonly Reading[] = [
  {
    number: 123,
    source: 'J(1)',
    doubt: 'Where cards are taken.',
    choice: 'Cards are taken at the counter and on the website.',
    switches: [],
  },
  {
    number: 124,
    source: 'J(1)',
    doubt: 'Whether any amount is taken as typed.',
    choice: 'An amount far above what is owed is typed again, or needs a supervisor.',
    switches: ['overpayments'],
  },
  {
    number: 125,
    source: 'J(2)',
    doubt: 'When the business day ends for a payment.',
    choice: 'At five in the afternoon the office is still open; what comes later counts on the next business day.',
    switches: ['officeHours'],
  },
  {
    number: 126,
    source: 'J(2)(a)',
    doubt: 'From which day such a payment counts, and whether it may be dated back.',
    choice: 'It counts from the day on which Finance has it. Only a supervisor may date it back, with a reason.',
    switches: ['moneyDays'],
  },
  {
    number: 127,
    source: 'J(3)',
    doubt: 'What becomes of a date that is to come, or far off.',
    choice:
      'A day to come is kept, and the payment is credited when that day begins. A day far back or ahead is checked by a person first; until then nothing is credited, and the water stays on.',
    switches: ['moneyDays'],
  },
  {
    number: 128,
    source: 'J(4)',
    doubt: 'What completes a payment on the website, and to which second 11:59 runs.',
    choice: 'Completed is when the bank approved it, to the last second before midnight.',
    switches: [],
  },
  {
    number: 129,
    source: 'J(4)(a), E(1)',
    doubt: 'What becomes of a payment while the website is down, and of the last evening to pay.',
    choice:
      'Until it is back, payments on it are refused and nothing is charged. Where it is down on the last evening to pay, a supervisor may give the customer one business day more.',
    switches: [],
  },
  {
    number: 130,
    source: 'J(5)',
    doubt: 'What becomes of cash in a box that is for checks.',
    choice: 'Cash found in a box is counted by two people and taken.',
    switches: [],
  },
  {
    number: 131,
    source: 'J(5)(b), E(1)',
    doubt: "Whether the drop box's grace helps on the sixtieth day too.",
    choice: 'It is for the due date, not for the 60th day.',
    switches: ['drop-box-grace'],
  },
  {
    number: 132,
    source: 'J(5)(b)',
    doubt: 'Nobody knows when a payment was dropped.',
    choice: 'The whole batch has the grace.',
    switches: ['drop-box-time'],
  },
  {
    number: 133,
    source: 'J(6)',
    doubt: 'How bills are paid until the bank debit starts.',
    choice: 'They are paid another way.',
    switches: ['ach-start-days'],
  },
  {
    number: 134,
    source: 'J(6)',
    doubt: 'What becomes of a concern that is raised too late.',
    choice: 'A late concern is kept, and refused for that bill.',
    switches: ['ach-concern-business-days'],
  },
  {
    number: 135,
    source: 'J(7)',
    doubt: 'Whether a debit card is a credit card.',
    choice: 'A debit card counts as a credit card, and a card may be used on the website.',
    switches: [],
  },
  {
    number: 136,
    source: 'J(7)(a)',
    doubt: 'The moment at which the year is over.',
    choice: 'It ends at midnight as that date begins.',
    switches: ['cash-only-months'],
  },
  {
    number: 137,
    source: 'J(7)(b)',
    doubt: 'How far back the history goes, and whether the count of K(8) is needed.',
    choice: 'One return is enough, however long ago it was.',
    switches: [],
  },
];
