import { NO_CENTS, addCents } from '../../money/money.ts';
import { penaltyEarned } from './c1-corrections.ts';
import { penaltyRounds, penaltyRunAt, repeatedPenalty } from './c1-late-charge.ts';
import { lowIncomeWaiver } from './c1a-waivers.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Instant } from '../../units.ts';

/** C.1: a late charge that is still to be posted. */
export interface LateChargeAhead {
  readonly billId: number;
  readonly amount: Cents;
  readonly at: Instant;
}

function aheadOf(bill: BillFacts, facts: AccountFacts, policy: PolicyParameters): LateChargeAhead[] {
  const { billId } = bill;
  if (penaltyEarned(bill, facts, policy) === 0) return [];
  // C.1.b: charged and forgiven in one go.
  const forgiven = lowIncomeWaiver(bill, facts, policy).granted;
  const amount = forgiven ? NO_CENTS : penaltyEarned(bill, facts, policy);
  const first = bill.penalty > 0 ? [] : [{ billId, amount, at: penaltyRunAt(bill, policy) }];
  const later = penaltyRounds(bill, policy).map((round) => ({
    billId,
    amount: repeatedPenalty(bill, policy),
    at: penaltyRunAt(bill, policy, round),
  }));
  return [...first, ...later];
}

/** C.1: the late charges that come from a moment on until another one, the last moment included, while nothing is paid. */
export function lateChargesAhead(
  facts: AccountFacts,
  policy: PolicyParameters,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): readonly LateChargeAhead[] {
  return facts.bills
    .flatMap((bill) => aheadOf(bill, facts, policy))
    .filter(({ amount, at }) => amount > 0 && from < at && at <= until)
    .sort((a, b) => a.at - b.at);
}

/** The account once some late charges are posted. */
export function afterLateCharges(facts: AccountFacts, ahead: readonly LateChargeAhead[]): AccountFacts {
  const bills = facts.bills.map((bill) => {
    const charged = addCents(...ahead.filter((each) => each.billId === bill.billId).map((each) => each.amount));
    const { penalty, unpaidPenalty } = bill;
    return { ...bill, penalty: addCents(penalty, charged), unpaidPenalty: addCents(unpaidPenalty, charged) };
  });
  return { ...facts, bills };
}
