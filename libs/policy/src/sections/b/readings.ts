import type { Reading } from '../../clauses/reading.ts';

/** What section B leaves open, and how it is read here. */
export const READINGS_B: readonly Reading[] = [
  {
    number: 40,
    source: 'B(1)',
    doubt: 'The day of the week on which bills are dated.',
    choice: 'Bills are dated Thursday, so that a group is billed every 56 days.',
    switches: [],
  },
  {
    number: 41,
    source: 'B(1)',
    doubt: 'What becomes of a bill whose Thursday is a holiday.',
    choice: 'It keeps its week and moves to an open day of it, unless the city lets it stay.',
    switches: ['roll-bill-date'],
  },
  {
    number: 42,
    source: 'B(1)',
    doubt: 'What becomes of a meter that is not read in its week.',
    choice: 'It is billed when it is read.',
    switches: [],
  },
  {
    number: 43,
    source: 'B(1)',
    doubt: 'Whether a reading that cannot be right is billed.',
    choice: "A person looks first at a reading or a bill far above the place's own use.",
    switches: ['odd-use-times', 'odd-bill-units', 'odd-first-bill-units'],
  },
  {
    number: 44,
    source: 'B(2), C(1)',
    doubt: 'The days run from mailing in B(2) and from the billing date in C(1).',
    choice: 'They run from the bill date, which is the day the bill is mailed.',
    switches: ['pay-by-days'],
  },
  {
    number: 45,
    source: 'B(2)',
    doubt: 'Whether a due date on a holiday moves.',
    choice: 'It does not. The city prints Thanksgiving Day as a due date.',
    switches: ['roll-due-date'],
  },
];
