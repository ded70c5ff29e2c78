import { day } from '../days.ts';
import { basisPoints, cents } from '../money.ts';
import { clockTime } from '../zoned.ts';
import { profile } from './profile.ts';
import { GLENDORA_HOLIDAYS } from './glendora-holidays.ts';
import type { Terms } from '../terms.ts';

/** City of Glendora, Utility Billing Services Policy, in force from 2020-01-14 (Z.1). */
const adopted2020: Terms = {
  profile: 'glendora',
  version: day('2020-01-14'),
  timeZone: 'America/Los_Angeles',
  // B.2: "due on receipt", 42 days to pay; a due date on Thanksgiving is printed as it is.
  payByDays: 42,
  rollDueDate: 'none',
  // E.1: 5:00 p.m. on the 60th day after the billing date.
  shutoffDay: 60,
  rollDay60: 'next-business-day',
  payByTime: clockTime('17:00'),
  // Decision 1: bills are due on receipt (GMC 14.12.050), so the count begins at the bill date.
  delinquencyAnchor: 'bill-date',
  // C.1: ten per cent on the 43rd day, after the 08:30 drop-box batch of that morning is posted.
  penaltyRate: basisPoints(1_000),
  penaltyRunAt: clockTime('10:00'),
  // E.2.a and HSC 116908(a)(1)(A): seven business days. Mailing on day 43 also meets longer periods.
  noticeBusinessDays: 7,
  noticeDay: 43,
  // E.2.a, HSC 116922: English, Spanish, Chinese, Tagalog, Vietnamese, Korean (Civ. Code 1632).
  noticeLanguages: ['en', 'es', 'zh', 'tl', 'vi', 'ko'],
  // Decision 3: crews close from 8:00 to 4:00 on business days, so that the office is open to pay in.
  closeWindow: { from: clockTime('08:00'), to: clockTime('16:00') },
  // F.3 implies 8 to 5; so do the city's published hours.
  officeHours: { from: clockTime('08:00'), to: clockTime('17:00') },
  holidays: GLENDORA_HOLIDAYS,
  fees: {
    'reconnection-fee': { amount: cents(7_000), clause: 'F.1', cite: 'GMC 14.20.180' },
    'after-hours-reconnection-fee': { amount: cents(10_000), clause: 'F.3.a', cite: 'GMC 14.20.180' },
    deposit: { amount: cents(20_000), clause: 'A.2', cite: 'GMC 14.20.140' },
  },
  phone: '(626) 914-8239',
  policyUrl: 'https://www.cityofglendora.org/departments-services/finance/water-billing',
  // HSC 116908(a)(1)(A), in force for the city from 2020-02-01.
  statutoryFloorDays: 60,
};

/** A later version of the policy is one more entry: its day, and all of its numbers. */
export const glendora = profile('glendora', [adopted2020]);
