import type { AccountFacts, Cents, ClauseId, PolicyParameters } from '@curbstop/policy';
import { awaitsFinalBill, creditRefund, dayOf, formatDollars, longDay } from '@curbstop/policy';

/** Why a closed account's credit is not in a refund run; null where there is no credit. */
export function whyNoRefund(
  facts: AccountFacts,
  policy: PolicyParameters,
): { readonly amount: Cents; readonly clause: ClauseId; readonly says: string } | null {
  const { closing } = facts;
  if (facts.open || closing === null || closing.credit === 0) return null;
  const { credit: amount } = closing;
  if (awaitsFinalBill(closing)) return { amount, clause: 'A.3', says: 'The final bill is still to come.' };
  if (closing.refundStopped)
    return { amount, clause: 'A.5', says: 'An earlier refund was undone. It is sent when somebody asks for it.' };
  const refund = creditRefund(closing, policy);
  if (refund === null)
    return {
      amount,
      clause: 'A.5',
      says: `Less than ${formatDollars(policy.refundMinimum)}: listed for unclaimed property, and paid when the customer asks.`,
    };
  return { amount, clause: refund.clause, says: `It is sent on ${longDay(dayOf(refund.at, policy.timeZone))}.` };
}
