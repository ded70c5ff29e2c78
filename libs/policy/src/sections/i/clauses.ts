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

export const SECTION_I = section('I', 'Alternative payment arrangements', [
  clause('I.1', {
    title: 'Who may have one',
    rule: 'Whoever cannot pay in time may ask for an arrangement, and the city offers one or more of the four kinds. Water is not turned off for what it covers.',
    reading:
      'It may be asked for until the valve closes, also when the order is out. It covers the bills it names, and no others.',
    fn: mayRequestArrangement,
  }),
  clause('I.2', {
    title: 'One at a time, two in a year',
    rule: 'There is one arrangement at a time and there are two in a calendar year. Customers who meet G.1 have no yearly limit.',
    reading:
      'An arrangement counts in the year it began, over all accounts of the customer unless the city counts each account. To meet G.1 means here: the medical and the financial condition are shown and the plan covers everything delinquent.',
    fn: yearlyLimit,
  }),
  clause('I.3', {
    heading: true,
    title: 'Amortization',
    rule: 'The balance is paid off in equal monthly parts.',
    fn: plan,
  }),
  clause('I.3.a', {
    title: 'In writing and signed',
    rule: 'An amortization is in writing and signed, and counts from the signature.',
    reading: 'A signature on the portal is one.',
    fn: signatureClause,
  }),
  clause('I.3.b', {
    title: 'A fifth down, the rest within a year',
    rule: 'Twenty per cent is paid on signing, and the rest over a time that the city sets, at most twelve months from the bill date.',
    reading:
      'With several bills the oldest counts. A supervisor may let it run longer for hardship. Odd cents are in the last instalment.',
    fn: lastDayOf,
  }),
  clause('I.3.c', {
    title: 'Monthly, apart from the bills',
    rule: 'Instalments are due each month, on days of their own.',
    reading:
      'The same date each month; where the month is too short, its last day. A payment that is not meant for them falls on what they have asked for, then on the bills of the day, and on the rest of the arrangement last.',
    fn: monthlyDates,
  }),
  clause('I.4', {
    heading: true,
    title: 'Alternative schedule',
    rule: 'The balance is paid on other dates than the usual ones.',
    fn: maySignArrangement,
  }),
  clause('I.4.a', {
    title: 'In writing and signed',
    rule: 'An alternative schedule is in writing and signed, and counts from the signature.',
    fn: signatureClause,
  }),
  clause('I.4.b', {
    title: 'Balance and fee within a year',
    rule: 'The balance, with any fee, is paid within twelve months of the bill date.',
    reading: 'The city has set no interest. A household of low income pays no fee.',
    fn: arrangementFee,
  }),
  clause('I.4.c', {
    title: 'Dates as agreed',
    rule: 'The city may agree to lump sums, or to parts more or less often than monthly, so long as all is paid in time.',
    reading: 'The parts come to the whole, to the cent.',
    fn: equalParts,
  }),
  clause('I.5', {
    title: 'Reduction',
    rule: 'The city may forgive up to 30 per cent; more takes an action of the City Council. No other customer bears it, and the rest is paid by a set date.',
    reading: 'The fund that bears it is named, and it is not the rates. The credit posts on signing.',
    fn: reductionObjections,
  }),
  clause('I.6', {
    title: 'Deferral',
    rule: 'Payment may be put off for up to six months after it was due, in writing and signed.',
    reading: 'Counted from the printed due date.',
    fn: lastDeferralOf,
  }),
  clause('I.7', {
    title: 'Keeping to it',
    rule: 'The customer keeps to the plan and pays new bills in time. After sixty days of default on either, a final notice is hung at the door, and water may be turned off from the fifth business day after it. There is no second arrangement meanwhile.',
    reading:
      'The sixty days of an instalment are counted from its date, those of a new bill from the bill date, as in E.1.',
    fn: defaultAt,
  }),
]);
