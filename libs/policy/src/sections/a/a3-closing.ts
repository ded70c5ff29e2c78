import { DAY_MS } from '../../calendar/durations.ts';
import { addDays, nextBusinessDay } from '../../calendar/days.ts';
import { dayOf, startOfDay } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { dayIn, longDay } from '../../texts.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, Closer, ClosingFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** A.3: a read this young at the close is the final read. */
const FINAL_READ_AGE_MS = DAY_MS;

/** A.3: what is asked for when an account is to be closed. */
export interface CloseWish {
  readonly by: Exclude<Closer, 'successor'>;
  /** By letter, form, e-mail or the website; a telephone call is not writing. */
  readonly written: boolean;
  /** The day on which service is to end; null for today. */
  readonly effective: Day | null;
}

/** Whether a close would be taken, and when the account ends. */
export interface ClosingGrant extends PolicyDecision {
  readonly on: Day;
  readonly at: Instant;
}

/** A.3: an account ends on the day asked for, at its first moment, and not before the request was received. */
export function closesAt(effective: Day | null, policy: Pick<PolicyParameters, 'timeZone'>, now: Instant): Instant {
  const today = dayOf(now, policy.timeZone);
  return effective === null || effective <= today ? now : startOfDay(effective, policy.timeZone);
}

/** A.3: whether an account would be closed. The customer stays the customer until it is. */
export function mayCloseAccount(
  facts: AccountFacts,
  wish: CloseWish,
  policy: PolicyParameters,
  now: Instant,
): ClosingGrant {
  const at = closesAt(wish.effective, policy, now);
  const [on, today] = [dayOf(at, policy.timeZone), dayOf(now, policy.timeZone)];
  const found: Objection[] = [];
  if (!facts.open) found.push({ clauses: ['A.3'], says: 'The account is not open.' });
  if (!wish.written)
    found.push({ clauses: ['A.3'], says: 'A close is asked for in writing. Until then the account stays open.' });
  if (facts.open && facts.closing !== null && facts.closing.on <= on)
    found.push({ clauses: ['A.3'], says: `The account closes on ${dayIn(facts.closing.on, today)} already.` });
  return {
    ...grant(found, 'A.3', `The account closes on ${dayIn(on, today)}. The meter is read for the final bill.`),
    on,
    at,
  };
}

/** A.3: whether a reading at a moment is the final read of a close. */
export function isFinalRead(readAt: Instant, closing: Pick<ClosingFacts, 'at'>): boolean {
  return closing.at - readAt < FINAL_READ_AGE_MS;
}

/** A.3: whether a final read would be taken now. */
export function mayReadFinally(facts: Pick<AccountFacts, 'closing'>, now: Instant): PolicyDecision {
  const found: Objection[] = [];
  if (facts.closing === null) found.push({ clauses: ['A.3'], says: 'Nobody has asked to close this account.' });
  else if (facts.closing.finalReadAt !== null)
    found.push({ clauses: ['A.3'], says: 'The final read is posted already.' });
  else if (!isFinalRead(now, facts.closing))
    found.push({ clauses: ['A.3'], says: `The account closes on ${longDay(facts.closing.on)}. Read it then.` });
  return grant(found, 'A.3', 'The final read is posted.');
}

/** A.3: when to look whether the radio brought the final read: when no later read can be as near to the close. */
export function finalReadLook(closing: Pick<ClosingFacts, 'at'>): Instant {
  return (closing.at + FINAL_READ_AGE_MS) as Instant;
}

/** A.3.a: the day of the tag that asks whoever lives there to sign up. */
export function signUpTagDue(closedOn: Day, policy: PolicyParameters): Day {
  return nextBusinessDay(closedOn, policy);
}

/** A.3.b: whether the water of a place that nobody takes on is turned off: not for an owner, who may leave it on. */
export function turnsOffVacant(closing: Pick<ClosingFacts, 'by' | 'followed'>, landlordTrust: boolean): boolean {
  return !landlordTrust && !closing.followed && (closing.by === 'tenant' || closing.by === 'agent');
}

/** A.4: a Landlord Trust of a place, while it stands. */
export interface TrustFacts {
  readonly ownerId: number;
  /** A.4.b: the moment it ended; null while it stands. */
  readonly endedAt: Instant | null;
}

/** A.4: whether the place goes back to the owner when an account closes, at the moment of the close. */
export function revertsToOwner(
  trust: TrustFacts | null,
  closing: Pick<ClosingFacts, 'by' | 'followed' | 'at'> & { readonly customerId: number },
): boolean {
  if (trust === null || closing.followed || closing.by === 'successor') return false;
  if (trust.endedAt !== null && trust.endedAt <= closing.at) return false;
  return trust.ownerId !== closing.customerId || closing.by !== 'owner';
}

/** A.4.a: the last day that is billed to who was the customer before: the day before the new one begins. */
export function lastDayBefore(opensOn: Day): Day {
  return addDays(opensOn, -1);
}

/** A.4: whether an owner's Landlord Trust would be filed for a place; the same owner's again changes nothing. */
export function mayFileTrust(trust: TrustFacts | null, ownerId: number | null, written: boolean): PolicyDecision {
  const found: Objection[] = [];
  if (!written) found.push({ clauses: ['A.4'], says: 'The owner files a Landlord Trust in writing.' });
  if (trust !== null && trust.endedAt === null && trust.ownerId !== ownerId)
    found.push({ clauses: ['A.4'], says: 'There is a Landlord Trust of another owner for this place.' });
  return grant(found, 'A.4', 'There is a Landlord Trust for this place now.');
}

/** A.4.b: whether the owner's cancellation would be taken. */
export function mayCancelTrust(trust: TrustFacts | null, written: boolean): PolicyDecision {
  const found: Objection[] = [];
  if (trust === null || trust.endedAt !== null)
    found.push({ clauses: ['A.4.b'], says: 'There is no Landlord Trust for this place.' });
  if (!written) found.push({ clauses: ['A.4.b'], says: 'The owner cancels a Landlord Trust in writing.' });
  return grant(found, 'A.4.b', 'The Landlord Trust has ended.');
}

/** A.4.b: the trust ends when the letter is received, or when a sale is recorded; a sale found later changes nothing before. */
export function trustEndsAt(
  received: Instant,
  recordedOn: Day | null,
  policy: Pick<PolicyParameters, 'timeZone'>,
): Instant {
  const recorded = recordedOn === null ? received : startOfDay(recordedOn, policy.timeZone);
  return recorded < received ? recorded : received;
}
