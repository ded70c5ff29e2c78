import type { ClauseId } from './clauses.ts';
import type { BasisPoints, Cents, Day, TimeOfDay } from './units.ts';

/** A city's numbers from one day on. A later version replaces all of an earlier one (Z.1). */
export interface Terms {
  readonly profile: string;
  readonly version: Day;
  readonly timeZone: string;
  /** B.2: days from the bill date to the due date. */
  readonly payByDays: number;
  readonly rollDueDate: 'none' | 'next-business-day';
  /** E.1: the day after the bill date whose pay-by hour decides. */
  readonly shutoffDay: number;
  readonly rollDay60: 'none' | 'next-business-day';
  readonly payByTime: TimeOfDay;
  /** Decision 1. */
  readonly delinquencyAnchor: 'bill-date' | 'due-date';
  /** C.1. */
  readonly penaltyRate: BasisPoints;
  readonly penaltyRunAt: TimeOfDay;
  /** E.2.a: business days between mailing and the close. */
  readonly noticeBusinessDays: number;
  /** E.2.a: days after the bill date on which the notice batch is mailed. */
  readonly noticeDay: number;
  readonly noticeLanguages: readonly string[];
  /** Decision 3: closing happens on business days inside these hours only. */
  readonly closeWindow: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  /** F.3. */
  readonly officeHours: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  readonly holidays: ReadonlySet<Day>;
  readonly fees: Readonly<Record<'reconnection-fee' | 'after-hours-reconnection-fee' | 'deposit', DatedFee>>;
  readonly phone: string;
  readonly policyUrl: string;
  /** Statutory floor: residential service stays on at least this many days (HSC 116908). */
  readonly statutoryFloorDays: number;
  /** Versions before this one, latest first: a bill keeps the rules of its bill date (Z.1). */
  readonly superseded?: readonly Terms[];
}

export interface DatedFee {
  readonly amount: Cents;
  readonly clause: ClauseId;
  readonly cite: string;
}
