import type { OrderKind, Paper } from '@curbstop/contracts';
import {
  addDays,
  dayOf,
  finalNoticeHolds,
  hangerAllows,
  hoursAfter,
  languageName,
  dayIn,
  momentIn,
  tenantNoticeDays,
  writtenLanguages,
} from '@curbstop/policy';
import type { ClauseId, Day, Instant, PolicyParameters } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import type { AccountSnapshot } from '../facts/account-facts.ts';

interface Job {
  readonly kind: OrderKind;
  readonly clause: ClauseId;
  readonly dueOn: Day;
  /** K.2, K.3: until when the returned payment may be made good; null for any other order. */
  readonly tagDueAt: Instant | null;
}

const staysOn = (until: Instant, policy: PolicyParameters, now: Instant): string =>
  `Left now, the water stays on until ${momentIn(until, now, policy.timeZone)} at least.`;

/** E.3.a: left now, the water stays on for the days that the tenants have; under any other clause for the hours of the tag. */
function postedDeadline(job: Job, account: AccountSnapshot, policy: PolicyParameters, now: Instant): string {
  if (job.clause !== 'E.3.a') return staysOn(hoursAfter(now, policy.postingHours), policy, now);
  const today = dayOf(now, policy.timeZone);
  const first = addDays(today, tenantNoticeDays(account.facts, policy));
  return `Posted today, the water stays on until ${dayIn(first, today)} at least.`;
}

const leaveBy = (dueOn: Day, policy: PolicyParameters, now: Instant): string =>
  `To be left by ${dayIn(dueOn, dayOf(now, policy.timeZone))}.`;

/** What must happen by when, for each kind that leaves a paper. */
const DEADLINES: Readonly<Partial<Record<OrderKind, typeof postedDeadline>>> = {
  'door-hanger': (_job, _it, policy, now) => staysOn(hangerAllows(now, policy), policy, now),
  'door-hanger-final': (_job, _it, policy, now) => staysOn(finalNoticeHolds(now, policy), policy, now),
  'door-tag': postedDeadline,
  'blue-tag-signup': ({ dueOn }, _it, policy, now) => leaveBy(dueOn, policy, now),
  'blue-tag-nsf': ({ tagDueAt, dueOn }, _it, policy, now) =>
    tagDueAt === null ? leaveBy(dueOn, policy, now) : `To be paid by ${momentIn(tagDueAt, now, policy.timeZone)}.`,
};

/** The paper that an order leaves at the door, as its crew reads it; null when it leaves none. */
export function paperOf(job: Job, account: AccountSnapshot, policy: PolicyParameters, now: Instant): Paper | null {
  const leaf = kindOf(job.kind).paper?.(job.clause);
  if (!leaf) return null;
  const deadline = DEADLINES[job.kind]?.(job, account, policy, now) ?? 'Leave it before you go.';
  return { ...leaf, languages: writtenLanguages(policy).map(languageName), deadline };
}
