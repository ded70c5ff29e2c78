import { dayOf } from '../../calendar/zoned.ts';
import { costToTurnOn } from '../f/f1-cost.ts';
import { owedBeforeReconnection, reconnectionCharge } from '../f/f1-reconnection.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Instant, TimeOfDay } from '../../units.ts';

/** What the door tag and the message say after a close. */
export interface RestoreInformation {
  readonly clause: ClauseId;
  readonly pastDue: Cents;
  /** K.6: what a returned payment left open of bills that are not past due. */
  readonly returned: Cents;
  readonly feesOwed: Cents;
  readonly fee: Cents;
  readonly afterHoursFee: Cents;
  /** To be paid in office hours: everything that F.1 and F.2 will ask for, and the reconnection fee. */
  readonly total: Cents;
  readonly officeHours: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  readonly phone: string;
  readonly policyUrl: string;
}

/** E.4, HSC 116912: how to restore service, always left at the close, also where the city has no way to write. */
export function restoreInformation(facts: AccountFacts, policy: PolicyParameters, now: Instant): RestoreInformation {
  const debt = owedBeforeReconnection(facts, policy, now);
  // A fee that is unpaid is of an earlier reconnection; the next one costs its own (F.3.b).
  const today = dayOf(now, policy.timeZone);
  const fee = reconnectionCharge('reconnection-fee', facts.household, policy, today).amount;
  return {
    clause: 'E.4',
    pastDue: debt.pastDue,
    returned: debt.returned,
    feesOwed: debt.fees,
    fee,
    afterHoursFee: reconnectionCharge('after-hours-reconnection-fee', facts.household, policy, today).amount,
    total: costToTurnOn(facts, fee, policy, now),
    officeHours: policy.officeHours,
    phone: policy.phone,
    policyUrl: policy.policyUrl,
  };
}
