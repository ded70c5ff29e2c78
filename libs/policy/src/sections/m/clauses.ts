import { clause, section } from '../../clauses/clause-entry.ts';
import { annualDiscontinuations } from './m1-reporting.ts';
import { READINGS_M } from './readings.ts';

export const SECTION_M = section('M', 'Reporting', READINGS_M, [
  clause('M.1', {
    title: 'The yearly count',
    source: 'M(1)',
    sentences: [
      'Each year the city must report how many times residential service was ended because a customer could not pay.',
      'It publishes the count on its website and sends it to the State Water Resources Control Board.',
    ],
    readings: [14, 149],
    fn: annualDiscontinuations,
  }),
]);
