import { clause, section } from '../../clauses/clause-entry.ts';
import { manualReadFee } from './l1-manual-read.ts';

export const SECTION_L = section('L', 'Smart meters', [
  clause('L.1', {
    title: 'Refusing the smart meter',
    rule: 'A customer who refuses the smart meter pays a fee with each bill, because the meter is read by hand.',
    reading:
      'One refused day in the period is enough. There is no fee when the customer has agreed again and the radio closes the period. A radio that is dead is no refusal.',
    fn: manualReadFee,
  }),
]);
