import { formatDollars } from '../money/money.ts';
import { momentIn } from '../texts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { AmountsToPay, ToPay } from './to-pay.ts';
import type { Instant } from '../units.ts';

/** What is asked for first of an account: a returned payment, then the water, then a plan. */
export interface MostPressing {
  readonly what: 'clear-return' | 'turn-on' | 'keep-on' | 'keep-plan';
  readonly toPay: ToPay;
}

/** The one amount to name where there is room for one. A bill that is not past due presses nobody. */
export function mostPressing(amounts: AmountsToPay, pastDue: number): MostPressing | null {
  const { keepOn, turnOn, clearReturn, keepPlan } = amounts;
  if (turnOn !== null && turnOn.amount > 0) return { what: 'turn-on', toPay: turnOn };
  if (clearReturn !== null) return { what: 'clear-return', toPay: clearReturn };
  if (keepOn !== null && (pastDue > 0 || keepOn.clause !== 'E.1')) return { what: 'keep-on', toPay: keepOn };
  if (keepPlan !== null) return { what: 'keep-plan', toPay: keepPlan };
  return null;
}

const FOR: Readonly<Record<MostPressing['what'], string>> = {
  'turn-on': 'for the water to come on',
  'clear-return': 'for the returned payment',
  'keep-on': 'for the water to stay on',
  'keep-plan': 'on the payment plan',
};

/** `$135.80 is to be paid for the water to stay on, by Mon 3/16, 5:00 pm.` */
export function toPaySays(
  { what, toPay }: MostPressing,
  { timeZone }: Pick<PolicyParameters, 'timeZone'>,
  now: Instant,
): string {
  const by = toPay.by === null ? '' : `, by ${momentIn(toPay.by, now, timeZone)}`;
  const later =
    toPay.later === null
      ? ''
      : `; it is ${formatDollars(toPay.later.amount)} from ${momentIn(toPay.later.from, now, timeZone)} on`;
  return `${formatDollars(toPay.amount)} is to be paid ${FOR[what]}${by}${later}.`;
}
