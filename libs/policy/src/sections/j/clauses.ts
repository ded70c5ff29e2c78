import { clause, section } from '../../clauses/clause-entry.ts';
import { acceptsPayment, counterDate, forwardedDate, transferDate, websiteDate } from './j1-payments.ts';
import { websiteRefusal } from './j4a-outages.ts';
import { batchDay, collectionAt, dropBoxDate } from './j5-drop-box.ts';
import { mayRaiseConcern } from './j6-bank-debit.ts';
import { cashOnlyEnds, cashOnlyRefusal, wasCashOnly } from './j7-cash-only.ts';
import { READINGS_J } from './readings.ts';

export const SECTION_J = section('J', 'Payment processing', READINGS_J, [
  clause('J.1', {
    title: 'Ways to pay',
    source: 'J(1)',
    sentences: [
      'The city takes cash, checks, money orders, Visa and MasterCard, and electronic transfers of funds.',
      "It takes them from the cashier's window, the night drop box and its website, through the bill payment of the customer's bank, by mail, and by its own bank debit.",
    ],
    readings: [123, 124],
    fn: acceptsPayment,
  }),
  clause('J.2', {
    title: 'Cash and checks',
    source: 'J(2)',
    sentences: [
      'Cash and ordinary checks are posted, and count for the account, on the very business day that brings them.',
    ],
    readings: [125],
    fn: counterDate,
  }),
  clause('J.2.a', {
    title: 'Sent to another department',
    source: 'J(2)(a)',
    sentences: [
      'For cash and checks that are sent to another department of the city, that same day cannot be promised.',
    ],
    readings: [126],
    fn: forwardedDate,
  }),
  clause('J.3', {
    title: 'Bank transfers',
    source: 'J(3)',
    sentences: [
      "A payment by electronic transfer is credited on the date on which the city's bank account receives the funds.",
    ],
    readings: [127],
    fn: transferDate,
  }),
  clause('J.4', {
    title: 'Payments on the website',
    source: 'J(4)',
    sentences: [
      "A payment on the city's website is credited on the date on which the transaction is completed, as long as the city receives it by 11:59 p.m.",
    ],
    readings: [128],
    fn: websiteDate,
  }),
  clause('J.4.a', {
    title: 'When the website is down',
    source: 'J(4)(a)',
    sentences: ['The city may take the website down for maintenance whenever it wants to.'],
    readings: [129],
    fn: websiteRefusal,
  }),
  clause('J.5', {
    title: 'Drop boxes',
    source: 'J(5)',
    sentences: ['Checks may be left day and night in the drop boxes that stand in the parking lot of City Hall.'],
    readings: [130],
    fn: batchDay,
  }),
  clause('J.5.a', {
    title: 'When the boxes are emptied',
    source: 'J(5)(a)',
    sentences: ['Each business day, staff of Finance empty them once: at half past eight in the morning.'],
    fn: collectionAt,
  }),
  clause('J.5.b', {
    title: 'The date of what is dropped',
    source: 'J(5)(b)',
    sentences: [
      "A payment counts as of the due date of the customer's regular bill when it is dropped on that date after 8:30 a.m., or later but before 8:30 a.m. of the next business day.",
      'Everything else that is dropped is credited on the next business day.',
    ],
    readings: [131, 132],
    fn: dropBoxDate,
  }),
  clause('J.6', {
    title: 'Bank debit',
    source: 'J(6)',
    sentences: [
      'Payment by bank debit is open to any customer whose water account is active.',
      'The customer fills in the application, attaches a void check and submits both to the Finance Department.',
      'It may take up to two billing cycles to become effective.',
      'A customer with a concern must tell the Finance Department at least five business days before the due date, so that changes can be made in time.',
      'To end it by choice, the customer gives notice in writing.',
    ],
    readings: [30, 133, 134],
    fn: mayRaiseConcern,
  }),
  clause('J.7', {
    title: 'Cash Only',
    source: 'J(7)',
    sentences: [
      "An account with the status Cash Only takes four kinds of payment: cash, money orders, cashier's checks and credit cards.",
      'Such accounts are flagged in the billing system with a note that says Cash Only and briefly why.',
    ],
    readings: [135],
    fn: cashOnlyRefusal,
  }),
  clause('J.7.a', {
    title: 'How long Cash Only lasts',
    source: 'J(7)(a)',
    sentences: [
      'An account stays Cash Only until the Assistant Director of Finance approves its release or one year has passed, whichever is first.',
    ],
    readings: [136],
    fn: cashOnlyEnds,
  }),
  clause('J.7.b', {
    title: 'Cash Only again',
    source: 'J(7)(b)',
    sentences: [
      'An account that was Cash Only before becomes Cash Only again when another payment is returned for lack of funds.',
    ],
    readings: [137],
    fn: wasCashOnly,
  }),
]);
