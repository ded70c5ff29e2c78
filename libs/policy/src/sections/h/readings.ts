import type { Reading } from '../../clauses/reading.ts';

/** What section H leaves open, and how it is read here. */
export const READINGS_H: readonly Reading[] = [
  {
    number: 100,
    source: 'H(1)',
    doubt: 'State law knows no limit of appeals.',
    choice:
      'The twelve months count from each decision. The system takes the appeal, and a person decides whether it is heard.',
    switches: ['lost-appeals-per-year'],
  },
  {
    number: 101,
    source: 'H(2), H(4)(a)',
    doubt: 'Whether an appeal is pending between the two levels, and whether it stops the sixty days.',
    choice:
      'It is pending from its filing to the final decision, the two days to appeal further among them. It stops the shut-off and not the clock.',
    switches: [],
  },
  {
    number: 102,
    source: 'H(3), H(3)(a)',
    doubt: 'Whether a late charge or a fee may be appealed.',
    choice: 'Late charges and fees are charges too, and may be appealed.',
    switches: [],
  },
  {
    number: 103,
    source: 'H(3)(a)',
    doubt: 'From when the fifteen days run for a charge that is on no bill.',
    choice: 'A charge without a bill counts from its own day.',
    switches: ['appeal-days'],
  },
  {
    number: 104,
    source: 'H(3)(a), H(4)(a)',
    doubt: 'Whether a late appeal may still be considered.',
    choice: 'A late appeal is refused; a clerk may take it and says why.',
    switches: [],
  },
  {
    number: 105,
    source: 'H(3)(b)',
    doubt: 'Which fees run during a dispute, and what becomes of them when the customer was right.',
    choice: 'Only the late charge of C(1) is meant. When the charges were wrong, it is taken back.',
    switches: [],
  },
  {
    number: 106,
    source: 'H(4)(a)',
    doubt: 'When a decision is rendered, and whether a second day on which the offices are shut counts.',
    choice:
      'The days count from the day of the letter. When the offices are shut on the second, the next business day counts.',
    switches: ['further-appeal-days'],
  },
  {
    number: 107,
    source: 'H(5)',
    doubt: 'Which clock holds for the corrected invoice, and whether it bears a late charge.',
    choice: 'A new clock runs from the invoice. The policy names no late charge for it, so there is none.',
    switches: ['corrected-due-days', 'corrected-shutoff-days'],
  },
  {
    number: 108,
    source: 'H(6)',
    doubt: 'The hour on the second business day, and what becomes of a notice that was never sent.',
    choice: 'By five in the afternoon. A notice that was never sent is sent first.',
    switches: ['upheld-business-days'],
  },
  {
    number: 109,
    source: 'H(7)',
    doubt: 'Whether an overcharge bears interest, and when it is credited.',
    choice: 'Without interest. The credit is posted at the decision, and the next bill shows it.',
    switches: [],
  },
];
