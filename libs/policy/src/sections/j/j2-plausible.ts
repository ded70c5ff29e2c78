import { addDays } from '../../calendar/days.ts';
import { openCharges } from '../../money/allocate.ts';
import { addCents, formatDollars } from '../../money/money.ts';
import { dayIn } from '../../texts.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { ActName } from '../../engine/verdict.ts';
import type { AccountFacts, HoldFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day } from '../../units.ts';

/** The kind of the hold that stands while a person checks a payment: the water stays on (J.3, E.1). */
export const PAYMENT_IN_DOUBT = 'payment-in-doubt';

/** The days that a date of money is believed for, both included. */
export interface MoneyWindow {
  readonly first: Day;
  readonly last: Day;
}

/** J.2.a, J.3: the dates that are believed without asking; with `datedBack` those that a person may decide for. */
export function moneyWindow(today: Day, policy: PolicyParameters, datedBack = false): MoneyWindow {
  const { back, ahead, datedBackMost } = policy.moneyDays;
  return { first: addDays(today, -(datedBack ? datedBackMost : back)), last: addDays(today, ahead) };
}

export const inWindow = (on: Day, { first, last }: MoneyWindow): boolean => first <= on && on <= last;

/** `Mar 2 to Mar 26`, as a sentence says what is allowed. */
export function windowSays({ first, last }: MoneyWindow, today: Day): string {
  return `from ${dayIn(first, today)} to ${dayIn(last, today)}`;
}

/** Why a person has to look at a payment before it is credited. */
export interface PaymentDoubt {
  readonly code: 'date' | 'again' | 'amount';
  readonly clause: ClauseId;
  readonly message: string;
}

/** J.2.a, J.3: a date too far back or ahead is more likely mistyped than meant; null for one that is believed. */
export function dateDoubt(on: Day, today: Day, policy: PolicyParameters, datedBack = false): PaymentDoubt | null {
  const window = moneyWindow(today, policy, datedBack);
  if (inWindow(on, window)) return null;
  return {
    code: 'date',
    clause: datedBack ? 'J.2.a' : 'J.3',
    message: `${dayIn(on, today)} is ${on > today ? 'far ahead' : 'long ago'}: dates ${windowSays(window, today)} are believed.`,
  };
}

/** J.1: a payment with the same reference and amount came in a few days ago: a second one, or the same one sent again. */
export function againDoubt(reference: string, before: Day, today: Day): PaymentDoubt {
  const message = `A payment of this amount with reference ${reference} came in on ${dayIn(before, today)}. It may be the same one, sent again.`;
  return { code: 'again', clause: 'J.1', message };
}

/** What stands between an amount and taking it: nothing, typing it once more, or a supervisor too. */
export type AmountCheck = 'plain' | 'type-again' | 'supervisor';

/** J.1: an amount far above what is owed is more likely mistyped than meant. */
export function checkAmount(
  facts: Pick<AccountFacts, 'bills' | 'fees'>,
  amount: Cents,
  policy: PolicyParameters,
): { readonly check: AmountCheck; readonly message: string } {
  const owed = addCents(...openCharges(facts).map((charge) => charge.unpaid));
  const above = amount - owed;
  const { typeAgainAbove, supervisorAbove } = policy.overpayments;
  const check = above > supervisorAbove ? 'supervisor' : above > typeAgainAbove ? 'type-again' : 'plain';
  const message = `${formatDollars(amount)} is far more than the ${formatDollars(owed)} that is owed.`;
  return { check, message };
}

/** Acts that rest on money not having come: none is done while a person checks whether it has. */
const REST_ON_MONEY: ReadonlySet<ActName> = new Set<ActName>([
  'penalty',
  'penalty-round',
  'extension-missed',
  'arrangement-default',
  'instalment-reminder',
  'nsf-turn-off',
  'turn-off-again',
  'refund',
  'unclaimed-credit',
]);

/** Whether an act waits because a payment of the account is in doubt. */
export function waitsForMoney(act: ActName, holds: readonly Pick<HoldFacts, 'kind'>[]): boolean {
  return REST_ON_MONEY.has(act) && holds.some((hold) => hold.kind === PAYMENT_IN_DOUBT);
}
