import { inCloseWindow, rollToWindow } from '../calendar/close-window.ts';
import { dayOf, instant } from '../calendar/zoned.ts';
import { isPastDue, pastDueBills, pastDueTotal } from '../money/balance.ts';
import { formatDollars } from '../money/money.ts';
import { isStateExempt } from '../sections/c/c1-late-charge.ts';
import { billsPastPayBy } from '../sections/e/e1-sixtieth-day.ts';
import { servedTerm } from '../sections/e/e3-tenants.ts';
import { dayIn, holdName, momentIn, shortTime } from '../texts.ts';
import { firstLawful, disconnectionCases, holdBinds, holdEnds, listEve } from './eligibility.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { AccountFacts, HoldFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Instant } from '../units.ts';
import type { DisconnectionCase } from './eligibility.ts';
import type { Condition, TermCode, Verdict } from './verdict.ts';

function term(code: TermCode, clause: ClauseId, binds: boolean, until: Instant | null, says: string): Condition {
  return { code, clause, binds, until, says };
}

/**
 * The bill the answer is about: the one that could be closed for first; the oldest when none can, or when several can.
 * One sound bill is enough to close for, so an arrangement over one bill does not protect another (reading 111).
 */
function leadingCase(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): { readonly disconnection: DisconnectionCase | null; readonly earliest: Instant | null } {
  let disconnection: DisconnectionCase | null = null;
  let earliest: Instant | null = null;
  for (const each of disconnectionCases(facts, policy)) {
    const first = firstLawful(each, policy, now);
    if (disconnection === null || (first !== null && (earliest === null || first < earliest))) {
      disconnection = each;
      earliest = first;
    }
  }
  return { disconnection, earliest };
}

/** What protects the account whatever its bills are. */
function accountTerms(facts: AccountFacts): Condition[] {
  const state = isStateExempt(facts);
  const off = facts.service === 'off';
  return [
    term('account-closed', 'A.3', !facts.open, null, facts.open ? 'The account is open.' : 'The account is closed.'),
    term('service-off', 'E.1', off, null, off ? 'The water is off already.' : 'The water is on.'),
    term(
      'state-exempt',
      'C.1.c.i',
      state,
      null,
      state
        ? 'An account of the State of California is not turned off by the list.'
        : 'Not an account of the State of California.',
    ),
    ...(facts.tenancies.length === 0 ? [] : [servedTerm(facts)]),
  ];
}

/** A hold as a term of the gate. */
export function holdTerm(hold: HoldFacts, policy: PolicyParameters, now: Instant): Condition {
  const binds = holdBinds(hold, policy, now);
  const until = holdEnds(hold, policy);
  const code = hold.kind === 'medical' ? 'medical' : 'hold';
  const name = holdName(hold.kind);
  if (!binds) return term(code, hold.clause, false, until, `The hold (${name}) does not stand in the way.`);
  const says =
    until === null
      ? `Held: ${name}.`
      : `Held: ${name}. Closing may start ${momentIn(until, now, policy.timeZone)} at the earliest.`;
  return term(code, hold.clause, true, until, says);
}

function noticeTerms(disconnection: DisconnectionCase, policy: PolicyParameters, now: Instant): Condition[] {
  const { number } = disconnection.bill;
  if (disconnection.noticeMailed === null || disconnection.notice === null) {
    return [term('notice-missing', 'E.2.a', true, null, `No disconnection notice for bill ${number} has been mailed.`)];
  }
  const mailed = dayIn(disconnection.noticeMailed, dayOf(now, policy.timeZone));
  return [
    term('notice-missing', 'E.2.a', false, null, `The disconnection notice for bill ${number} was mailed ${mailed}.`),
    term(
      'notice-age',
      'E.2.a',
      now < disconnection.notice,
      disconnection.notice,
      `The notice mailed ${mailed} allows closing from ${momentIn(disconnection.notice, now, policy.timeZone)}.`,
    ),
  ];
}

/** What stands before this bill, most telling first. */
function caseTerms(disconnection: DisconnectionCase, policy: PolicyParameters, now: Instant): Condition[] {
  const { bill } = disconnection;
  const today = dayOf(now, policy.timeZone);
  const pastDue = isPastDue(bill, today);
  const found = [
    term(
      'nothing-past-due',
      'E.1',
      now < disconnection.pastDueFrom,
      disconnection.pastDueFrom,
      pastDue
        ? `Bill ${bill.number} is past due: ${formatDollars(disconnection.residue)}.`
        : `Bill ${bill.number} may be paid until ${dayIn(bill.due, today)}.`,
    ),
    ...disconnection.holds.map((hold) => holdTerm(hold, policy, now)),
    ...noticeTerms(disconnection, policy, now),
    ...disconnection.preconditions.map((precondition) =>
      term(
        precondition.code,
        precondition.clause,
        precondition.opens === null || now < precondition.opens,
        precondition.opens,
        precondition.says,
      ),
    ),
  ];
  const payBy = momentIn(disconnection.payBy, now, policy.timeZone);
  const opens = momentIn(disconnection.day60, now, policy.timeZone);
  found.push(
    term(
      'day-60',
      'E.1',
      now < disconnection.day60,
      disconnection.day60,
      `The last moment to pay is ${payBy}; closing may start ${opens}.`,
    ),
  );
  if (disconnection.floor !== null) {
    const last = dayIn(dayOf(instant(disconnection.floor - 1), policy.timeZone), today);
    found.push(
      term(
        'statutory-floor',
        'Z.2',
        now < disconnection.floor,
        disconnection.floor,
        `State law keeps the water on through ${last}.`,
      ),
    );
  }
  return found;
}

function windowTerm(policy: PolicyParameters, now: Instant): Condition {
  const { from, to } = policy.closeWindow;
  const binds = !inCloseWindow(now, policy);
  const says = `Water is turned off on business days only, from ${shortTime(from)} to ${shortTime(to)}.`;
  return term('close-window', 'E.1', binds, binds ? rollToWindow(now, policy) : null, says);
}

/**
 * The gate: may the water of this account be closed at `now`? Asked when the list is built, released, at the door and
 * in the last transaction before a valve moves (reading 7). It names every term, binding or not; when nothing
 * binds, E.1 is what allows the close. `earliest` is the first lawful moment from `now` on: `now` itself when it may close.
 */
export function mayClose(facts: AccountFacts, policy: PolicyParameters, now: Instant): Verdict {
  const { disconnection, earliest } = leadingCase(facts, policy, now);
  const standing = accountTerms(facts);
  const barred = standing.some((each) => each.binds);
  const all = [
    ...standing,
    ...(disconnection === null
      ? [term('nothing-past-due', 'E.1', true, null, 'Paid in full. A paid account is not turned off.')]
      : caseTerms(disconnection, policy, now)),
    windowTerm(policy, now),
  ];
  const binding = all.filter((each) => each.binds);
  const overdue = billsPastPayBy(facts, policy, now);
  const about = overdue.length > 0 ? overdue : pastDueBills(facts, dayOf(now, policy.timeZone));
  return {
    mayClose: binding.length === 0,
    earliest: barred ? null : earliest,
    because: binding.length === 0 ? ['E.1'] : [...new Set(binding.map((each) => each.clause))],
    terms: all,
    pastDue: pastDueTotal(facts, policy, now),
    billIds: about.map((bill) => bill.billId),
    policy: { profile: policy.profile, version: policy.version },
    askedAt: now,
    facts,
  };
}

/** The first lawful moment to close from `now` on, or null when only an act can bring one. */
export function earliestClose(facts: AccountFacts, policy: PolicyParameters, now: Instant): Instant | null {
  if (accountTerms(facts).some((each) => each.binds)) return null;
  return leadingCase(facts, policy, now).earliest;
}

/** Whether the account may be put on the turn-off list at a moment. */
export interface ListVerdict {
  readonly mayList: boolean;
  /** When the list opens for it; null when only an act can open it. */
  readonly opens: Instant | null;
  readonly verdict: Verdict;
}

/**
 * E.1, D.6: an account is listed from its list moment on, for the next close window: not a second before 17:00:00 of day 60, and
 * not while the morning after is still barred.
 */
export function mayList(facts: AccountFacts, policy: PolicyParameters, now: Instant): ListVerdict {
  const verdict = mayClose(facts, policy, now);
  if (verdict.earliest === null) return { mayList: false, opens: null, verdict };
  let opens: Instant | null = null;
  for (const disconnection of disconnectionCases(facts, policy)) {
    const close = firstLawful(disconnection, policy, now);
    if (close === null) continue;
    const eve = listEve(disconnection, policy, close);
    if (opens === null || eve < opens) opens = eve;
  }
  return { mayList: opens !== null && opens <= now, opens, verdict };
}
