import { nextBusinessDay } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { hoursAfter } from './e2a-posting.ts';
import type { PolicyDecision } from '../../engine/decision.ts';
import type { AccountFacts, NoticeFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** E.2.b: the latest disconnection notice that was mailed and has not come back; null when there is none. */
export function returnableNotice(facts: Pick<AccountFacts, 'notices'>): NoticeFacts | null {
  return (
    facts.notices.findLast(
      (notice) =>
        notice.kind === 'disconnection' &&
        !notice.voided &&
        notice.mailedOn !== null &&
        notice.leftAt === null &&
        notice.returnedAt === null,
    ) ?? null
  );
}

/** E.2.b: whether mail that came back is one of ours that still stands. */
export function mayNoteReturned(facts: Pick<AccountFacts, 'notices'>): PolicyDecision {
  const none = [{ clauses: ['E.2.b'] as const, says: 'No mailed notice of this account can have come back.' }];
  return grant(
    returnableNotice(facts) === null ? none : [],
    'E.2.b',
    'The notice came back. A crew leaves it at the door, and the water stays on until then.',
  );
}

/** E.2.b: a crew visits on the business day after the mail came back. */
export function hangerDueOn(returnedAt: Instant, policy: PolicyParameters): Day {
  return nextBusinessDay(dayOf(returnedAt, policy.timeZone), policy);
}

/** E.2.b: the first moment to close after the notice was left, or the visit was tried in good faith: 48 elapsed hours. */
export function hangerAllows(leftAt: Instant, policy: PolicyParameters): Instant {
  return hoursAfter(leftAt, policy.returnedMailHours);
}

/**
 * E.2.b: whether a visit that left nothing counts as an attempt in good faith. Where the crew could not get to the door a second
 * visit follows, and that one counts.
 */
export function isGoodFaithAttempt(reason: string, earlierVisits: number): boolean {
  return reason !== 'no-access' || earlierVisits > 0;
}
