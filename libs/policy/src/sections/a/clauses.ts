import { clause, section } from '../../clauses/clause-entry.ts';
import { depositFor, mayOpenAccount, mayTurnOn, startObjection } from './a1-opening.ts';
import { lastDayBefore, mayCancelTrust, mayCloseAccount, revertsToOwner, signUpTagDue } from './a3-closing.ts';
import { mayTurnOffVacant } from './a3b-vacant.ts';
import { depositRefundDay, depositToApply, finalBillAmount, creditRefund } from './a5-credits.ts';

export const SECTION_A = section('A', 'Opening and closing accounts', [
  clause('A.1', {
    title: 'Opening an account',
    rule: 'An account is opened with the request form, a valid identity card and proof that the customer owns the home.',
    reading:
      'An escrow statement, a deed, a tax bill or a mortgage statement is proof. What is missing keeps the request pending.',
    fn: mayOpenAccount,
  }),
  clause('A.2', {
    title: 'The deposit',
    rule: 'Who does not show ownership of the home pays a deposit when signing up.',
    reading: 'A tenant whose landlord keeps a trust with the city pays it too.',
    fn: depositFor,
  }),
  clause('A.2.a', {
    title: 'Paid before the water starts',
    rule: 'The whole deposit is paid before the water is turned on.',
    reading: 'Money counts when the city has it. A payment that the bank took back is not paid.',
    fn: mayTurnOn,
  }),
  clause('A.2.b', {
    title: 'Held until the account closes',
    rule: 'The city holds the deposit until the account closes and then lays it on the final bill.',
    reading: 'It pays no other debt before that, and it earns no interest.',
    fn: depositToApply,
  }),
  clause('A.2.c', {
    title: 'What the deposit leaves of the final bill',
    rule: 'The customer is billed for what the deposit does not cover.',
    reading: 'The final bill is due as any bill is.',
    fn: finalBillAmount,
  }),
  clause('A.2.d', {
    title: 'What is left of the deposit',
    rule: 'What is left of the deposit is sent as a check thirty days after the close.',
    reading: 'A closed day moves the check to the next business day. Any amount is sent.',
    fn: depositRefundDay,
  }),
  clause('A.3', {
    title: 'Closing an account',
    rule: 'An account stays open until the customer closes it in writing, or a new customer signs up for the place.',
    reading:
      'E-mail and the website are writing, a telephone call is not. No close takes effect before the day it was received.',
    fn: mayCloseAccount,
  }),
  clause('A.3.a', {
    title: 'The tag that asks to sign up',
    rule: 'When nobody takes the place on, a blue tag at the door asks whoever lives there to sign up.',
    reading: 'It is left on the next business day. It is another tag than the one for returned payments.',
    fn: signUpTagDue,
  }),
  clause('A.3.b', {
    title: 'Turning off an empty place',
    rule: 'When a tenant or an agent closes the account and there is no Landlord Trust, the water is turned off after the final read.',
    reading: 'The tag and the turn-off are both made. A reading of the radio not older than a day is a final read.',
    fn: mayTurnOffVacant,
  }),
  clause('A.3.c', {
    title: 'Off until somebody signs up',
    rule: 'The water stays off until a new customer signs up and pays the deposit.',
    reading: 'There is no reconnection fee, because no debt of the new customer turned it off.',
    fn: startObjection,
  }),
  clause('A.4', {
    title: 'Landlord Trust',
    rule: 'Where the owner has a Landlord Trust, the account goes back to the owner when a tenant leaves, and the water stays on.',
    reading: 'A trust is for one service point. The account of the owner begins at the moment the other one closes.',
    fn: revertsToOwner,
  }),
  clause('A.4.a', {
    title: 'How long the owner stays the customer',
    rule: 'The owner stays the customer until the owner closes the account or a new tenant signs up.',
    reading: 'The owner is billed up to the day before the new customer begins.',
    fn: lastDayBefore,
  }),
  clause('A.4.b', {
    title: 'The end of a Landlord Trust',
    rule: 'A Landlord Trust ends when the home is sold, or when the owner cancels it in writing.',
    reading: 'It ends when the letter is received. A sale that is found later turns nothing off for the time before.',
    fn: mayCancelTrust,
  }),
  clause('A.5', {
    title: 'A credit on a closed account',
    rule: 'A credit of $5.00 or more on a closed account is sent back by mail.',
    reading: 'A smaller one is listed as unclaimed property and is paid when the customer asks.',
    fn: creditRefund,
  }),
]);
