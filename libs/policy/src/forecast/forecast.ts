import { windowOpens } from '../calendar/close-window.ts';
import { addDays, daysBetween, rollForward } from '../calendar/days.ts';
import { dayOf, startOfDay } from '../calendar/zoned.ts';
import { firstLawful, disconnectionCases } from '../engine/eligibility.ts';
import { addCents, formatDollars } from '../money/money.ts';
import { earnsPenalty, isStateExempt, penalty, penaltyDay, penaltyRunAt } from '../sections/c/c1-late-charge.ts';
import { noticeDueAt, noticeFor, noticeMatures } from '../sections/e/e1-sixtieth-day.ts';
import { strictFloor } from '../sections/z/z-opening.ts';
import { stopsOf } from './blockers.ts';
import { accountSteps, sectionSteps } from './by-section.ts';
import { AHEAD_CODES, writer } from './forms.ts';
import type { DisconnectionCase } from '../engine/eligibility.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../units.ts';
import type { AheadStep, AheadStop, Write } from './forms.ts';

export interface Ahead {
  readonly steps: readonly AheadStep[];
  readonly stops: readonly AheadStop[];
}

/** A case as it will be once the notice not yet mailed is mailed: on its day, or today when that is past. */
function withNotice(
  disconnection: DisconnectionCase,
  policy: PolicyParameters,
  now: Instant,
): { readonly disconnection: DisconnectionCase; readonly mailedOn: Day } {
  if (disconnection.noticeMailed !== null) return { disconnection, mailedOn: disconnection.noticeMailed };
  const due = dayOf(noticeDueAt(disconnection.bill, policy), policy.timeZone);
  const today = rollForward(dayOf(now, policy.timeZone), policy);
  const mailedOn = due > today ? due : today;
  const notice = windowOpens(noticeMatures(mailedOn, disconnection.bill, policy), policy);
  return { disconnection: { ...disconnection, noticeMailed: mailedOn, notice }, mailedOn };
}

/** What the bill will come to when its penalty is added. */
function owedThen(disconnection: DisconnectionCase, policy: PolicyParameters): Cents {
  const { bill } = disconnection;
  const toCome = earnsPenalty(bill) && bill.penalty === 0 && bill.unpaidAtDue > 0;
  return toCome ? addCents(disconnection.residue, penalty(bill, policy)) : disconnection.residue;
}

/** C.1: posted, or to come. */
function penaltyStep(disconnection: DisconnectionCase, policy: PolicyParameters, write: Write): AheadStep | null {
  const { bill } = disconnection;
  if (bill.penalty > 0)
    return write('penalty', 'C.1', penaltyDay(bill), true, `Late charge ${formatDollars(bill.penalty)}`);
  if (bill.unpaidAtDue === 0 || !earnsPenalty(bill)) return null;
  const says = `A late charge of ${formatDollars(penalty(bill, policy))} is added`;
  return write('penalty', 'C.1', penaltyRunAt(bill, policy), false, says);
}

/** E.1: from when the water may be turned off, and what the strict reading of the law would say (reading 66). */
function closeSteps(
  disconnection: DisconnectionCase,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  write: Write,
): AheadStep[] {
  const close = facts.open && facts.service === 'on' ? firstLawful(disconnection, policy, null) : null;
  if (close === null) return [];
  const owed = formatDollars(owedThen(disconnection, policy));
  const says = `May be turned off if ${owed} is not paid`;
  const steps = [write('may-close', 'E.1', close, close <= now, says)];
  if (policy.delinquencyAnchor === 'bill-date' && facts.customerClass === 'residential') {
    const strict = strictFloor(disconnection.bill, policy);
    const read = 'Day 60 counted from the due date';
    steps.push(write('strict-date', 'Z.2', strict, strict < dayOf(now, policy.timeZone), read));
  }
  return steps;
}

function stepsOf(
  disconnection: DisconnectionCase,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): AheadStep[] {
  const { bill } = disconnection;
  const write = writer(bill.billId, policy);
  const duePassed = startOfDay(addDays(bill.due, 1), policy.timeZone) <= now;
  const steps = [
    write(
      'billed',
      'B.1',
      bill.billDate,
      startOfDay(bill.billDate, policy.timeZone) <= now,
      `Bill ${bill.number}, ${formatDollars(bill.charges)}`,
    ),
    earnsPenalty(bill)
      ? write('due', 'B.2', bill.due, duePassed, 'Last day to pay without a late charge')
      : write('due', 'H.5', bill.due, duePassed, 'Corrected invoice due'),
  ];
  const closing = disconnection.payBy;
  if (isStateExempt(facts)) {
    return [...steps, write('state-task', 'C.1.c.i', closing, closing <= now, 'A supervisor looks at this account')];
  }
  const charged = penaltyStep(disconnection, policy, write);
  if (charged !== null) steps.push(charged);
  const noticed = noticeFor(bill, facts) !== null;
  const { disconnection: projected, mailedOn } = withNotice(disconnection, policy, now);
  const notice = noticed ? 'Disconnection notice mailed' : 'Disconnection notice goes out';
  steps.push(
    write('notice', 'E.2.a', mailedOn, noticed, notice),
    write('pay-by', 'E.1', closing, closing <= now, 'Last moment to pay and stay off the list'),
  );
  return [...steps, ...closeSteps(projected, facts, policy, now, write)];
}

/**
 * The way of every unpaid bill, in order of time, with what has happened and what is to come, and what would stop it: the
 * answer to "why?". A notice not yet mailed is shown on the day it will be, and the close after it accordingly.
 */
export function ahead(facts: AccountFacts, policy: PolicyParameters, now: Instant): Ahead {
  const disconnections = disconnectionCases(facts, policy);
  if (disconnections.length === 0) return { steps: [], stops: stopsOf(facts, policy, now) };
  const steps = disconnections.flatMap((disconnection) => [
    ...stepsOf(disconnection, facts, policy, now),
    ...sectionSteps(disconnection.bill, { facts, policy, now, write: writer(disconnection.bill.billId, policy) }),
  ]);
  steps.push(...accountSteps({ facts, policy, now, write: writer(null, policy) }));
  // Some steps of a day have an hour and some have none; within a day they keep the order of the policy.
  steps.sort((a, b) => daysBetween(b.day, a.day) || AHEAD_CODES.indexOf(a.code) - AHEAD_CODES.indexOf(b.code));
  return { steps, stops: stopsOf(facts, policy, now) };
}
