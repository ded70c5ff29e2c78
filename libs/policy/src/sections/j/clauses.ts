import { clause, section } from '../../clauses/clause-entry.ts';
import { acceptsPayment, counterDate, forwardedDate, transferDate, websiteDate } from './j1-payments.ts';
import { websiteRefusal } from './j4a-outages.ts';
import { batchDay, collectionAt, dropBoxDate } from './j5-drop-box.ts';
import { mayRaiseConcern } from './j6-bank-debit.ts';
import { cashOnlyEnds, cashOnlyRefusal, wasCashOnly } from './j7-cash-only.ts';

export const SECTION_J = section('J', 'Payment processing', [
  clause('J.1', {
    title: 'Ways to pay',
    rule: "The city takes cash, checks, money orders, Visa and MasterCard, and bank transfers: at the counter, in the drop box, on the website, through a bank's bill payment, by mail and by bank debit.",
    reading: 'Cards are taken at the counter and on the website.',
    fn: acceptsPayment,
  }),
  clause('J.2', {
    title: 'Cash and checks',
    rule: 'Cash and checks count on the business day on which they are received.',
    reading: 'At five in the afternoon the office is still open; what comes later counts on the next business day.',
    fn: counterDate,
  }),
  clause('J.2.a', {
    title: 'Sent to another department',
    rule: 'A payment handed to another department counts from the day on which Finance has it.',
    reading: 'Only a supervisor may date it back, with a reason.',
    fn: forwardedDate,
  }),
  clause('J.3', {
    title: 'Bank transfers',
    rule: "A transfer counts on the day on which the money reaches the city's bank.",
    reading:
      'A day to come is kept, and the payment is credited when that day begins. A day far back or ahead is checked by a person first; until then nothing is credited, and the water stays on.',
    fn: transferDate,
  }),
  clause('J.4', {
    title: 'Payments on the website',
    rule: 'A payment on the website counts on the day on which it is completed, until 11:59 at night.',
    reading: 'Completed is when the bank approved it, to the last second before midnight.',
    fn: websiteDate,
  }),
  clause('J.4.a', {
    title: 'When the website is down',
    rule: 'The city may take the website down. Until it is back, payments on it are refused and nothing is charged.',
    reading: 'Where it is down on the last evening to pay, a supervisor may give the customer one business day more.',
    fn: websiteRefusal,
  }),
  clause('J.5', {
    title: 'Drop boxes',
    rule: 'Checks can be left in the drop boxes of City Hall at any time.',
    reading: 'Cash found in a box is counted by two people and taken.',
    fn: batchDay,
  }),
  clause('J.5.a', {
    title: 'When the boxes are emptied',
    rule: 'The boxes are emptied once each business day, at half past eight in the morning.',
    fn: collectionAt,
  }),
  clause('J.5.b', {
    title: 'The date of what is dropped',
    rule: 'What is dropped after half past eight on the due date of a regular bill, and before half past eight on the next business day, counts on the due date. All else counts on the business day it is collected.',
    reading:
      'Nobody knows when a payment was dropped, so the whole batch has the grace. It is for the due date, not for the 60th day.',
    fn: dropBoxDate,
  }),
  clause('J.6', {
    title: 'Bank debit',
    rule: 'An active account can be paid by bank debit, with a signed form and a void check. It takes up to two bills to start. Concerns are raised five business days before the due date, and it is stopped in writing.',
    reading: 'Until it starts, bills are paid another way. A late concern is kept, and refused for that bill.',
    fn: mayRaiseConcern,
  }),
  clause('J.7', {
    title: 'Cash Only',
    rule: "A Cash Only account pays by cash, money order, cashier's check or credit card. It is flagged, with the reason.",
    reading: 'A debit card counts as a credit card, and a card may be used on the website.',
    fn: cashOnlyRefusal,
  }),
  clause('J.7.a', {
    title: 'How long Cash Only lasts',
    rule: 'Cash Only lasts until the Assistant Director of Finance releases it, or for one year.',
    reading: 'It ends at midnight as that date begins.',
    fn: cashOnlyEnds,
  }),
  clause('J.7.b', {
    title: 'Cash Only again',
    rule: 'An account that was Cash Only before is Cash Only again with its next returned payment.',
    reading: 'One is enough, however long ago it was.',
    fn: wasCashOnly,
  }),
]);
