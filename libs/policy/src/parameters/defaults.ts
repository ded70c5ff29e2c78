import { day } from '../calendar/days.ts';
import { clockTime } from '../calendar/zoned.ts';
import { basisPoints, cents } from '../money/money.ts';
import { CALIFORNIA_HOLIDAYS } from './california-holidays.ts';
import { source } from './cited.ts';
import type { CitedParameters } from './cited.ts';

/** The first day of the policy whose numbers stand in. */
const FIRST_DAY = day('2020-01-14');
const policy = source("stands in from Glendora's Utility Billing Services Policy", FIRST_DAY);
const chosen = source('default of Curbstop', FIRST_DAY);
const statute = source('Health and Safety Code', day('2020-02-01'));
const utilities = source('Public Utilities Code', FIRST_DAY);

/**
 * Where a city's own sources say nothing: the statute's number, where there is one, else another that a city has adopted, or
 * one of ours. A city lists among its unknowns what of this stands in for it. The web address of a policy has no default.
 */
export const DEFAULTS: Omit<CitedParameters, 'policyUrl'> = {
  timeZone: chosen('California', 'America/Los_Angeles', 'time zone'),
  screenUnits: {
    usage: chosen('hundreds of cubic feet', 'ccf', 'choice'),
    distance: chosen('feet and miles', 'miles', 'choice'),
  },
  rollBillDate: chosen('reading 41', 'same-week', 'choice'),
  oddUse: {
    timesOwnUse: chosen('reading 43', 4, 'times'),
    leastUnits: chosen('reading 43', 20, 'billing units'),
    firstUnits: chosen('reading 43', 200, 'billing units'),
  },
  dueRule: policy('B(2)', { kind: 'days' }, 'choice'),
  payByDays: policy('B(2)', 42, 'days'),
  rollDueDate: chosen('reading 45', 'none', 'choice'),
  shutoffDay: statute('116908', 60, 'days'),
  rollDay60: chosen('reading 69', 'next-business-day', 'choice'),
  payByTime: policy('E(1)', clockTime('17:00'), 'time of day'),
  smallestDebt: chosen('reading 10', cents(0), 'cents'),
  delinquencyAnchor: policy('E(1), reading 66', 'bill-date', 'choice'),
  penaltyRate: policy('C(1)', basisPoints(1_000), 'basis points'),
  penaltyForm: policy('C(1)', { kind: 'percent-once' }, 'choice'),
  penaltyRunAt: chosen('reading 47', clockTime('10:00'), 'time of day'),
  waiverMonths: statute('116914(a)(2)', 12, 'months'),
  lowIncomeMonths: chosen('reading 53', 12, 'months'),
  extension: {
    maxDays: policy('D(2)', 14, 'days'),
    perCalendarYear: policy('D(4)', 2, 'times a year'),
  },
  standing: {
    months: chosen('reading 58', 12, 'months'),
    lateBills: chosen('reading 65', 3, 'times'),
    brokenPromises: chosen('reading 65', 2, 'times'),
  },
  noticeBusinessDays: statute('116908(a)(1)(A)', 7, 'business days'),
  noticeDay: chosen('reading 72', 43, 'days'),
  noticeCountsFrom: chosen('reading 71', 'mailed', 'choice'),
  puc10010_1: utilities('10010.1', true, 'on or off'),
  puc10010_1Days: utilities('10010.1', 15, 'days'),
  posting48h: chosen('reading 11', false, 'on or off'),
  postingHours: utilities('10010.1(b)', 48, 'hours'),
  adultContactHours: utilities('10010.1(b)', 24, 'hours'),
  phoneContact: chosen('reading 11', false, 'on or off'),
  phoneContactBusinessDays: statute('116908(a)(1)(A)', 7, 'business days'),
  noticeLanguages: statute('116922', ['en', 'es', 'zh', 'tl', 'vi', 'ko'], 'languages'),
  returnedMailHours: chosen('reading 80', 48, 'hours'),
  tenantNotice: {
    multiUnit: statute('116916', 10, 'days'),
    detached: statute('116916', 7, 'days'),
  },
  tenantPostingDay: chosen('reading 81', 45, 'days'),
  closeWindow: {
    from: chosen('reading 68', clockTime('08:00'), 'time of day'),
    to: chosen('reading 68', clockTime('16:00'), 'time of day'),
  },
  officeHours: {
    from: policy('F(3)', clockTime('08:00'), 'time of day'),
    to: policy('F(3)', clockTime('17:00'), 'time of day'),
  },
  holidays: chosen('reading 4', CALIFORNIA_HOLIDAYS, 'dates'),
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
    'reconnection-fee': statute('116914(a)(1)', cents(5_000), 'cents'),
    'after-hours-reconnection-fee': statute('116914(a)(1)', cents(15_000), 'cents'),
  },
  capIndex: chosen('reading 91', 10_000, 'ten-thousandths'),
  certificateMonths: chosen('reading 93', 12, 'months'),
  review: {
    replyDays: policy('G(2)', 7, 'days'),
    supplyDays: policy('G(2)', 5, 'days'),
    mailDays: chosen('reading 99', 3, 'days'),
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
    defaultDays: statute('116910(b)(3)', 60, 'days'),
    finalHangerBusinessDays: statute('116910(b)(3)', 5, 'business days'),
    offerDays: chosen('reading 95', 7, 'days'),
  },
  dropBoxAt: policy('J(5)(a)', clockTime('08:30'), 'time of day'),
  dropBoxGrace: policy('J(5)(b), reading 131', 'due-date-only', 'choice'),
  moneyDays: {
    back: chosen('reading 127', 14, 'days'),
    ahead: chosen('reading 127', 10, 'days'),
    datedBackMost: chosen('reading 126', 120, 'days'),
    sameAgain: chosen('a payment with the same reference and amount', 30, 'days'),
  },
  overpayments: {
    typeAgainAbove: chosen('reading 124', cents(50_000), 'cents'),
    supervisorAbove: chosen('reading 124', cents(500_000), 'cents'),
  },
  achStartDays: policy('J(6)', 112, 'days'),
  achConcernBusinessDays: policy('J(6)', 5, 'business days'),
  achRemovedAt: policy('K(9)(a)', 2, 'times'),
  cashOnlyAt: policy('K(8)', 3, 'times'),
  cashOnlyMonths: policy('J(7)(a)', 12, 'months'),
  nsfNoon: policy('K(2)', clockTime('12:00'), 'time of day'),
  nsfShutoff: policy('K(6), reading 142', 'guarded', 'choice'),
  k7Cutoff: chosen('reading 144', clockTime('16:00'), 'time of day'),
  refundMinimum: policy('A(5)', cents(500), 'cents'),
  depositRefundDays: policy('A(2)(d)', 30, 'days'),
  reportBy: chosen('reading 149', '01-31', 'month and day'),
  phone: policy('Assignment of Responsibility, bullet 3', '(626) 914-8239', 'telephone'),
  policyLanguages: statute('116906(a)', ['en', 'es', 'zh', 'tl', 'vi', 'ko'], 'languages'),
  untranslated: chosen('every text is there', [], 'languages'),
  statutoryFloorDays: statute('116908(a)(1)(A)', 60, 'days'),
};
