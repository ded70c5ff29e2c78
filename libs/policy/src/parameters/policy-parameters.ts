import type { ClauseId } from '../clauses/clause-id.ts';
import type { ScreenUnits } from '../meters/screen-units.ts';
import type { BasisPoints, Cents, Day, TimeOfDay } from '../units.ts';
import type { DueRule, FeeName, PenaltyForm, Unknown } from './forms.ts';

export type * from './forms.ts';

/** A city's numbers from one day on. A later version replaces all of an earlier one (Z.1). */
export interface PolicyParameters {
  readonly profile: string;
  readonly version: Day;
  readonly timeZone: string;
  /** B.1: what bills and screens count water and ways in. */
  readonly screenUnits: ScreenUnits;
  /** B.1: whether a bill dated on a closed Thursday moves to an open day of its week. */
  readonly rollBillDate: 'none' | 'same-week';
  /**
   * B.1: when a person looks at a reading or a bill first: more than so many times the own use, and so many units above it;
   * without earlier bills, more than so many units in a round of 56 days.
   */
  readonly oddUse: { readonly timesOwnUse: number; readonly leastUnits: number; readonly firstUnits: number };
  /** B.2: how the due date is found. */
  readonly dueRule: DueRule;
  /** B.2: days from the bill date to the due date, where the rule is `days`. */
  readonly payByDays: number;
  readonly rollDueDate: 'none' | 'next-business-day';
  /** Reading 10: a debt below it is owed, and nothing is noticed, listed or closed for it. */
  readonly smallestDebt: Cents;
  /** E.1: the day after the bill date whose pay-by hour decides. */
  readonly shutoffDay: number;
  readonly rollDay60: 'none' | 'next-business-day';
  readonly payByTime: TimeOfDay;
  /** Reading 66. */
  readonly delinquencyAnchor: 'bill-date' | 'due-date';
  /** C.1: the rate, and whether it is charged once, every so many days, or is a flat amount. */
  readonly penaltyRate: BasisPoints;
  readonly penaltyForm: PenaltyForm;
  readonly penaltyRunAt: TimeOfDay;
  /** C.1.a, C.1.b: months between two waivers of a kind. */
  readonly waiverMonths: number;
  /** C.1.b, F.4, G.1.b: months that one proof of low income holds. */
  readonly lowIncomeMonths: number;
  /** D.1 to D.4. */
  readonly extension: { readonly maxDays: number; readonly perCalendarYear: number };
  /** D.1, D.8: months that a broken promise or a late bill counts, and how many make a person look at the account. */
  readonly standing: { readonly months: number; readonly lateBills: number; readonly brokenPromises: number };
  /** E.2.a: business days between mailing and the close. */
  readonly noticeBusinessDays: number;
  /** Reading 71: the day the notice days are counted from; a mailed notice is presumed received `review.mailDays` later. */
  readonly noticeCountsFrom: 'mailed' | 'received';
  /** Reading 11: fifteen calendar days from mailing (PUC 10010.1). */
  readonly puc10010_1: boolean;
  /** PUC 10010.1: ten days, which begin five days after mailing. */
  readonly puc10010_1Days: number;
  /** Reading 11, D.7, H.6: an adult told in person, else a tag at the door, before each close. */
  readonly posting48h: boolean;
  readonly postingHours: number;
  readonly adultContactHours: number;
  /** Reading 11, HSC 116908(a)(1)(A): a call before each close. */
  readonly phoneContact: boolean;
  readonly phoneContactBusinessDays: number;
  /** E.2.a: days after the bill date on which the notice batch is mailed. */
  readonly noticeDay: number;
  readonly noticeLanguages: readonly string[];
  /** E.2.b: elapsed hours from the hanger at the door to the close. */
  readonly returnedMailHours: number;
  /** E.3.a: calendar days from the tenants' notice to the close. */
  readonly tenantNotice: { readonly multiUnit: number; readonly detached: number };
  /** E.3.a: days after the bill date on which the orders to post it are made. */
  readonly tenantPostingDay: number;
  /** Reading 68: closing happens on business days inside these hours only. */
  readonly closeWindow: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  /** F.3. */
  readonly officeHours: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  readonly holidays: ReadonlySet<Day>;
  readonly fees: Readonly<Record<FeeName, DatedFee>>;
  /** F.3.b: the hour of the next business day by which everything is paid. */
  readonly fBackPayBy: TimeOfDay;
  /** F.4: caps by hour class, times `capIndex`. */
  readonly lowIncomeCaps: Readonly<Record<'reconnection-fee' | 'after-hours-reconnection-fee', Cents>>;
  /** F.4, HSC 116914(a): the index of consumer prices in hundredths of a per cent; 10,000 is 1.000. */
  readonly capIndex: number;
  /** G.1.a: months that a medical certificate holds. */
  readonly certificateMonths: number;
  /** G.2, in calendar days; `mailDays` is the time a mailed request is presumed to travel. */
  readonly review: {
    readonly replyDays: number;
    readonly supplyDays: number;
    readonly mailDays: number;
    readonly decideDays: number;
  };
  /** H.1 to H.6, in calendar days unless the name says otherwise. */
  readonly appeal: {
    readonly filingDays: number;
    readonly secondLevelDays: number;
    readonly lostPerYear: number;
    readonly correctedDueDays: number;
    readonly correctedShutoffDays: number;
    readonly upheldBusinessDays: number;
  };
  /** I.2 to I.7 and G.1.c: shares in basis points, spans in the unit the name says. */
  readonly arrangement: {
    /** I.2: whose arrangements are counted, and are one at a time. */
    readonly countsPer: 'customer' | 'account';
    readonly perCalendarYear: number;
    readonly downPayment: BasisPoints;
    readonly months: number;
    readonly reductionMax: BasisPoints;
    readonly deferralMonths: number;
    /** HSC 116910(b)(2): how long after the bill a plan may run for hardship; the law names no end, a mistyped year needs one. */
    readonly hardshipMonths: number;
    readonly defaultDays: number;
    readonly finalHangerBusinessDays: number;
    /** G.1.c: calendar days that an offer stands. */
    readonly offerDays: number;
  };
  /** J.5.a: when the drop box is emptied on a business day. */
  readonly dropBoxAt: TimeOfDay;
  /** Reading 131: the days that the drop box's grace of J.5.b covers. */
  readonly dropBoxGrace: 'due-date-only' | 'due-date-and-day-60';
  /**
   * J.2.a, J.3: calendar days back and ahead for which a date of money is believed; `datedBackMost` is how far back a supervisor
   * may go, and `sameAgain` the days within which a payment with the same reference and amount is asked about.
   */
  readonly moneyDays: {
    readonly back: number;
    readonly ahead: number;
    readonly datedBackMost: number;
    readonly sameAgain: number;
  };
  /** J.1: how far above what is owed an amount is typed again, or needs a supervisor. */
  readonly overpayments: { readonly typeAgainAbove: Cents; readonly supervisorAbove: Cents };
  /** J.6. */
  readonly achStartDays: number;
  readonly achConcernBusinessDays: number;
  /** K.9.a: the count of returned debits at which the bank debit ends. */
  readonly achRemovedAt: number;
  /** K.8, J.7.a. */
  readonly cashOnlyAt: number;
  readonly cashOnlyMonths: number;
  /** K.2, K.3: a tag issued before this hour is due one business day on, later two. */
  readonly nsfNoon: TimeOfDay;
  /** Reading 142: K.6 as written, or held until the statute's time and notice are met. */
  readonly nsfShutoff: 'guarded' | 'literal';
  /** K.7: a return before this hour is acted on the same business day. */
  readonly k7Cutoff: TimeOfDay;
  /** A.5, and A.2.d's days from closing to the check. */
  readonly refundMinimum: Cents;
  readonly depositRefundDays: number;
  /** M.1: month and day by which the yearly count is published, `MM-DD`. */
  readonly reportBy: string;
  readonly phone: string;
  readonly policyUrl: string;
  /** Z.7: the languages the policy must be published in, and those whose text is missing. */
  readonly policyLanguages: readonly string[];
  readonly untranslated: readonly string[];
  /** Statutory floor: residential service stays on at least this many days (HSC 116908). */
  readonly statutoryFloorDays: number;
  /** What the source of this profile does not say; another city's value stands in. */
  readonly unknowns: readonly Unknown[];
  /** Versions before this one, latest first: a bill keeps the rules of its bill date (Z.1). */
  readonly superseded?: readonly PolicyParameters[];
}

export interface DatedFee {
  readonly amount: Cents;
  readonly clause: ClauseId;
  readonly cite: string;
}
