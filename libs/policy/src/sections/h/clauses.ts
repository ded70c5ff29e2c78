import { clause, section } from '../../clauses/clause-entry.ts';
import {
  appealBy,
  appealOfficer,
  furtherAppealBy,
  isOverAppealLimit,
  mayDecideAppeal,
  mayFileAppeal,
  mayFileFurther,
  pendingAppeals,
} from './h1-appeals.ts';
import { correctedDue, correction, upheldDue } from './h5-corrected.ts';
import { READINGS_H } from './readings.ts';

export const SECTION_H = section('H', 'Appeals', READINGS_H, [
  clause('H.1', {
    title: 'Two lost appeals in twelve months',
    source: 'H(1)',
    sentences: [
      'A customer has two unsuccessful appeals at most in any period of twelve months.',
      'When there were two, the city need not consider another that the customer starts or that is started for the customer.',
    ],
    readings: [5, 61, 100],
    fn: isOverAppealLimit,
  }),
  clause('H.2', {
    title: 'No turn-off while an appeal is pending',
    source: 'H(2)',
    sentences: ['Water is not turned off while an appeal is pending.'],
    readings: [101],
    fn: pendingAppeals,
  }),
  clause('H.3', {
    heading: true,
    title: 'Appeal Officer',
    source: 'H(3)',
    sentences: ['The first appeal goes to the Appeal Officer.'],
    readings: [102],
    fn: mayFileAppeal,
  }),
  clause('H.3.a', {
    title: 'In writing within fifteen days',
    source: 'H(3)(a)',
    sentences: [
      'A customer has a right to ask for an appeal of a bill or charge for water service.',
      "The request must reach the city's Water Billing Division in writing no later than fifteen calendar days after the billing date that the bill shows.",
      'An appeal that is late need not be considered.',
    ],
    readings: [30, 103, 104],
    fn: appealBy,
  }),
  clause('H.3.b', {
    title: 'Who hears it; the bill is owed meanwhile',
    source: 'H(3)(b)',
    sentences: [
      'The Appeal Officer is the Assistant Finance Director or the Assistant Director of Public Works, whichever the nature of the appeal calls for.',
      'A dispute about an account is no reason not to pay a bill.',
      'Late fees and penalties apply unless the bill is paid in full until the dispute is settled.',
    ],
    readings: [19, 105],
    fn: appealOfficer,
  }),
  clause('H.3.c', {
    title: 'The decision is written',
    source: 'H(3)(c)',
    sentences: [
      "The customer is told the Appeal Officer's decision in writing.",
      'The same letter says that there is a right to appeal further, before the City Manager, the Public Works Director or the Administrative Services Director.',
    ],
    fn: mayDecideAppeal,
  }),
  clause('H.4', {
    heading: true,
    title: 'Further appeal',
    source: 'H(4)',
    sentences: [
      'The further appeal goes to the City Manager, the Public Works Director or the Administrative Services Director.',
    ],
    fn: mayFileFurther,
  }),
  clause('H.4.a', {
    title: 'Within two days; then final',
    source: 'H(4)(a)',
    sentences: [
      'Which of the three considers it depends on the nature of the appeal.',
      'It must be filed in writing with the Water Billing Division no more than two calendar days after the Appeal Officer has rendered the decision.',
      'An appeal that is late need not be considered.',
      'The customer is told the decision, and it is final and binding.',
    ],
    readings: [104, 106],
    fn: furtherAppealBy,
  }),
  clause('H.5', {
    title: 'When the charges were wrong',
    source: 'H(5)',
    sentences: [
      'When the charges turn out to be incorrect, the city provides a corrected invoice.',
      "The revised charges are due within ten calendar days of that invoice's date.",
      'When they stay unpaid for more than sixty calendar days after it, the water is turned off, provided that the customer gets every notice that is required.',
    ],
    readings: [107],
    fn: correctedDue,
  }),
  clause('H.6', {
    title: 'When the charges were right',
    source: 'H(6)',
    sentences: [
      'When the charges turn out to be correct, they are due within two business days after the decision is rendered.',
      'When they are not paid in full by then, the city turns the water off once the original sixty days of the written disconnection notice are over, provided that the customer got every notice that is required.',
    ],
    readings: [11, 108],
    fn: upheldDue,
  }),
  clause('H.7', {
    title: 'What was paid too much',
    source: 'H(7)',
    sentences: [
      "What was charged too much is shown as a credit on the customer's next regular bill or is refunded; the city alone chooses.",
    ],
    readings: [109],
    fn: correction,
  }),
]);
