import { clause, section } from '../../clauses/clause-entry.ts';
import {
  cannotPay,
  cannotPayThrough,
  certificateCounts,
  conditionsOf,
  isAgreement,
  lastingCertificate,
  leftOut,
} from './g1-conditions.ts';
import { decisionDue, replyDue, reviewHoldUntil, supplyDue } from './g2-reviews.ts';
import { READINGS_G } from './readings.ts';

export const SECTION_G = section('G', 'Conditions prohibiting discontinuation', READINGS_G, [
  clause('G.1', {
    title: 'When a home may not be turned off',
    source: 'G(1)',
    sentences: ['Service to a home is not ended for nonpayment when all of the conditions under this clause are met.'],
    readings: [7, 23, 92],
    fn: conditionsOf,
  }),
  clause('G.1.a', {
    heading: true,
    title: 'Medical condition',
    source: 'G(1)(a)',
    sentences: ['The first condition is a certification by a primary care provider.'],
    readings: [93],
    fn: lastingCertificate,
  }),
  clause('G.1.a.i', {
    title: 'Medical certificate',
    source: 'G(1)(a)(i)',
    sentences: [
      'The customer, or a tenant of the customer, submits it.',
      'In it a primary care provider, as Welfare and Institutions Code 14088(b)(1)(A) defines one, certifies that ending service would threaten life, or seriously threaten health and safety, for anyone who lives where the water is provided.',
    ],
    readings: [94],
    fn: certificateCounts,
  }),
  clause('G.1.b', {
    heading: true,
    title: 'Financial condition',
    source: 'G(1)(b)',
    sentences: ['The second condition is that the customer is financially unable to pay.'],
    fn: cannotPay,
  }),
  clause('G.1.b.i', {
    title: 'Who cannot pay',
    source: 'G(1)(b)(i)',
    sentences: [
      "The customer shows that the means are lacking to pay for a home's water in the usual billing cycle.",
      'It counts as shown when somebody in the household currently receives CalWORKs, CalFresh, general assistance, Medi-Cal, SSI with the State Supplementary Payment, or California WIC.',
      'It also counts as shown when the customer declares that the household earns in a year less than 200 percent of the federal poverty level.',
    ],
    readings: [53, 54],
    fn: cannotPayThrough,
  }),
  clause('G.1.c', {
    heading: true,
    title: 'Willing to agree',
    source: 'G(1)(c)',
    sentences: ['The third condition is an arrangement to pay in another way.'],
    readings: [95],
    fn: isAgreement,
  }),
  clause('G.1.c.i', {
    title: 'Everything delinquent is covered',
    source: 'G(1)(c)(i)',
    sentences: [
      'The customer must enter into one of four written agreements: amortization, an alternative payment schedule, a reduction of all or part of the unpaid balance, or a deferral for a time.',
      'It must be as section I has it and be for all delinquent charges.',
    ],
    readings: [96],
    fn: leftOut,
  }),
  clause('G.2', {
    title: 'Papers, and their review',
    source: 'G(2)',
    sentences: [
      'It is for the customer to prove that the conditions of G(1) are met.',
      'The customer is encouraged to bring papers on the medical need, the inability to pay and the willingness to enter an arrangement as long before a planned shut-off as can be, so that the city has time.',
    ],
    readings: [97],
    fn: reviewHoldUntil,
  }),
  clause('G.2-a', {
    title: 'Seven days to answer',
    source: 'G(2), third sentence',
    sentences: [
      'When the papers have come, the city reviews them and responds within seven calendar days.',
      'It asks for more, also on which arrangements are feasible, or it tells the customer which arrangement it will allow, and on what terms.',
    ],
    readings: [98],
    fn: replyDue,
  }),
  clause('G.2-b', {
    title: 'Five days to add',
    source: 'G(2), fourth sentence',
    sentences: [
      'When the city has asked for more, the customer provides it within five calendar days of receiving the request.',
    ],
    readings: [99],
    fn: supplyDue,
  }),
  clause('G.2-c', {
    title: 'Five days to decide',
    source: 'G(2), fifth sentence',
    sentences: [
      'Within five calendar days of receiving that, the city writes to the customer.',
      'It says that the conditions of G(1) are not met, or which arrangement it will allow, and on what terms.',
    ],
    readings: [98],
    fn: decisionDue,
  }),
]);
