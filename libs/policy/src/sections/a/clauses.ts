import { clause, section } from '../../clauses/clause-entry.ts';
import { depositFor, mayOpenAccount, mayTurnOn, startObjection } from './a1-opening.ts';
import { lastDayBefore, mayCancelTrust, mayCloseAccount, revertsToOwner, signUpTagDue } from './a3-closing.ts';
import { mayTurnOffVacant } from './a3b-vacant.ts';
import { depositRefundDay, depositToApply, finalBillAmount, creditRefund } from './a5-credits.ts';
import { READINGS_A } from './readings.ts';

export const SECTION_A = section('A', 'Opening and closing accounts', READINGS_A, [
  clause('A.1', {
    title: 'Opening an account',
    source: 'A(1)',
    sentences: [
      "To open a water account the customer hands in the city's request form, a valid identity card and proof of owning the place.",
    ],
    readings: [24],
    fn: mayOpenAccount,
  }),
  clause('A.2', {
    title: 'The deposit',
    source: 'A(2)',
    sentences: [
      'A new customer who cannot show that they own the service address pays a deposit when signing up.',
      'The city code (GMC 14.20.140) sets it.',
    ],
    readings: [25],
    fn: depositFor,
  }),
  clause('A.2.a', {
    title: 'Paid before the water starts',
    source: 'A(2)(a)',
    sentences: ['The deposit is to be paid before the water service begins.'],
    readings: [26],
    fn: mayTurnOn,
  }),
  clause('A.2.b', {
    title: 'Held until the account closes',
    source: 'A(2)(b)',
    sentences: [
      'The deposit remains on the account until the account closes.',
      'It is then put toward the final bill.',
    ],
    readings: [27],
    fn: depositToApply,
  }),
  clause('A.2.c', {
    title: 'What the deposit leaves of the final bill',
    source: 'A(2)(c)',
    sentences: ['When the closing bill is more than the deposit, the customer gets a final bill for the rest.'],
    readings: [28],
    fn: finalBillAmount,
  }),
  clause('A.2.d', {
    title: 'What is left of the deposit',
    source: 'A(2)(d)',
    sentences: [
      'When the deposit is more than the closing bill, the customer gets a check for the rest thirty days after the closing date.',
    ],
    readings: [29],
    fn: depositRefundDay,
  }),
  clause('A.3', {
    title: 'Closing an account',
    source: 'A(3)',
    sentences: [
      'An account stays open until the customer tells the city in writing to close it, or a new customer tells it in writing to open one at the same address.',
    ],
    readings: [30, 31],
    fn: mayCloseAccount,
  }),
  clause('A.3.a', {
    title: 'The tag that asks to sign up',
    source: 'A(3)(a)',
    sentences: ['An account that closes while nobody signs up gets a blue tag, which asks for a sign-up.'],
    readings: [32],
    fn: signUpTagDue,
  }),
  clause('A.3.b', {
    title: 'Turning off an empty place',
    source: 'A(3)(b)',
    sentences: [
      'When a tenant, an agent or somebody else who is not the owner closes the account, and no Landlord Trust is on file, the water is turned off once the final reading is taken.',
    ],
    readings: [33, 34],
    fn: mayTurnOffVacant,
  }),
  clause('A.3.c', {
    title: 'Off until somebody signs up',
    source: 'A(3)(c)',
    sentences: ['All such service stays off until a new customer has signed up and paid whatever deposit applies.'],
    readings: [35],
    fn: startObjection,
  }),
  clause('A.4', {
    title: 'Landlord Trust',
    source: 'A(4)',
    sentences: [
      'A landlord may choose to have the account set up as a Landlord Trust.',
      "When a tenant moves out, such an account goes back into the owner's name by itself and the water is not interrupted.",
    ],
    readings: [36],
    fn: revertsToOwner,
  }),
  clause('A.4.a', {
    title: 'How long the owner stays the customer',
    source: 'A(4)(a)',
    sentences: ['The owner remains the customer until they close the service, or until another tenant has signed up.'],
    readings: [37],
    fn: lastDayBefore,
  }),
  clause('A.4.b', {
    title: 'The end of a Landlord Trust',
    source: 'A(4)(b)',
    sentences: [
      'The trust ends when somebody else comes to own the place and answers for it, or when the owner gives notice in writing to end it.',
    ],
    readings: [38],
    fn: mayCancelTrust,
  }),
  clause('A.5', {
    title: 'A credit on a closed account',
    source: 'A(5)',
    sentences: ['Every closed account with a credit of $5.00 or more is refunded by mail.'],
    readings: [39],
    fn: creditRefund,
  }),
]);
