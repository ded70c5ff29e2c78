import { clause, section } from '../../clauses/clause-entry.ts';
import { mayRequestArrangement, maySignArrangement, signatureClause, yearlyLimit } from './i1-arrangements.ts';
import {
  arrangementFee,
  equalParts,
  lastDayOf,
  lastDeferralOf,
  monthlyDates,
  plan,
  reductionObjections,
} from './i3-plans.ts';
import { defaultAt } from './i7-default.ts';
import { READINGS_I } from './readings.ts';

export const SECTION_I = section('I', 'Alternative payment arrangements', READINGS_I, [
  clause('I.1', {
    title: 'Who may have one',
    source: 'I(1)',
    sentences: [
      'Any customer who cannot pay for water within the normal time may ask for an alternative payment arrangement, so that service is not interrupted.',
      'The city shall offer one or more of four: amortization of the unpaid balance, an alternative payment schedule, a reduction of all or part of the balance, and a deferral for a time.',
      "The city alone selects the most appropriate, after a review of what the customer provided, with regard to the customer's means and its own needs.",
    ],
    readings: [49, 110, 111],
    fn: mayRequestArrangement,
  }),
  clause('I.2', {
    title: 'One at a time, two in a year',
    source: 'I(2)',
    sentences: [
      'A customer may have one arrangement at a time, and two in a calendar year.',
      'A customer who meets the conditions of G(1) may have one at a time, and as many in the year as it takes.',
    ],
    readings: [61, 112, 113],
    fn: yearlyLimit,
  }),
  clause('I.3', {
    heading: true,
    title: 'Amortization',
    source: 'I(3)',
    sentences: [
      'When the city selects amortization, the customer enters into a written plan on the terms under this clause.',
    ],
    fn: plan,
  }),
  clause('I.3.a', {
    title: 'In writing and signed',
    source: 'I(3)(a)',
    sentences: ['The plan is in writing and the customer signs it.'],
    readings: [114],
    fn: signatureClause,
  }),
  clause('I.3.b', {
    title: 'A fifth down, the rest within a year',
    source: 'I(3)(b)',
    sentences: [
      'The plan asks for a down payment of twenty percent.',
      "What is left of the unpaid balance is spread over a time that the city decides; twelve months after the bill's date it must be over.",
    ],
    readings: [115, 116],
    fn: lastDayOf,
  }),
  clause('I.3.c', {
    title: 'Monthly, apart from the bills',
    source: 'I(3)(c)',
    sentences: [
      'What the plan asks for is not combined with the regular bill and does not share its due date; it falls due in monthly installments.',
    ],
    readings: [117],
    fn: monthlyDates,
  }),
  clause('I.4', {
    heading: true,
    title: 'Alternative schedule',
    source: 'I(4)',
    sentences: [
      'When the city selects an alternative payment schedule, the customer enters into a written one for the unpaid balance on the terms under this clause.',
    ],
    fn: maySignArrangement,
  }),
  clause('I.4.a', {
    title: 'In writing and signed',
    source: 'I(4)(a)',
    sentences: ['The schedule is in writing and the customer signs it.'],
    readings: [114],
    fn: signatureClause,
  }),
  clause('I.4.b', {
    title: 'Balance and fee within a year',
    source: 'I(4)(b)',
    sentences: [
      'The customer pays what is unpaid, and an administrative fee and interest where there are any, over a time that the city determines.',
      "Twelve months after the bill's date it must be over.",
    ],
    readings: [116, 118],
    fn: arrangementFee,
  }),
  clause('I.4.c', {
    title: 'Dates as agreed',
    source: 'I(4)(c)',
    sentences: [
      'The city draws up the schedule.',
      'It may have lump sums on dates other than the usual ones, and payments more often or less often than monthly.',
      'In all cases the balance and the fee are paid in full within the time that the city set.',
    ],
    readings: [119],
    fn: equalParts,
  }),
  clause('I.5', {
    title: 'Reduction',
    source: 'I(5)',
    sentences: [
      'When the city selects a reduction, the customer enters into a written one of the unpaid balance.',
      'It is at most thirty percent of that balance, unless the City Council approves more and acts on it.',
      'It is paid for from a source that does not make other customers pay more.',
      "How much it is depends on the customer's need, the city's finances and needs, and what money there is to make up for it.",
      'The customer pays what is left by the due date that the city sets.',
    ],
    readings: [120],
    fn: reductionObjections,
  }),
  clause('I.6', {
    title: 'Deferral',
    source: 'I(6)',
    sentences: [
      'When the city selects a deferral, payment of the unpaid balance is put off for up to six months after it is due.',
      'The arrangement is in writing and the customer signs it.',
      'The city decides how long it is, and the customer pays the balance by that date.',
    ],
    readings: [121],
    fn: lastDeferralOf,
  }),
  clause('I.7', {
    title: 'Keeping to it',
    source: 'I(7)',
    sentences: [
      'The customer must keep every term of the arrangement that the city selected, and stay current with the charges of each billing period that follows.',
      'Meanwhile the customer may not ask for another arrangement for later charges.',
      'When the customer does not keep the arrangement for sixty calendar days or more, or does not pay current charges for sixty calendar days or more, the city issues a written disconnection notice.',
      'It is hung at the door of the premises five business days before service ends, or earlier.',
      "Its languages are English, Spanish, Chinese, Tagalog, Vietnamese and Korean, and any other that at least a tenth of the city's customers speak.",
    ],
    readings: [22, 122],
    fn: defaultAt,
  }),
]);
