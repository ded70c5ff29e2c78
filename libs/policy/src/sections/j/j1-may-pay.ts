import { dayOf, startOfDay } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { repaymentRefusal } from '../k/k1-returned-payments.ts';
import { acceptsPayment } from './j1-payments.ts';
import { websiteRefusal } from './j4a-outages.ts';
import { debitRefusal } from './j6-bank-debit.ts';
import { cashOnlyRefusal } from './j7-cash-only.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Instant } from '../../units.ts';
import type { CardBrand, Channel, Purpose, Tender } from './j1-payments.ts';
import type { WebsiteWindow } from './j4a-outages.ts';

/** A payment that somebody wants to make. */
export interface Offered {
  readonly amount: Cents;
  readonly tender: Tender;
  readonly channel: Channel;
  readonly brand?: CardBrand;
  /** What the payer says it is for; null for the policy's order. */
  readonly purpose: Purpose | null;
}

/** J.1, J.4.a, J.6, J.7, K.5: whether the city takes a payment now, with everything that stands against it. */
export function mayPay(
  facts: AccountFacts,
  offered: Offered,
  policy: PolicyParameters,
  now: Instant,
  windows: readonly WebsiteWindow[],
): PolicyDecision {
  const { tender, channel, brand } = offered;
  const taken = acceptsPayment(tender, channel, brand);
  const debit = tender === 'ach' && channel === 'ach';
  const objections: (Objection | null)[] = [
    taken.accepted ? null : { clauses: [taken.clause], says: taken.says },
    channel === 'website' ? websiteRefusal(windows, now, policy) : null,
    debit ? debitRefusal(facts) : null,
    cashOnlyRefusal(facts, tender, now),
    repaymentRefusal(facts, offered, dayOf(now, policy.timeZone)),
  ];
  return grant(
    objections.filter((each) => each !== null),
    'J.1',
    'The payment is taken.',
  );
}

/** J.2.a, J.3: a payment that counts from a day to come is credited when that day begins. */
export function incomingActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  return facts.incoming.map((each) =>
    dueAct(
      facts,
      startOfDay(each.on, policy.timeZone),
      'payment-counts',
      each.clause,
      null,
      `payment-${each.paymentId}`,
    ),
  );
}
