import { clause, section } from '../../clauses/clause-entry.ts';
import { manualReadFee } from './l1-manual-read.ts';
import { READINGS_L } from './readings.ts';

export const SECTION_L = section('L', 'Smart meters', READINGS_L, [
  clause('L.1', {
    title: 'Refusing the smart meter',
    source: 'L(1)',
    sentences: [
      'An account that refuses to take part in the smart meter reader program is charged $45.86 for each billing cycle.',
    ],
    readings: [148],
    fn: manualReadFee,
  }),
]);
