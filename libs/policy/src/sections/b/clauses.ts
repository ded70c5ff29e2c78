import { clause, section } from '../../clauses/clause-entry.ts';
import { billDateOf, dueDate } from './b1-billing.ts';

export const SECTION_B = section('B', 'Billing', [
  clause('B.1', {
    title: 'Reading and billing by route',
    rule: 'Meters are read in eight groups, one group a week. A group is billed the week after it is read, every eight weeks.',
    reading:
      'The bill is dated Thursday. In a holiday week it keeps its week, and the day moves, unless the city lets it stay. A meter that was not read in time is billed when it is.',
    fn: billDateOf,
  }),
  clause('B.2', {
    title: 'Due date',
    rule: 'A bill is due when it arrives, and the customer has 42 days from the bill date to pay. The last of them is printed on the bill.',
    reading:
      'The days are counted from the bill date, which is the day it is mailed. The due date is not moved off a holiday.',
    fn: dueDate,
  }),
]);
