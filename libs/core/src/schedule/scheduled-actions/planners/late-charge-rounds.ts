import type { Instant } from '@curbstop/policy';
import { penaltyDay, penaltyRounds, penaltyRunAt, repeatedPenalty, policyOfBill } from '@curbstop/policy';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { billOf } from '../due-action.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** C.1, where a city charges again: a later round of the late charge, on what is still unpaid. */
function planRound(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const bill = billOf(due);
  const policy = policyAt(account.profile, now);
  const { penaltyForm } = policyOfBill(bill, policy);
  const round = penaltyRounds(bill, policy).find((each) => penaltyRunAt(bill, policy, each) === act.at);
  if (round === undefined || penaltyForm.kind !== 'percent-repeating') return 'not due';
  plan.entries.push({
    accountId: account.accountId,
    kind: 'penalty',
    amount: repeatedPenalty(bill, policy),
    valueDate: penaltyDay(bill, penaltyForm.everyDays, round),
    clause: 'C.1',
    billId: bill.billId,
    paymentId: null,
    actKey: act.key,
  });
  return 'done';
}

/** C.1. */
export const penaltyRoundsPlanners: Planners<'penalty-round'> = { 'penalty-round': planRound };
