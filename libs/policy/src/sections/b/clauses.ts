import { clause, section } from '../../clauses/clause-entry.ts';
import { billDateOf, dueDate } from './b1-billing.ts';
import { READINGS_B } from './readings.ts';

export const SECTION_B = section('B', 'Billing', READINGS_B, [
  clause('B.1', {
    title: 'Reading and billing by route',
    source: 'B(1)',
    sentences: [
      'The city is divided into eight groups of water routes.',
      'Each week the meters of one group are read, and the bill follows in the week after.',
    ],
    readings: [40, 41, 42, 43],
    fn: billDateOf,
  }),
  clause('B.2', {
    title: 'Due date',
    source: 'B(2)',
    sentences: [
      'A water bill is due and payable when it is received, by the city code (GMC 14.12.050), from when it has been made and mailed.',
      'The customer has 42 days to pay it.',
      'The bill shows the date on which they end.',
    ],
    readings: [2, 44, 45],
    fn: dueDate,
  }),
]);
