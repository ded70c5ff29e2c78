import { dayOf } from '../../calendar/zoned.ts';
import { addCents } from '../../money/money.ts';
import { leastThat } from '../j/j1-after-payment.ts';
import { owedBeforeReconnection } from './f1-reconnection.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

/** F.1: the fee that asking will charge, as an open charge of today, so that a payment falls on it as it will. */
function withFee(facts: AccountFacts, fee: Cents, today: Day): AccountFacts {
  if (fee === 0) return facts;
  const asked = {
    entryId: Number.MAX_SAFE_INTEGER,
    kind: 'reconnection-fee',
    unpaid: fee,
    valueDate: today,
    clause: 'F.1',
  } as const;
  return { ...facts, fees: [...facts.fees, asked] };
}

/** F.1, F.2: what has the water back where asking for it charges a fee. */
export function costToTurnOn(facts: AccountFacts, fee: Cents, policy: PolicyParameters, now: Instant): Cents {
  const today = dayOf(now, policy.timeZone);
  const least = leastThat(
    (after) => owedBeforeReconnection(after, policy, now).total === 0,
    withFee(facts, fee, today),
    null,
    today,
  );
  return least ?? addCents(owedBeforeReconnection(facts, policy, now).total, fee);
}
