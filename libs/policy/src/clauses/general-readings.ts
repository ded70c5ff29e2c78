import type { Reading } from './reading.ts';

/** What the policy leaves open for all of its sections. */
export const GENERAL_READINGS: readonly Reading[] = [
  {
    number: 1,
    source: 'All sections',
    doubt:
      'The policy gives hours and days and no time zone; a clock change falls between a bill and its sixtieth day.',
    choice: "Hours and dates are those of the city's own clock. A date without an hour is a date there.",
    switches: ['timeZone'],
  },
  {
    number: 2,
    source: 'B(2), C(1), C(2), E(1)',
    doubt: 'Whether the day of the bill is itself day one.',
    choice: 'The first day is not counted and the last one is: day 42 is the bill date plus 42 days.',
    switches: [],
  },
  {
    number: 3,
    source: 'E(2)(a), F(3), H(6), I(7), J(2), K(2)',
    doubt: 'The policy counts business days and does not say what they are.',
    choice: 'A business day is Monday to Friday on which City Hall is open.',
    switches: ['holidays', 'officeHours'],
  },
  {
    number: 4,
    source: 'F(3)',
    doubt: 'The policy has no list of the days on which City Hall is closed.',
    choice: "They are the days of the city's adopted calendar, kept with its other values.",
    switches: ['holidays'],
  },
  {
    number: 5,
    source: 'C(1)(a), C(1)(b)(i), D(4), H(1), I(2), J(7)(a), K(8)',
    doubt: 'Whether a year of twelve months rolls or is a calendar year, and where a month has no such date.',
    choice:
      '"Twelve months" and "a one-year period" roll and end as the same date begins; "calendar year" is January 1 to December 31. A date that a month lacks is the last of that month.',
    switches: [],
  },
  {
    number: 6,
    source: 'C(1)',
    doubt: 'How a part of a cent is rounded.',
    choice: 'A percentage is taken of each bill by itself and rounded to the whole cent, half a cent up.',
    switches: [],
  },
  {
    number: 7,
    source: 'E(1), G(1), H(2)',
    doubt: 'A payment, an appeal or a certificate may come after the list is made.',
    choice:
      'Everything is checked again when an order is released, at the door, and in the moment before the valve closes. Whatever keeps the water on wins over any list.',
    switches: [],
  },
  {
    number: 8,
    source: 'E(1), E(2)(a), E(3)(a), D(7)',
    doubt: 'Several periods may run at once.',
    choice:
      'The water may be turned off when the last of them is over. An extension or a hold ends with its day, and the next hours for turning off are those after it.',
    switches: [],
  },
  {
    number: 9,
    source: 'A(2)(b), C(1), F(2)',
    doubt: 'Which debt a payment pays when the customer does not say.',
    choice:
      'Past-due bills first, the oldest before the others and each with its late charge, then fees, then bills that are not due yet. The customer may direct otherwise.',
    switches: [],
  },
  {
    number: 10,
    source: 'E(1)',
    doubt: 'Whether a residue of a few cents keeps an account on the list.',
    choice: 'Any residue does, unless the city sets a smallest debt.',
    switches: ['smallest-debt'],
  },
  {
    number: 11,
    source: 'E(2)(a)',
    doubt:
      'State law and the Public Utilities Code know fifteen days from mailing, a talk with an adult or a tag 48 hours before, and a call; the policy has only the letter.',
    choice:
      'Each is a setting of its own: the fifteen days, the tag, the call. A tag of 48 hours also stands in where an extension was missed or an appeal was lost.',
    switches: ['puc10010_1', 'posting-48h', 'phone-contact'],
  },
  {
    number: 12,
    source: 'E(2)(a)',
    doubt: 'The policy does not say who else is told. PUC 10010.1(c) lets older and dependent customers name somebody.',
    choice: 'An account may name one more person, who is sent every notice.',
    switches: [],
  },
  {
    number: 13,
    source: 'E(1)',
    doubt: 'The policy says nothing of heat, freezing or disaster.',
    choice: 'A supervisor may stop turn-offs for a time, for the city or for a route, with a reason.',
    switches: [],
  },
  {
    number: 14,
    source: 'E(1), M(1)',
    doubt: 'The policy is older than valves that close from afar.',
    choice:
      'A remote valve obeys the same checks. It counts as closed when the meter says so, and a crew gets the order when it does not say so in time.',
    switches: [],
  },
  {
    number: 15,
    source: 'C(1), K(1)',
    doubt: 'What becomes of dates and late charges when the bank takes a payment back.',
    choice: 'A returned payment was never made. A late charge that it had avoided is made on the day of the return.',
    switches: [],
  },
];
