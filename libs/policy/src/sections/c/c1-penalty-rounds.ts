import { dueAct } from '../../engine/due-action.ts';
import { isStateExempt, penaltyRounds, penaltyRunAt } from './c1-late-charge.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

/** I.1: what an arrangement covers is paid by its rows, and is charged no further. */
function isArranged(bill: BillFacts, facts: AccountFacts): boolean {
  return facts.arrangements.some((each) => each.state === 'in-force' && each.billIds.includes(bill.billId));
}

/** C.1: the later rounds of a late charge, in a city that charges again while a bill is unpaid. */
export function penaltyRoundActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  if (isStateExempt(facts)) return [];
  return facts.bills
    .filter((bill) => bill.unpaidAtDue > 0 && !isArranged(bill, facts))
    .flatMap((bill) =>
      penaltyRounds(bill, policy).map((round) =>
        dueAct(facts, penaltyRunAt(bill, policy, round), 'penalty-round', 'C.1', bill.billId, round),
      ),
    );
}
