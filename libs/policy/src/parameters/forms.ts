import type { Cents } from '../units.ts';

/**
 * B.2: how a city finds the due date.
 * - `days`: so many days after the bill date, `payByDays`
 * - `day-of-month`: the first such date at least `atLeastDays` after the bill date
 * - `last-business-day`: the first last business day of a month at least `atLeastDays` after the bill date
 */
export type DueRule =
  | { readonly kind: 'days' }
  | { readonly kind: 'day-of-month'; readonly date: number; readonly atLeastDays: number }
  | { readonly kind: 'last-business-day'; readonly atLeastDays: number };

/**
 * C.1: how a city charges late payment.
 * - `percent-once`: `penaltyRate` of what is unpaid after the due date
 * - `percent-repeating`: the same again every `everyDays` while anything of the bill is unpaid
 * - `flat`: an amount, once
 */
export type PenaltyForm =
  | { readonly kind: 'percent-once' }
  | { readonly kind: 'percent-repeating'; readonly everyDays: number }
  | { readonly kind: 'flat'; readonly amount: Cents };

/** Every amount of the fee schedule. K.1 has one for the first returned payment and one for each later one. */
export type FeeName =
  'reconnection-fee' | 'after-hours-reconnection-fee' | 'deposit' | 'nsf-fee' | 'later-nsf-fee' | 'manual-read-fee';

/** A parameter that a city's published rules do not give, and what was done about it. */
export interface Unknown {
  /** Name of the parameter in the policy. */
  readonly parameter: string;
  readonly says: string;
}
