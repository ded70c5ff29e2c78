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

export const SECTION_K = section('K', 'Non-sufficient funds', [
  clause('K.1', {
    title: 'Fee for a returned payment',
    rule: 'A payment that comes back from the bank costs $25 the first time and $35 each later time. The payment is taken off the account.',
    reading: 'The first is the first ever of the account. A return that is the error of the bank does not count.',
    fn: nsfFee,
  }),
  clause('K.2', {
    title: 'Blue tag before noon',
    rule: 'When the blue tag is issued before noon, the payment and the fee are due by the close of the next business day.',
    reading: 'It is issued when it is made in the system, not when it is hung.',
    fn: tagBeforeNoon,
  }),
  clause('K.3', {
    title: 'Blue tag from noon on',
    rule: 'When the blue tag is issued at noon or later, they are due by the close of the second business day.',
    fn: tagFromNoon,
  }),
  clause('K.4', {
    title: 'The account is flagged',
    rule: 'The account shows what is to be paid, and by when.',
    fn: nsfFlag,
  }),
  clause('K.5', {
    title: 'How a returned payment is made good',
    rule: "It is made good by cash, money order, cashier's check or credit card.",
    reading: 'The rule is for that debt. A check for another bill is taken, unless the account is Cash Only.',
    fn: repaymentRefusal,
  }),
  clause('K.6', {
    title: 'When it is not made good',
    rule: 'When the hour passes, the water is turned off. All of it, the fees and the reconnection fee are paid before it comes back on.',
    reading:
      'For a home the order waits until the 60 days and the notice of state law are met. Everything else that keeps the water on does so here too.',
    fn: mayCloseForReturn,
  }),
  clause('K.7', {
    title: 'A reconnection paid with a bad check',
    rule: 'When the payment that brought the water back is returned, the water is turned off again at once, and all of it is paid in good funds with another reconnection fee.',
    reading:
      'At once is inside the hours of turning off: the same business day before four, else the next. The second fee is charged at the next request.',
    fn: cutAgainFrom,
  }),
  clause('K.8', {
    title: 'Three in a year',
    rule: 'Three returned payments in one year make the account Cash Only.',
    reading: 'A return counts until the same date a year later.',
    fn: returnsInYear,
  }),
  clause('K.9', {
    title: 'Returned bank debits',
    rule: 'A bank debit that is returned is treated like a returned check.',
    reading:
      'That is for want of funds, or of a closed account. A debit that the customer did not authorize is looked at by a person, and does not count.',
    fn: returnKind,
  }),
  clause('K.9.a', {
    title: 'The end of a bank debit',
    rule: 'A second returned debit, or a closed bank account, ends the bank debit.',
    reading: 'Returned debits count toward the three of K.8; the account is not Cash Only at once.',
    fn: endsBankDebit,
  }),
]);
