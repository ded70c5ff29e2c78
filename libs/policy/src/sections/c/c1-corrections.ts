import { dayOf } from '../../calendar/zoned.ts';
import { NO_CENTS, cents } from '../../money/money.ts';
import { policyOfBill } from '../z/z-opening.ts';
import { earnsPenalty, isStateExempt, penalty } from './c1-late-charge.ts';
import { isWaived } from './c1a-waivers.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents } from '../../units.ts';

/** Reading 49: whether an arrangement that was signed by the due date covers a bill; then no penalty is charged on it. */
export function isArrangedByDue(
  bill: Pick<BillFacts, 'billId' | 'due'>,
  facts: Pick<AccountFacts, 'arrangements'>,
  policy: Pick<PolicyParameters, 'timeZone'>,
): boolean {
  return facts.arrangements.some(
    (each) =>
      each.signedAt !== null && each.billIds.includes(bill.billId) && dayOf(each.signedAt, policy.timeZone) <= bill.due,
  );
}

type Charged = Pick<AccountFacts, 'arrangements' | 'customerClass' | 'history'>;

/** C.1, C.1.c.i, reading 49: the penalty of the first round that a bill has earned, by all that is known now. */
export function penaltyEarned(bill: BillFacts, facts: Charged, policy: PolicyParameters): Cents {
  const none = isStateExempt(facts) || !earnsPenalty(bill) || isArrangedByDue(bill, facts, policy);
  return none ? NO_CENTS : penalty(bill, policy);
}

/**
 * C.1: what of a posted penalty is to be taken back, because a payment that was posted late counts from the due date or before.
 * A penalty that was waived is not touched; later rounds of a city that charges again stand while anything of the first does.
 */
export function penaltyTooMuch(bill: BillFacts, facts: Charged, policy: PolicyParameters): Cents {
  if (isWaived(bill, facts)) return NO_CENTS;
  const earned = penaltyEarned(bill, facts, policy);
  if (policyOfBill(bill, policy).penaltyForm.kind === 'percent-repeating' && earned > 0) return NO_CENTS;
  return bill.penalty > earned ? cents(bill.penalty - earned) : NO_CENTS;
}

/** Reading 15: what is to be added to a posted penalty, because a payment it took into account has come back. */
export function penaltyTooLittle(bill: BillFacts, facts: Charged, policy: PolicyParameters): Cents {
  if (isWaived(bill, facts)) return NO_CENTS;
  const earned = penaltyEarned(bill, facts, policy);
  return earned > bill.penalty ? cents(earned - bill.penalty) : NO_CENTS;
}
