import type { BasisPoints, Cents, Day } from './units.ts';
import type { DatedFee, Terms } from './terms.ts';

/** What a city, or a scenario, may set differently from a profile. */
export interface Switches {
  readonly delinquencyAnchor?: Terms['delinquencyAnchor'];
  readonly rollDay60?: Terms['rollDay60'];
  readonly rollDueDate?: Terms['rollDueDate'];
  readonly penaltyRate?: BasisPoints;
  readonly payByDays?: number;
  readonly shutoffDay?: number;
  readonly reconnectionFee?: Cents;
  readonly afterHoursReconnectionFee?: Cents;
  readonly depositAmount?: Cents;
}

function dayCount(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 366)
    throw new RangeError(`${name} is 1 to 366 days, not ${value}.`);
  return value;
}

function feeOf(fee: DatedFee, amount: Cents | undefined): DatedFee {
  if (amount === undefined) return fee;
  if (amount < 0) throw new RangeError('A fee is zero or more.');
  return { ...fee, amount };
}

/** The same version with some numbers changed; what is not named stays. */
export function withSwitches(terms: Terms, switches: Switches): Terms {
  return {
    ...terms,
    delinquencyAnchor: switches.delinquencyAnchor ?? terms.delinquencyAnchor,
    rollDay60: switches.rollDay60 ?? terms.rollDay60,
    rollDueDate: switches.rollDueDate ?? terms.rollDueDate,
    penaltyRate: switches.penaltyRate ?? terms.penaltyRate,
    payByDays: dayCount('payByDays', switches.payByDays ?? terms.payByDays),
    shutoffDay: dayCount('shutoffDay', switches.shutoffDay ?? terms.shutoffDay),
    fees: {
      ...terms.fees,
      'reconnection-fee': feeOf(terms.fees['reconnection-fee'], switches.reconnectionFee),
      'after-hours-reconnection-fee': feeOf(
        terms.fees['after-hours-reconnection-fee'],
        switches.afterHoursReconnectionFee,
      ),
      deposit: feeOf(terms.fees.deposit, switches.depositAmount),
    },
  };
}

/** A later version of the policy: `switches` from `from` on, the bills before it keep their own rules (Z.1). */
export function laterVersion(terms: Terms, from: Day, switches: Switches): Terms {
  if (from <= terms.version) throw new RangeError(`A version of ${from} is not later than ${terms.version}.`);
  return { ...withSwitches(terms, switches), version: from, superseded: [terms, ...(terms.superseded ?? [])] };
}
