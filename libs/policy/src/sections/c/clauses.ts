import { clause, section } from '../../clauses/clause-entry.ts';
import { isStateExempt, penalty, receivedInTime } from './c1-late-charge.ts';
import { lowIncomeWaiver, mayWaiveAsCourtesy } from './c1a-waivers.ts';
import { declaresLowIncome, isOnProgram } from './c1b-low-income.ts';
import { READINGS_C } from './readings.ts';

export const SECTION_C = section('C', 'Delinquent accounts', READINGS_C, [
  clause('C.1', {
    title: 'Late charge and reminder',
    source: 'C(1)',
    sentences: [
      'A bill whose payment has not come when 42 days have passed since its date is charged a penalty of ten percent.',
      'The city mails a reminder to pay on the 43rd day.',
    ],
    readings: [6, 15, 46, 47, 48, 49],
    fn: penalty,
  }),
  clause('C.1.a', {
    title: 'Courtesy waiver',
    source: 'C(1)(a)',
    sentences: [
      'As a courtesy, a penalty may be waived once in twelve months when the customer asks.',
      'The city alone decides, and looks at how the customer has paid before.',
    ],
    readings: [50],
    fn: mayWaiveAsCourtesy,
  }),
  clause('C.1.b', {
    heading: true,
    title: 'Low-income waiver',
    source: 'C(1)(b)',
    sentences: ['The late charges of customers with a low income are waived.'],
    readings: [51],
    fn: lowIncomeWaiver,
  }),
  clause('C.1.b.i', {
    title: 'A member of the household is on a program',
    source: 'C(1)(b)(i)',
    sentences: [
      'The city must waive the penalty on a delinquent bill once every twelve months when somebody in the household currently receives one of these benefits.',
      'They are CalWORKs, CalFresh, general assistance, Medi-Cal, SSI with the State Supplementary Payment, and California WIC.',
    ],
    readings: [52, 53],
    fn: isOnProgram,
  }),
  clause('C.1.b.ii', {
    title: 'A declared low income',
    source: 'C(1)(b)(i), from "(ii)"',
    sentences: [
      'The same holds when the customer declares that the household earns in a year less than 200 percent of the federal poverty level.',
    ],
    readings: [53, 54],
    fn: declaresLowIncome,
  }),
  clause('C.1.c', {
    heading: true,
    title: 'State of California',
    source: 'C(1)(c)',
    sentences: ['Late notices and fees are waived for the State of California.'],
    readings: [55],
    fn: isStateExempt,
  }),
  clause('C.1.c.i', {
    title: 'No notice and no late charge for the State',
    source: 'C(1)(c)(i)',
    sentences: [
      'The State of California gets no delinquent notice and no late fee on its accounts when it pays late.',
      'The reason is its sound finances, and that its budgets and warrants are approved and paid in their own ways.',
    ],
    readings: [56],
    fn: isStateExempt,
  }),
  clause('C.2', {
    title: 'When a delinquent bill must be here',
    source: 'C(2)',
    sentences: [
      'A delinquent bill is to be paid by the sixtieth day after the billing date, to the city in person or on its website.',
      'Paid means received; a postmark is not accepted.',
    ],
    readings: [57],
    fn: receivedInTime,
  }),
]);
