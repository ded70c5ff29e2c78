import { clause, section } from '../../clauses/clause-entry.ts';
import { annualDiscontinuations } from './m1-reporting.ts';

export const SECTION_M = section('M', 'Reporting', [
  clause('M.1', {
    title: 'The yearly count',
    rule: 'Each year the city publishes how often residential water was turned off for inability to pay, and reports it to the State Water Board.',
    reading:
      'Counted is each time that a valve was closed for a debt, in the year of the closing. The accounts and those that had water again within 24 hours are told too.',
    fn: annualDiscontinuations,
  }),
]);
