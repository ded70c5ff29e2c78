import { day } from '../../calendar/days.ts';
import { clockTime } from '../../calendar/zoned.ts';
import { basisPoints, cents } from '../../money/money.ts';
import { CALIFORNIA_HOLIDAYS } from '../california-holidays.ts';
import { source } from '../cited.ts';
import { city } from '../city.ts';
import type { CitedParameters } from '../cited.ts';

const FIRST_DAY = day('2020-01-14');
const policy = source('Utility Billing Services Policy', FIRST_DAY);
/** What the policy does not say, and the city does. */
const chosen = source("the city's practice", FIRST_DAY);
const statute = source('Health and Safety Code', day('2020-02-01'));
const utilities = source('Public Utilities Code', FIRST_DAY);

/** City of Glendora, Utility Billing Services Policy, in force from 2020-01-14 (Z.1). */
const adopted2020: CitedParameters = {
  timeZone: policy('reading 1', 'America/Los_Angeles', 'time zone'),
  screenUnits: {
    usage: chosen('the tariff has its price by the hundred cubic feet', 'ccf', 'choice'),
    distance: chosen('crews go by feet and miles', 'miles', 'choice'),
  },
  // B.1: nothing is mailed while City Hall is shut, and a bill is dated the day it is mailed (B.2).
  rollBillDate: policy('B(1), reading 41', 'same-week', 'choice'),
  // B.1 says nothing of odd bills. What is more than four times the use of before, and 20 units more, is looked at; a first bill,
  // from 200 units on.
  oddUse: {
    timesOwnUse: chosen('reading 43', 4, 'times'),
    leastUnits: chosen('reading 43', 20, 'billing units'),
    firstUnits: chosen('reading 43', 200, 'billing units'),
  },
  dueRule: policy('B(2)', { kind: 'days' }, 'choice'),
  payByDays: policy('B(2)', 42, 'days'),
  // B.2: a due date on Thanksgiving is printed as it is.
  rollDueDate: policy('B(2), reading 45', 'none', 'choice'),
  shutoffDay: policy('E(1)', 60, 'days'),
  rollDay60: policy('E(1), reading 69', 'next-business-day', 'choice'),
  payByTime: policy('E(1)', clockTime('17:00'), 'time of day'),
  // Any residue counts. Napa acts from $15.00 on.
  smallestDebt: policy('E(1), reading 10', cents(0), 'cents'),
  // Bills are due on receipt (GMC 14.12.050), so the count begins at the bill date.
  delinquencyAnchor: policy('E(1), reading 66', 'bill-date', 'choice'),
  penaltyRate: policy('C(1)', basisPoints(1_000), 'basis points'),
  penaltyForm: policy('C(1)', { kind: 'percent-once' }, 'choice'),
  // C.1: after the 08:30 drop-box batch of that morning is posted.
  penaltyRunAt: policy('C(1), reading 47', clockTime('10:00'), 'time of day'),
  waiverMonths: policy('C(1)(a)', 12, 'months'),
  lowIncomeMonths: policy('C(1)(b), reading 53', 12, 'months'),
  extension: {
    maxDays: policy('D(2)', 14, 'days'),
    perCalendarYear: policy('D(4)', 2, 'times a year'),
  },
  standing: {
    months: policy('D(1), reading 58', 12, 'months'),
    lateBills: policy('D(8), reading 65', 3, 'times'),
    brokenPromises: policy('D(8), reading 65', 2, 'times'),
  },
  noticeBusinessDays: policy('E(2)(a)', 7, 'business days'),
  // Mailing on day 43 also meets longer periods.
  noticeDay: policy('E(2)(a), reading 72', 43, 'days'),
  noticeCountsFrom: policy('E(2)(a), reading 71', 'mailed', 'choice'),
  // Ten days that begin five days after mailing. A notice of day 43 has them by day 58.
  puc10010_1: policy('E(2)(a), reading 11', true, 'on or off'),
  puc10010_1Days: utilities('10010.1', 15, 'days'),
  // Off until the city gives crews a visit of its own before each close: without one, no close would be lawful.
  posting48h: policy('E(2)(a), reading 11', false, 'on or off'),
  postingHours: utilities('10010.1(b)', 48, 'hours'),
  adultContactHours: utilities('10010.1(b)', 24, 'hours'),
  // Off while the city writes instead: HSC 116908(a)(1)(A) asks for a call or a letter, and E.2.a sends the letter.
  phoneContact: policy('E(2)(a), reading 11', false, 'on or off'),
  phoneContactBusinessDays: statute('116908(a)(1)(A)', 7, 'business days'),
  noticeLanguages: policy('E(2)(a)', ['en', 'es', 'zh', 'tl', 'vi', 'ko'], 'languages'),
  returnedMailHours: policy('E(2)(b), reading 80', 48, 'hours'),
  tenantNotice: {
    multiUnit: policy('E(3)(a)', 10, 'days'),
    detached: policy('E(3)(a)', 7, 'days'),
  },
  tenantPostingDay: policy('E(3)(a), reading 81', 45, 'days'),
  // Crews close from 8:00 to 4:00 on business days, so that the office is open to pay in.
  closeWindow: {
    from: policy('E(1), reading 68', clockTime('08:00'), 'time of day'),
    to: policy('E(1), reading 68', clockTime('16:00'), 'time of day'),
  },
  // F.3 implies 8 to 5; so do the published hours.
  officeHours: {
    from: policy('F(3)', clockTime('08:00'), 'time of day'),
    to: policy('F(3)', clockTime('17:00'), 'time of day'),
  },
  holidays: policy('reading 4', CALIFORNIA_HOLIDAYS, 'dates'),
  fees: {
    'reconnection-fee': { value: cents(7_000), unit: 'cents', from: FIRST_DAY, cite: 'GMC 14.20.180', clause: 'F.1' },
    'after-hours-reconnection-fee': {
      value: cents(10_000),
      unit: 'cents',
      from: FIRST_DAY,
      cite: 'GMC 14.20.180',
      clause: 'F.3.a',
    },
    deposit: { value: cents(20_000), unit: 'cents', from: FIRST_DAY, cite: 'GMC 14.20.140', clause: 'A.2' },
    'nsf-fee': { value: cents(2_500), unit: 'cents', from: FIRST_DAY, cite: 'Civ. Code 1719(a)(1)', clause: 'K.1' },
    'later-nsf-fee': {
      value: cents(3_500),
      unit: 'cents',
      from: FIRST_DAY,
      cite: 'Civ. Code 1719(a)(1)',
      clause: 'K.1',
    },
    'manual-read-fee': {
      value: cents(4_586),
      unit: 'cents',
      from: FIRST_DAY,
      cite: 'Utility Billing Services Policy, L.1',
      clause: 'L.1',
    },
  },
  fBackPayBy: policy('F(3)(b)', clockTime('10:00'), 'time of day'),
  lowIncomeCaps: {
    'reconnection-fee': policy('F(4)', cents(5_000), 'cents'),
    'after-hours-reconnection-fee': policy('F(4)', cents(15_000), 'cents'),
  },
  // The policy gives the caps without the index of prices.
  capIndex: policy('F(4), reading 91', 10_000, 'ten-thousandths'),
  certificateMonths: policy('G(1)(a), reading 93', 12, 'months'),
  review: {
    replyDays: policy('G(2)', 7, 'days'),
    supplyDays: policy('G(2)', 5, 'days'),
    mailDays: policy('G(2), reading 99', 3, 'days'),
    decideDays: policy('G(2)', 5, 'days'),
  },
  appeal: {
    filingDays: policy('H(3)(a)', 15, 'days'),
    secondLevelDays: policy('H(4)(a)', 2, 'days'),
    lostPerYear: policy('H(1)', 2, 'times'),
    correctedDueDays: policy('H(5)', 10, 'days'),
    correctedShutoffDays: policy('H(5)', 60, 'days'),
    upheldBusinessDays: policy('H(6)', 2, 'business days'),
  },
  arrangement: {
    countsPer: policy('I(2), reading 61', 'customer', 'choice'),
    perCalendarYear: policy('I(2)', 2, 'times a year'),
    downPayment: policy('I(3)(b)', basisPoints(2_000), 'basis points'),
    months: policy('I(3)(b)', 12, 'months'),
    reductionMax: policy('I(5)', basisPoints(3_000), 'basis points'),
    deferralMonths: policy('I(6)', 6, 'months'),
    // The law names no end for hardship; a date further on is more likely mistyped than meant.
    hardshipMonths: chosen('the longest plan for hardship', 36, 'months'),
    defaultDays: policy('I(7)', 60, 'days'),
    finalHangerBusinessDays: policy('I(7)', 5, 'business days'),
    offerDays: policy('G(1)(c), reading 95', 7, 'days'),
  },
  dropBoxAt: policy('J(5)(a)', clockTime('08:30'), 'time of day'),
  dropBoxGrace: policy('J(5)(b), reading 131', 'due-date-only', 'choice'),
  // J.2.a, J.3 name no limits. A bank's transfer or a lockbox reaches the city within days (Nacha Operating Rules: an entry
  // settles within two banking days); a clerk's slip is a month or a year off. A supervisor may go back four months: two bills.
  moneyDays: {
    back: chosen('reading 127', 14, 'days'),
    ahead: chosen('reading 127', 10, 'days'),
    datedBackMost: chosen('reading 126', 120, 'days'),
    sameAgain: chosen('a payment with the same reference and amount', 30, 'days'),
  },
  // J.1 names no most. Bills of a home are below $500; people pay a few ahead.
  overpayments: {
    typeAgainAbove: chosen('reading 124', cents(50_000), 'cents'),
    supervisorAbove: chosen('reading 124', cents(500_000), 'cents'),
  },
  // J.6: up to two billing cycles of 56 days.
  achStartDays: policy('J(6)', 112, 'days'),
  achConcernBusinessDays: policy('J(6)', 5, 'business days'),
  achRemovedAt: policy('K(9)(a)', 2, 'times'),
  cashOnlyAt: policy('K(8)', 3, 'times'),
  cashOnlyMonths: policy('J(7)(a)', 12, 'months'),
  nsfNoon: policy('K(2)', clockTime('12:00'), 'time of day'),
  // Homes keep the statute's time and notice.
  nsfShutoff: policy('K(6), reading 142', 'guarded', 'choice'),
  k7Cutoff: policy('K(7), reading 144', clockTime('16:00'), 'time of day'),
  refundMinimum: policy('A(5)', cents(500), 'cents'),
  depositRefundDays: policy('A(2)(d)', 30, 'days'),
  reportBy: policy('M(1), reading 149', '01-31', 'month and day'),
  phone: policy('Assignment of Responsibility, bullet 3', '(626) 914-8239', 'telephone'),
  policyUrl: policy(
    'Assignment of Responsibility, bullet 4',
    'https://www.cityofglendora.org/departments-services/finance/water-billing',
    'web address',
  ),
  policyLanguages: policy('Assignment of Responsibility, bullet 4', ['en', 'es', 'zh', 'tl', 'vi', 'ko'], 'languages'),
  untranslated: chosen('every text is there', [], 'languages'),
  statutoryFloorDays: statute('116908(a)(1)(A)', 60, 'days'),
};

/** A later version of the policy is one more entry: its day, and all of its numbers. */
export const glendora = city('glendora', [{ from: FIRST_DAY, parameters: adopted2020, unknowns: [] }]);

/** The same policy, its day 60 counted from the due date, as HSC 116908 is read strictly (reading 66). */
export const glendoraStrict = city('glendora-strict', [
  {
    from: FIRST_DAY,
    parameters: { ...adopted2020, delinquencyAnchor: statute('116908, read strictly', 'due-date', 'choice') },
    unknowns: [],
  },
]);
