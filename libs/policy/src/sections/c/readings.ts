import type { Reading } from '../../clauses/reading.ts';

/** What section C leaves open, and how it is read here. */
export const READINGS_C: readonly Reading[] = [
  {
    number: 46,
    source: 'C(1)',
    doubt: 'What the ten percent are taken of.',
    choice:
      'It is taken of what was unpaid of the bill at the end of the 42nd day, whatever is paid before the charge is made, and not of earlier late charges.',
    switches: ['penalty-percent'],
  },
  {
    number: 47,
    source: 'C(1)',
    doubt: 'The hour of the charge, and when the 43rd day is a closed day.',
    choice:
      'The charge is made at ten in the morning, after the drop box is emptied, and on a closed day the business day after. It is dated the 43rd day in any case.',
    switches: ['penalty-time'],
  },
  {
    number: 48,
    source: 'C(1), J(2)',
    doubt: 'A payment may be posted after the charge and count from before it.',
    choice: 'A payment that counts from the due date or before takes the charge back.',
    switches: [],
  },
  {
    number: 49,
    source: 'C(1), I(1)',
    doubt: 'Whether a bill is late that is to be paid under an arrangement.',
    choice: 'Nothing is charged on what an arrangement signed by the due date covers.',
    switches: [],
  },
  {
    number: 50,
    source: 'C(1)(a)',
    doubt: 'Who decides, and where the twelve months begin.',
    choice:
      'A clerk decides and writes down why. The twelve months run from the day of the waiver. Courtesy and low-income waivers are counted apart.',
    switches: ['waiver-months'],
  },
  {
    number: 51,
    source: 'C(1)(b)',
    doubt:
      "Whether the customer must ask, which waiver is used first, and whether state law's waiver of interest means this charge.",
    choice:
      'It is waived by itself once the evidence is verified, and before a courtesy waiver is used. The whole late charge is waived, which is more than the interest that state law names.',
    switches: ['waiver-months'],
  },
  {
    number: 52,
    source: 'C(1)(b)(i)',
    doubt: 'The day on which somebody must receive the benefit.',
    choice: 'The program must run on the day of the late charge.',
    switches: [],
  },
  {
    number: 53,
    source: 'C(1)(b), F(4), G(1)(b)(i)',
    doubt: 'The same evidence stands in three paragraphs, and how long it counts is not said.',
    choice: 'One record serves all three, for twelve months.',
    switches: ['low-income-months'],
  },
  {
    number: 54,
    source: 'C(1)(b)(i), G(1)(b)(i)',
    doubt: 'Whether income of exactly twice the poverty level qualifies, and whether it must be proved.',
    choice: 'Exactly twice the level does not qualify. The signed declaration is enough.',
    switches: [],
  },
  {
    number: 55,
    source: 'C(1)(c)',
    doubt: 'Whether other governments are exempt.',
    choice: 'Counties, cities and districts are not the State.',
    switches: [],
  },
  {
    number: 56,
    source: 'C(1)(c)(i)',
    doubt: 'Whether an account of the State may be turned off.',
    choice: 'It is not put on the turn-off list. A supervisor looks at it on the 60th day.',
    switches: [],
  },
  {
    number: 57,
    source: 'C(2)',
    doubt: 'Whether a payment by mail counts that is here in time.',
    choice: 'It does: what counts is when the city has the payment.',
    switches: [],
  },
];
