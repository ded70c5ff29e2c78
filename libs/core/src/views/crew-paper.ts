import type { OrderKind, Paper } from '@curbstop/contracts';
import {
  addDays,
  dayOf,
  finalNoticeHolds,
  hangerAllows,
  hoursAfter,
  languageName,
  shortDay,
  shortMoment,
  tenantNoticeDays,
  writtenLanguages,
} from '@curbstop/policy';
import type { ClauseId, Day, Instant, Terms } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import type { AccountSnapshot } from '../facts/account-facts.ts';

interface Job {
  readonly kind: OrderKind;
  readonly clause: ClauseId;
  readonly dueOn: Day;
  /** K.2, K.3: until when the returned payment may be made good; null for any other order. */
  readonly tagDueAt: Instant | null;
}

const staysOn = (until: Instant, terms: Terms): string =>
  `Left now, the water stays on until ${shortMoment(until, terms.timeZone)} at least.`;

/** E.3.a: left now, the water stays on for the days that the tenants have; under any other clause for the hours of the tag. */
function postedDeadline(job: Job, account: AccountSnapshot, terms: Terms, now: Instant): string {
  if (job.clause !== 'E.3.a') return staysOn(hoursAfter(now, terms.postingHours), terms);
  const first = addDays(dayOf(now, terms.timeZone), tenantNoticeDays(account.facts, terms));
  return `Posted today, the water stays on until ${shortDay(first)} at least.`;
}

/** What must happen by when, for each kind that leaves a paper. */
const DEADLINES: Readonly<Partial<Record<OrderKind, typeof postedDeadline>>> = {
  'door-hanger': (_job, _it, terms, now) => staysOn(hangerAllows(now, terms), terms),
  'door-hanger-final': (_job, _it, terms, now) => staysOn(finalNoticeHolds(now, terms), terms),
  'door-tag': postedDeadline,
  'blue-tag-signup': ({ dueOn }) => `To be left by ${shortDay(dueOn)}.`,
  'blue-tag-nsf': ({ tagDueAt, dueOn }, _it, terms) =>
    tagDueAt === null ? `To be left by ${shortDay(dueOn)}.` : `To be paid by ${shortMoment(tagDueAt, terms.timeZone)}.`,
};

/** The paper that an order leaves at the door, as its crew reads it; null when it leaves none. */
export function paperOf(job: Job, account: AccountSnapshot, terms: Terms, now: Instant): Paper | null {
  const leaf = kindOf(job.kind).paper?.(job.clause);
  if (!leaf) return null;
  const deadline = DEADLINES[job.kind]?.(job, account, terms, now) ?? 'Leave it before you go.';
  return { ...leaf, languages: writtenLanguages(terms).map(languageName), deadline };
}
