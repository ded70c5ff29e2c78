import { clause, section } from '../../clauses/clause-entry.ts';
import { returnsInYear } from '../j/j7-cash-only.ts';
import {
  endsBankDebit,
  nsfFee,
  nsfFlag,
  repaymentRefusal,
  returnKind,
  tagBeforeNoon,
  tagFromNoon,
} from './k1-returned-payments.ts';
import { cutAgainFrom, mayCloseForReturn } from './k6-turn-off.ts';
import { READINGS_K } from './readings.ts';

export const SECTION_K = section('K', 'Non-sufficient funds', READINGS_K, [
  clause('K.1', {
    title: 'Fee for a returned payment',
    source: 'K(1)',
    sentences: [
      'An account that was paid with a check that comes back for lack of funds is subject to a fee of $25.00 the first time and $35.00 each later time.',
      'That is within the limits of California Civil Code 1719(a)(1).',
    ],
    readings: [15, 138],
    fn: nsfFee,
  }),
  clause('K.2', {
    title: 'Blue tag before noon',
    source: 'K(2)',
    sentences: [
      'A blue tag is processed to collect what is owed.',
      "A tag that is processed before noon makes the check's amount and the fee due when the next business day closes.",
    ],
    readings: [139],
    fn: tagBeforeNoon,
  }),
  clause('K.3', {
    title: 'Blue tag from noon on',
    source: 'K(3)',
    sentences: [
      "A blue tag that is processed after noon makes the check's amount and the fee due when the second business day closes.",
    ],
    readings: [140],
    fn: tagFromNoon,
  }),
  clause('K.4', {
    title: 'The account is flagged',
    source: 'K(4)',
    sentences: ['The account gets a flag with the amount and the date on which payment is due.'],
    fn: nsfFlag,
  }),
  clause('K.5', {
    title: 'How a returned payment is made good',
    source: 'K(5)',
    sentences: [
      "For every returned check and its fees the city takes cash, money orders, cashier's checks and credit cards only.",
    ],
    readings: [141],
    fn: repaymentRefusal,
  }),
  clause('K.6', {
    title: 'When it is not made good',
    source: 'K(6)',
    sentences: [
      'When payment has not come by the deadline, a work order to turn the water off is created.',
      'From then on all funds and fees, the reconnection fee among them, are due before service is reconnected.',
    ],
    readings: [142, 143],
    fn: mayCloseForReturn,
  }),
  clause('K.7', {
    title: 'A reconnection paid with a bad check',
    source: 'K(7)',
    sentences: [
      'An account is turned off immediately when it was on the latest turn-off list and the check that paid for its reconnection comes back.',
      'Every balance outstanding and the fees, another reconnection fee among them, must be paid before the water is reconnected, in one of the four ways that K(5) names.',
    ],
    readings: [144, 145],
    fn: cutAgainFrom,
  }),
  clause('K.8', {
    title: 'Three in a year',
    source: 'K(8)',
    sentences: ['An account with three or more returned payments within one year is subject to the status Cash Only.'],
    readings: [5],
    fn: returnsInYear,
  }),
  clause('K.9', {
    title: 'Returned bank debits',
    source: 'K(9)',
    sentences: [
      'An account paid with a bank debit that comes back for lack of funds is treated as one that was paid with such a check.',
    ],
    readings: [146],
    fn: returnKind,
  }),
  clause('K.9.a', {
    title: 'The end of a bank debit',
    source: 'K(9)(a)',
    sentences: [
      'The bank debit is removed from the account after a second such return, or when the bank says that the bank account is closed.',
      'The terms of K(8) apply.',
    ],
    readings: [147],
    fn: endsBankDebit,
  }),
]);
