import type { Reading } from '../../clauses/reading.ts';

/** What section I leaves open, and how it is read here. */
export const READINGS_I: readonly Reading[] = [
  {
    number: 110,
    source: 'I(1), D(6)',
    doubt: 'How late an arrangement may be asked for.',
    choice: 'It may be asked for until the valve closes, also when the order is out.',
    switches: [],
  },
  {
    number: 111,
    source: 'I(1), G(1)(c)(i)',
    doubt: 'Whether an arrangement for one bill protects the whole account.',
    choice: 'It covers the bills it names, and no others.',
    switches: [],
  },
  {
    number: 112,
    source: 'I(2)',
    doubt: 'G(1) asks for an agreement, which is what the customer wants to enter.',
    choice:
      'To meet G(1) means here: the medical and the financial condition are shown and the plan covers everything delinquent.',
    switches: ['arrangements-per-year'],
  },
  {
    number: 113,
    source: 'I(2)',
    doubt: 'In which year an arrangement counts that spans two, and whether each account is counted.',
    choice:
      'An arrangement counts in the year it began, over all accounts of the customer unless the city counts each account.',
    switches: ['arrangements-per'],
  },
  {
    number: 114,
    source: 'I(3)(a), I(4)(a), I(6)',
    doubt: 'Whether a signature on the portal is one, and from when an arrangement counts.',
    choice: 'A signature on the portal is one, and the arrangement counts from it.',
    switches: [],
  },
  {
    number: 115,
    source: 'I(3)(b)',
    doubt: 'When the down payment is due, and what its absence means.',
    choice: 'It is due on signing; when it is not paid, it is the first missed installment.',
    switches: ['down-payment-percent'],
  },
  {
    number: 116,
    source: 'I(3)(b), I(4)(b)',
    doubt: 'From which bill the twelve months run when there are several, and whether hardship makes them longer.',
    choice:
      'With several bills the oldest counts. A supervisor may let it run longer for hardship. Odd cents are in the last installment.',
    switches: ['arrangement-months'],
  },
  {
    number: 117,
    source: 'I(3)(c)',
    doubt: 'The date in short months, and what a payment pays that is not meant for the plan.',
    choice:
      'The same date each month; where the month is too short, its last day. A payment that is not meant for installments falls on what they have asked for, then on the bills of the day, and on the rest of the arrangement last.',
    switches: [],
  },
  {
    number: 118,
    source: 'I(4)(b)',
    doubt: 'The policy names no fee and no interest.',
    choice: 'The city has set no interest. A household of low income pays no fee.',
    switches: [],
  },
  {
    number: 119,
    source: 'I(4)(c)',
    doubt: 'Whether odd cents may be missing.',
    choice: 'The parts come to the whole, to the cent.',
    switches: [],
  },
  {
    number: 120,
    source: 'I(5)',
    doubt: 'Which source makes nobody else pay, and when the credit posts.',
    choice: 'The fund that bears it is named, and it is not the rates. The credit posts on signing.',
    switches: ['reduction-percent'],
  },
  {
    number: 121,
    source: 'I(6)',
    doubt: 'A bill is due on receipt and also on its due date.',
    choice: 'The six months are counted from the printed due date.',
    switches: ['deferral-months'],
  },
  {
    number: 122,
    source: 'I(7)',
    doubt: 'From when the sixty days of an installment and of a current bill run.',
    choice: 'Those of an installment are counted from its date, those of a new bill from the bill date, as in E(1).',
    switches: ['default-days', 'final-hanger-business-days'],
  },
];
