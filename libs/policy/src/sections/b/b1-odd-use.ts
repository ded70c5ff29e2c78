import { BILLING_PERIOD_DAYS } from './b1-billing.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

/** Water that passed between two readings of a meter, in litres, and the days that it took. */
export interface Step {
  readonly litres: number;
  readonly days: number;
}

/** A home may fill a pool, and a reading may come an hour after another: so much is never called unusual, in litres. */
const ALWAYS_USUAL_LITRES = 4_000;
const ALWAYS_USUAL_LITRES_A_DAY = 4_000;

/** The most that is usual in so many days whatever a meter's own use is; a first look that asks no record. */
export function alwaysUsual(litres: number, days: number): boolean {
  return litres <= ALWAYS_USUAL_LITRES + ALWAYS_USUAL_LITRES_A_DAY * Math.max(days, 0);
}

/**
 * B.1: whether a step of a register is far above the meter's own use. `own` is an earlier stretch of the same meter; null
 * while it has none long enough, and then only what the meter can pass at most is held against a reading.
 */
export function isUnusualStep(step: Step, own: Step | null, policy: Pick<PolicyParameters, 'oddUse'>): boolean {
  if (own === null || own.days <= 0 || alwaysUsual(step.litres, step.days)) return false;
  return step.litres * own.days > policy.oddUse.timesOwnUse * Math.max(own.litres, 0) * Math.max(step.days, 1);
}

/** Whether a step is far below the own use: a register that fell back would otherwise pass for one that stood still. */
export function isFarBelow(step: Step, own: Step | null, policy: Pick<PolicyParameters, 'oddUse'>): boolean {
  if (own === null || own.days <= 0 || step.days < LEAST_DAYS_BELOW) return false;
  return step.litres * own.days * policy.oddUse.timesOwnUse < own.litres * step.days;
}
const LEAST_DAYS_BELOW = 2;

/** Whole units that were billed over some days. */
export interface Billed {
  readonly units: number;
  readonly days: number;
}

/** B.1: the units that an account usually uses in so many days, rounded up; null where no bill tells it. */
export function usualUnits(own: Billed | null, days: number): number | null {
  return own === null || own.days < 1 ? null : Math.ceil((own.units * days) / own.days);
}

/**
 * B.1: whether a bill is far above what the account has used before, so that a person looks at it before it is made. A city
 * says how far; a first bill is measured by an amount of its own.
 */
export function isOddBill(bill: Billed, own: Billed | null, policy: Pick<PolicyParameters, 'oddUse'>): boolean {
  const { timesOwnUse, leastUnits, firstUnits } = policy.oddUse;
  if (own === null || own.days < 1)
    return bill.units * BILLING_PERIOD_DAYS > firstUnits * Math.max(bill.days, BILLING_PERIOD_DAYS);
  const usual = own.units * bill.days;
  return bill.units * own.days > timesOwnUse * usual && bill.units * own.days - usual > leastUnits * own.days;
}
