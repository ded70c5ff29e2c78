import { day } from '../../calendar/days.ts';
import { clockTime } from '../../calendar/zoned.ts';
import { basisPoints, cents } from '../../money/money.ts';
import { profile } from '../profile.ts';
import { GLENDORA_HOLIDAYS } from './glendora-holidays.ts';
import type { Terms } from '../terms.ts';

/** City of Glendora, Utility Billing Services Policy, in force from 2020-01-14 (Z.1). */
const adopted2020: Terms = {
  profile: 'glendora',
  version: day('2020-01-14'),
  timeZone: 'America/Los_Angeles',
  // B.1: the tariff has its price by the hundred cubic feet, and a bill says how many. Crews go by feet and miles.
  screenUnits: { usage: 'ccf', distance: 'miles' },
  // B.1: nothing is mailed while City Hall is shut, and a bill is dated the day it is mailed (B.2).
  rollBillDate: 'same-week',
  // B.1 says nothing of odd bills. The city's own practice, from the day the policy came into force: what is more than four
  // times the use of before, and 20 units more, is looked at; a first bill, from 200 units on.
  oddUse: { timesOwnUse: 4, leastUnits: 20, firstUnits: 200 },
  // B.2: "due on receipt", 42 days to pay; a due date on Thanksgiving is printed as it is.
  dueRule: { kind: 'days' },
  payByDays: 42,
  rollDueDate: 'none',
  // E.1: 5:00 p.m. on the 60th day after the billing date.
  shutoffDay: 60,
  rollDay60: 'next-business-day',
  payByTime: clockTime('17:00'),
  // Reading 10: the policy names no smallest debt, so that any residue counts. Napa acts from $15.00 on.
  smallestDebt: cents(0),
  // Reading 66: bills are due on receipt (GMC 14.12.050), so the count begins at the bill date.
  delinquencyAnchor: 'bill-date',
  // C.1: ten per cent on the 43rd day, after the 08:30 drop-box batch of that morning is posted.
  penaltyRate: basisPoints(1_000),
  penaltyForm: { kind: 'percent-once' },
  penaltyRunAt: clockTime('10:00'),
  waiverMonths: 12,
  lowIncomeMonths: 12,
  extension: { maxDays: 14, perCalendarYear: 2 },
  // D.8 says "repeated" and no number: three late bills, or two broken promises, make a person look.
  standing: { months: 12, lateBills: 3, brokenPromises: 2 },
  // E.2.a and HSC 116908(a)(1)(A): seven business days. Mailing on day 43 also meets longer periods.
  noticeBusinessDays: 7,
  noticeDay: 43,
  // Reading 71: the day it is mailed or hung, because that day can be proved.
  noticeCountsFrom: 'mailed',
  // PUC 10010.1: ten days that begin five days after mailing. A notice of day 43 has them by day 58.
  puc10010_1: true,
  puc10010_1Days: 15,
  // Off until the city gives crews a visit of its own before each close: without one, no close would be lawful.
  posting48h: false,
  postingHours: 48,
  adultContactHours: 24,
  // Off while the city writes instead: HSC 116908(a)(1)(A) asks for a call or a letter, and E.2.a sends the letter.
  phoneContact: false,
  phoneContactBusinessDays: 7,
  // E.2.a, HSC 116922: English, Spanish, Chinese, Tagalog, Vietnamese, Korean (Civ. Code 1632).
  noticeLanguages: ['en', 'es', 'zh', 'tl', 'vi', 'ko'],
  // E.2.b: 48 elapsed hours, also over a clock change.
  returnedMailHours: 48,
  tenantNotice: { multiUnit: 10, detached: 7 },
  // E.3.a: made on day 45, so that the notices hang by day 50.
  tenantPostingDay: 45,
  // Reading 68: crews close from 8:00 to 4:00 on business days, so that the office is open to pay in.
  closeWindow: { from: clockTime('08:00'), to: clockTime('16:00') },
  // F.3 implies 8 to 5; so do the city's published hours.
  officeHours: { from: clockTime('08:00'), to: clockTime('17:00') },
  holidays: GLENDORA_HOLIDAYS,
  fees: {
    'reconnection-fee': { amount: cents(7_000), clause: 'F.1', cite: 'GMC 14.20.180' },
    'after-hours-reconnection-fee': { amount: cents(10_000), clause: 'F.3.a', cite: 'GMC 14.20.180' },
    deposit: { amount: cents(20_000), clause: 'A.2', cite: 'GMC 14.20.140' },
    'nsf-fee': { amount: cents(2_500), clause: 'K.1', cite: 'Civ. Code 1719(a)(1)' },
    'later-nsf-fee': { amount: cents(3_500), clause: 'K.1', cite: 'Civ. Code 1719(a)(1)' },
    'manual-read-fee': { amount: cents(4_586), clause: 'L.1', cite: 'Utility Billing Services Policy, L.1' },
  },
  fBackPayBy: clockTime('10:00'),
  // F.4, HSC 116914(a)(1): the policy gives the caps without the index of prices.
  lowIncomeCaps: { 'reconnection-fee': cents(5_000), 'after-hours-reconnection-fee': cents(15_000) },
  capIndex: 10_000,
  certificateMonths: 12,
  review: { replyDays: 7, supplyDays: 5, mailDays: 3, decideDays: 5 },
  appeal: {
    filingDays: 15,
    secondLevelDays: 2,
    lostPerYear: 2,
    correctedDueDays: 10,
    correctedShutoffDays: 60,
    upheldBusinessDays: 2,
  },
  arrangement: {
    // I.2 limits "a customer", as D.4 and H.1 do.
    countsPer: 'customer',
    perCalendarYear: 2,
    downPayment: basisPoints(2_000),
    months: 12,
    reductionMax: basisPoints(3_000),
    deferralMonths: 6,
    defaultDays: 60,
    finalHangerBusinessDays: 5,
    offerDays: 7,
  },
  dropBoxAt: clockTime('08:30'),
  // Reading 131: J.5.b speaks of "the due date of their regular bill" and of nothing else.
  dropBoxGrace: 'due-date-only',
  // J.2.a, J.3 name no limits. A bank's transfer or a lockbox reaches the city within days (Nacha Operating Rules: an entry
  // settles within two banking days); a clerk's slip is a month or a year off. A supervisor may go back four months: two bills.
  moneyDays: { back: 14, ahead: 10, datedBackMost: 120, sameAgain: 30 },
  // J.1 names no most. Bills of a home are below $500; people pay a few ahead.
  overpayments: { typeAgainAbove: cents(50_000), supervisorAbove: cents(500_000) },
  // J.6: up to two billing cycles of 56 days.
  achStartDays: 112,
  achConcernBusinessDays: 5,
  achRemovedAt: 2,
  cashOnlyAt: 3,
  cashOnlyMonths: 12,
  nsfNoon: clockTime('12:00'),
  // Reading 142: residential accounts keep the statute's time and notice.
  nsfShutoff: 'guarded',
  k7Cutoff: clockTime('16:00'),
  refundMinimum: cents(500),
  depositRefundDays: 30,
  reportBy: '01-31',
  phone: '(626) 914-8239',
  policyUrl: 'https://www.cityofglendora.org/departments-services/finance/water-billing',
  policyLanguages: ['en', 'es', 'zh', 'tl', 'vi', 'ko'],
  untranslated: [],
  // HSC 116908(a)(1)(A), in force for the city from 2020-02-01.
  statutoryFloorDays: 60,
  unknowns: [],
};

/** A later version of the policy is one more entry: its day, and all of its numbers. */
export const glendora = profile('glendora', [adopted2020]);
