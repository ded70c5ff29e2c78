import { windowOpens } from '../../calendar/close-window.ts';
import { previousBusinessDay, addBusinessDays } from '../../calendar/days.ts';
import { addDays } from '../../calendar/days.ts';
import { dayOf, instant, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { dueAct } from '../../engine/due-action.ts';
import { longMoment } from '../../texts.ts';
import { policyOfBill } from '../z/z-opening.ts';
import { noticeDueAt } from './e1-sixtieth-day.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { DisconnectionCase } from '../../engine/eligibility.ts';
import type { Precondition } from '../../engine/precondition.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, BillFacts, HoldFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

const HOUR = 3_600_000;
/** The tag is ordered so many business days before the close, so that a crew has a day and the 48 hours. */
const POSTING_LEAD_DAYS = 3;

/** Elapsed hours, also over a clock change (reading 80). */
export function hoursAfter(at: Instant, hours: number): Instant {
  return instant(at + hours * HOUR);
}

/** What last postponed a close for this bill; a tag from before it says nothing of the new date (D.7, H.6). */
function lastHold(bill: BillFacts, facts: AccountFacts): HoldFacts | null {
  const over = facts.holds.filter((hold) => hold.billIds === null || hold.billIds.includes(bill.billId));
  return over.reduce<HoldFacts | null>((last, hold) => (last === null || hold.from > last.from ? hold : last), null);
}

/** The clause that wants the tag: D.7 after an extension, H.6 after an appeal, else E.2.a. */
export function postingClause(bill: BillFacts, facts: AccountFacts): ClauseId {
  const kind = lastHold(bill, facts)?.kind;
  return kind === 'extension' ? 'D.7' : kind === 'appeal' ? 'H.6' : 'E.2.a';
}

/**
 * Reading 11, D.7, H.6 (PUC 10010.1(b)), where the city has switched it on: before a close an adult is told in person 24 hours
 * before, else a tag hangs at the door 48 hours before.
 */
export function postingPreconditions(
  bill: BillFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
): readonly Precondition[] {
  const own = policyOfBill(bill, policy);
  if (!own.posting48h) return [];
  const since = lastHold(bill, facts)?.from ?? startOfDay(addDays(bill.due, 1), policy.timeZone);
  const moments = [
    ...facts.notices
      .filter((notice) => notice.kind === 'door-hanger' && !notice.voided && notice.billIds.includes(bill.billId))
      .map((notice) =>
        notice.leftAt === null || notice.leftAt < since ? null : hoursAfter(notice.leftAt, own.postingHours),
      ),
    ...facts.contacts
      .filter((contact) => contact.kind === 'adult' && contact.at >= since)
      .map((contact) => hoursAfter(contact.at, own.adultContactHours)),
  ].filter((at) => at !== null);
  const clause = postingClause(bill, facts);
  const opens = moments.length === 0 ? null : instant(Math.min(...moments));
  const says =
    opens === null
      ? 'Nobody was told in person and no tag hangs at the door.'
      : `What was told or posted at the door allows closing from ${longMoment(opens, policy.timeZone)}.`;
  return [{ code: 'posting', clause, opens, says }];
}

/** Reading 11, HSC 116908(a)(1)(A), where the city has switched it on: a call before each close, as early as a letter would be. */
export function phonePreconditions(
  bill: BillFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
): readonly Precondition[] {
  const own = policyOfBill(bill, policy);
  if (!own.phoneContact) return [];
  const pastDueFrom = startOfDay(addDays(bill.due, 1), policy.timeZone);
  const call = facts.contacts.find((contact) => contact.kind === 'phone' && contact.at >= pastDueFrom);
  if (!call) {
    const says = 'Nobody has called about this bill yet.';
    return [{ code: 'phone-contact', clause: 'E.2.a', opens: null, says }];
  }
  const allows = addBusinessDays(dayOf(call.at, policy.timeZone), own.phoneContactBusinessDays, policy);
  const opens = windowOpens(allows, policy);
  const says = `The call allows closing from ${longMoment(opens, policy.timeZone)}.`;
  return [{ code: 'phone-contact', clause: 'E.2.a', opens, says }];
}

/** D.7, H.6: when the tag for a close on a day is ordered. */
export function postingDueAt(closeOn: Day, policy: PolicyParameters): Instant {
  let day = closeOn;
  for (let left = POSTING_LEAD_DAYS; left > 0; left--) day = previousBusinessDay(day, policy);
  return toInstant(day, policy.penaltyRunAt, policy.timeZone);
}

/** Reading 11: the tag of a bill whose close would be on `close` but for it, and the call. */
export function postingActs(
  disconnection: DisconnectionCase,
  facts: AccountFacts,
  policy: PolicyParameters,
  close: Instant | null,
): DueAct[] {
  const { bill, preconditions } = disconnection;
  const found: DueAct[] = [];
  const posting = preconditions.find((precondition) => precondition.code === 'posting');
  if (close !== null && posting && (posting.opens === null || posting.opens > close)) {
    const closeOn = dayOf(close, policy.timeZone);
    const at = postingDueAt(closeOn, policy);
    found.push(dueAct(facts, at, 'posting', posting.clause, bill.billId, `posting-${closeOn}`));
  }
  if (preconditions.some((precondition) => precondition.code === 'phone-contact' && precondition.opens === null)) {
    found.push(dueAct(facts, noticeDueAt(bill, policy), 'phone-task', 'E.2.a', bill.billId, 'call'));
  }
  return found;
}
