import { rollForward } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { stands } from '../../facts/open-orders.ts';
import { NO_CENTS, addCents, formatDollars } from '../../money/money.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, CustomerRole } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

/** A.1: what shows that the customer owns the home. */
export const OWNERSHIP_PROOFS = ['escrow-statement', 'deed', 'tax-bill', 'mortgage-statement'] as const;
export type OwnershipProof = (typeof OWNERSHIP_PROOFS)[number];

/** A.1: the request form with what came with it. */
export interface SignUp {
  /** The form is filled in and signed. */
  readonly form: boolean;
  /** The last day on which the identity card is valid; null when none was shown. */
  readonly idValidUntil: Day | null;
  /** Null where ownership is not shown for this address. */
  readonly proof: OwnershipProof | null;
  /** The day from which service is wanted; null for today. */
  readonly effective: Day | null;
  /** As the customer says it; who shows no ownership is a tenant. */
  readonly role: CustomerRole;
}

/** What stands at the place: its customer of today, and a sign-up that waits for its day. */
export interface Standing {
  /** The place is this customer's own already. */
  readonly own: boolean;
  readonly waiting: boolean;
}

/** Whether a sign-up would be taken, from which day, and what it costs at once. */
export interface OpeningGrant extends PolicyDecision {
  readonly opensOn: Day;
  /** A.2: zero for an owner. */
  readonly deposit: Cents;
  readonly role: CustomerRole;
}

/** A.2: what a customer pays who does not show ownership of the home. */
export function depositFor(proof: OwnershipProof | null, policy: Pick<PolicyParameters, 'fees'>): Cents {
  return proof === null ? policy.fees.deposit.amount : NO_CENTS;
}

/** A.1: service begins on the day asked for, and not before the request was received. */
export function opensOn(effective: Day | null, policy: Pick<PolicyParameters, 'timeZone'>, now: Instant): Day {
  const today = dayOf(now, policy.timeZone);
  return effective === null || effective < today ? today : effective;
}

/** A.1, A.2: whether an account would be opened. What is missing keeps the request pending; the deposit does not refuse it. */
export function mayOpenAccount(
  asked: SignUp,
  standing: Standing,
  policy: PolicyParameters,
  now: Instant,
): OpeningGrant {
  const today = dayOf(now, policy.timeZone);
  const found: Objection[] = [];
  if (!asked.form) found.push({ clauses: ['A.1'], says: 'Pending: the request form is missing.' });
  if (asked.idValidUntil === null) found.push({ clauses: ['A.1'], says: 'Pending: an identity card is missing.' });
  else if (asked.idValidUntil < today)
    found.push({ clauses: ['A.1'], says: 'Pending: the identity card has expired. Show one that is valid.' });
  if (standing.own) found.push({ clauses: ['A.1'], says: 'The account is open already.' });
  if (standing.waiting) found.push({ clauses: ['A.1'], says: 'Somebody has signed up for this place already.' });
  const deposit = depositFor(asked.proof, policy);
  const says =
    deposit === 0
      ? 'The account is opened.'
      : `The account is opened. A deposit of ${formatDollars(deposit)} is paid before the water starts.`;
  const role = asked.proof === null ? 'tenant' : asked.role === 'tenant' ? 'owner-occupant' : asked.role;
  return {
    ...grant(found, 'A.1', says),
    opensOn: opensOn(asked.effective, policy, now),
    deposit,
    role,
  };
}

/** A.2.a: what of the deposit is still to be paid. A payment that the bank took back is not paid. */
export function depositShort(facts: Pick<AccountFacts, 'fees'>): Cents {
  return addCents(...facts.fees.filter((fee) => fee.kind === 'deposit').map((fee) => fee.unpaid));
}

/** A.2.a, A.3.c: whether a new customer's water may be turned on. */
export function mayTurnOn(facts: Pick<AccountFacts, 'fees'>): PolicyDecision {
  const short = depositShort(facts);
  const found: Objection[] =
    short === 0
      ? []
      : [
          {
            clauses: ['A.2.a', 'A.3.c'],
            says: `${formatDollars(short)} of the deposit is to be paid before the water starts.`,
          },
        ];
  return grant(found, 'A.1', 'The water can be turned on.');
}

/** A.1: the day of the order to turn the water on: the day service begins, or the next business day. */
export function turnOnDue(opening: Day, today: Day, policy: PolicyParameters): Day {
  return rollForward(opening < today ? today : opening, policy);
}

/**
 * A.3.c: why the water of a place that stood empty is not asked for as a reconnection: it was not turned off for a debt of
 * this customer, so there is no reconnection fee. It starts when the deposit is paid. Null where that is not so.
 */
export function startObjection(facts: Pick<AccountFacts, 'fees' | 'service' | 'orders'>): Objection | null {
  if (facts.service === 'on') return null;
  if (facts.orders.some((order) => order.kind.startsWith('turn-off') && order.state === 'completed')) return null;
  const short = depositShort(facts);
  if (short > 0) {
    const says = `The water starts when the deposit is paid: ${formatDollars(short)} is missing. There is no reconnection fee.`;
    return { clauses: ['A.3.c', 'A.2.a'], says };
  }
  if (facts.orders.some((order) => order.kind === 'turn-on' && stands(order)))
    return { clauses: ['A.3.c'], says: 'The water is to be turned on already. There is no reconnection fee.' };
  return null;
}
