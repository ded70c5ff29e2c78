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

export const SECTION_H = section('H', 'Appeals', [
  clause('H.1', {
    title: 'Two lost appeals in twelve months',
    rule: 'After two lost appeals in twelve months, further ones need not be heard.',
    reading:
      'The twelve months roll, and count from each decision, over all accounts of the customer. State law knows no such limit, so the system takes the appeal and a person decides whether it is heard.',
    fn: isOverAppealLimit,
  }),
  clause('H.2', {
    title: 'No turn-off while an appeal is pending',
    rule: 'Water is not turned off while an appeal is not decided.',
    reading: 'It is pending from its filing to the final decision, the two days to appeal further among them.',
    fn: pendingAppeals,
  }),
  clause('H.3', {
    heading: true,
    title: 'Appeal Officer',
    rule: 'The first appeal of a bill or charge goes to an Appeal Officer.',
    reading: 'Late charges and fees are charges too, and may be appealed.',
    fn: mayFileAppeal,
  }),
  clause('H.3.a', {
    title: 'In writing within fifteen days',
    rule: 'An appeal is made in writing to Water Billing within fifteen days of the bill.',
    reading:
      'A charge without a bill counts from its own day. A late appeal is refused; a clerk may take it and says why.',
    fn: appealBy,
  }),
  clause('H.3.b', {
    title: 'Who hears it; the bill is owed meanwhile',
    rule: 'The Assistant Finance Director or the Assistant Director of Public Works hears it. A dispute does not excuse payment, and late charges run.',
    reading: 'Only the late charge of C.1 is meant. When the charges were wrong, it is taken back.',
    fn: appealOfficer,
  }),
  clause('H.3.c', {
    title: 'The decision is written',
    rule: 'The decision is given in writing, and the letter says how to appeal further.',
    fn: mayDecideAppeal,
  }),
  clause('H.4', {
    heading: true,
    title: 'Further appeal',
    rule: 'A decision of the Appeal Officer may be appealed once more.',
    fn: mayFileFurther,
  }),
  clause('H.4.a', {
    title: 'Within two days; then final',
    rule: 'The further appeal is written, within two calendar days of the decision. The City Manager, the Public Works Director or the Administrative Services Director decides it, and that is final.',
    reading:
      'The days count from the day of the letter. When the offices are shut on the second, the next business day counts.',
    fn: furtherAppealBy,
  }),
  clause('H.5', {
    title: 'When the charges were wrong',
    rule: 'A corrected invoice is issued and is due in ten calendar days. Water may be turned off when it is unpaid for more than sixty days, with the notices of every turn-off.',
    reading: 'A new clock runs from the invoice. The policy names no late charge for it, so there is none.',
    fn: correctedDue,
  }),
  clause('H.6', {
    title: 'When the charges were right',
    rule: 'They are to be paid within two business days of the decision. After that and after the 60th day of the bill the water may be turned off.',
    reading: 'By five in the afternoon. A notice that was never sent is sent first.',
    fn: upheldDue,
  }),
  clause('H.7', {
    title: 'What was paid too much',
    rule: 'An overcharge that was paid is credited on the next bill or refunded, as the city chooses.',
    reading: 'Without interest. The credit is posted at the decision, and the next bill shows it.',
    fn: correction,
  }),
]);
