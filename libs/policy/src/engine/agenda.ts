import { windowOpens } from '../calendar/close-window.ts';
import { nextBusinessDay, previousBusinessDay } from '../calendar/days.ts';
import { dayOf, instant, startOfDay, toInstant } from '../calendar/zoned.ts';
import { stands } from '../facts/open-orders.ts';
import { residueOf } from '../money/balance.ts';
import { actedOnBills } from '../money/smallest-debt.ts';
import { accountActs } from '../sections/a/due-actions.ts';
import { earnsPenalty, isStateExempt, penaltyRunAt } from '../sections/c/c1-late-charge.ts';
import { penaltyRoundActs } from '../sections/c/c1-penalty-rounds.ts';
import { lowIncomeActs } from '../sections/c/c1b-low-income.ts';
import { extensionActs } from '../sections/d/d8-review.ts';
import { noticeDueAt, payBy } from '../sections/e/e1-sixtieth-day.ts';
import { disconnectionActs } from '../sections/e/e2-preconditions.ts';
import { promiseActs } from '../sections/f/f3b-turn-off-again.ts';
import { appealActs } from '../sections/h/h1-appeals.ts';
import { assistanceActs } from '../sections/i/i7-default.ts';
import { incomingActs } from '../sections/j/j1-may-pay.ts';
import { waitsForMoney } from '../sections/j/j2-plausible.ts';
import { debitActs } from '../sections/j/j6-bank-debit.ts';
import { cashOnlyActs } from '../sections/j/j7-cash-only.ts';
import { returnedPaymentActs } from '../sections/k/k6-turn-off.ts';
import { policyOfBill } from '../sections/z/z-opening.ts';
import { actKey, dueAct } from './due-action.ts';
import { disconnectionCases, listMoment } from './eligibility.ts';
import { listingClause } from './listing-clause.ts';
import type { AccountFacts, BillFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Instant } from '../units.ts';
import type { ActName, DueAct } from './verdict.ts';

const NONE_DONE: ReadonlySet<string> = new Set();

/** At one instant the penalty comes first, so that the notice can name it; the list comes last. */
const FIRST: readonly ActName[] = ['review', 'penalty', 'disconnection-notice'];
const LAST: readonly ActName[] = ['state-task', 'list'];

function rankOf(act: ActName): number {
  const first = FIRST.indexOf(act);
  if (first >= 0) return first - FIRST.length;
  return LAST.indexOf(act) + 1;
}

/** What one section wants done to an account, from the facts alone; what the facts show as done is left out. */
export type Agenda = (facts: AccountFacts, policy: PolicyParameters, done: ReadonlySet<string>) => readonly DueAct[];

/** Sections that want more done than C.1, E.1 and E.2.a. A section adds its line here. */
const SECTIONS: readonly Agenda[] = [
  accountActs,
  penaltyRoundActs,
  extensionActs,
  lowIncomeActs,
  disconnectionActs,
  promiseActs,
  appealActs,
  assistanceActs,
  incomingActs,
  debitActs,
  cashOnlyActs,
  returnedPaymentActs,
];

/** Whether an order to turn the water off is on its way. */
export function hasOpenTurnOff(facts: Pick<AccountFacts, 'orders'>): boolean {
  return facts.orders.some((order) => order.kind.startsWith('turn-off') && stands(order));
}

/** E.2.a: one that could not be mailed, because something it must say was missing, is tried again each business day. */
function noticeAct(bill: BillFacts, facts: AccountFacts, policy: PolicyParameters, done: ReadonlySet<string>): DueAct {
  let at = noticeDueAt(bill, policy);
  let nth = 1;
  while (done.has(actKey(facts.accountId, bill.billId, 'E.2.a', nth))) {
    const next = nextBusinessDay(dayOf(at, policy.timeZone), policy);
    at = toInstant(next, policyOfBill(bill, policy).penaltyRunAt, policy.timeZone);
    nth += 1;
  }
  return dueAct(facts, at, 'disconnection-notice', 'E.2.a', bill.billId, nth);
}

/** C.1 and E.2.a of one bill. The notice is mailed on schedule whatever is held or under appeal (reading 72). */
function billActs(bill: BillFacts, facts: AccountFacts, policy: PolicyParameters, done: ReadonlySet<string>): DueAct[] {
  const found: DueAct[] = [];
  if (earnsPenalty(bill) && bill.unpaidAtDue > 0 && bill.penalty === 0) {
    found.push(dueAct(facts, penaltyRunAt(bill, policy), 'penalty', 'C.1', bill.billId, 1));
  }
  const noticed = facts.notices.some(
    (notice) => notice.kind === 'disconnection' && notice.billIds.includes(bill.billId),
  );
  if (
    actedOnBills(facts, policy).includes(bill) &&
    !noticed &&
    !facts.noticesByHand &&
    facts.open &&
    facts.service === 'on'
  ) {
    found.push(noticeAct(bill, facts, policy, done));
  }
  return found;
}

/** C.1.c.i: nothing is charged or mailed; on day 60 a supervisor looks. */
function stateActs(facts: AccountFacts, policy: PolicyParameters): DueAct[] {
  return facts.bills
    .filter((bill) => residueOf(bill) > 0)
    .map((bill) => dueAct(facts, payBy(bill, policy), 'state-task', 'C.1.c.i', bill.billId, 1));
}

/**
 * A list made late gives its order for a later morning than it was meant for, so the next evening's list takes its place:
 * a list has lapsed once the window it was built for has opened. Other acts never lapse.
 */
export function hasLapsed(due: Pick<DueAct, 'at' | 'onTimeOnly'>, policy: PolicyParameters, now: Instant): boolean {
  if (!due.onTimeOnly) return false;
  return now >= windowOpens(nextBusinessDay(dayOf(due.at, policy.timeZone), policy), policy);
}

/** After a lapsed list: the last business day's lists are the only ones before `now` that can still stand. */
function pastLapsed(at: Instant, policy: PolicyParameters, now: Instant): Instant {
  const standing = startOfDay(previousBusinessDay(dayOf(now, policy.timeZone), policy), policy.timeZone);
  return standing > at ? standing : instant(at + 1);
}

/** The list of the account's first bill that can be closed for; its occurrence is the day of the list. */
function listAct(
  facts: AccountFacts,
  policy: PolicyParameters,
  done: ReadonlySet<string>,
  now: Instant | null,
): DueAct | null {
  if (!facts.open || facts.service === 'off' || hasOpenTurnOff(facts)) return null;
  let first: DueAct | null = null;
  for (const disconnection of disconnectionCases(facts, policy)) {
    let from: Instant | null = null;
    let found: DueAct | null = null;
    while (found === null) {
      const at: Instant | null = listMoment(disconnection, policy, from);
      if (at === null) break;
      const due = dueAct(
        facts,
        at,
        'list',
        listingClause(disconnection, at),
        disconnection.bill.billId,
        dayOf(at, policy.timeZone),
      );
      if (now !== null && hasLapsed(due, policy, now)) from = pastLapsed(at, policy, now);
      else if (done.has(due.key)) from = instant(at + 1);
      else found = due;
    }
    if (found !== null && (first === null || found.at < first.at)) first = found;
  }
  return first;
}

/**
 * Everything the policy will want done to an account, in time order, from the facts alone. What is done is left out by the
 * facts (a penalty posted, a notice queued, an order open) and by `done`, the keys of acts carried out or skipped.
 * With `now`, a list that has lapsed is replaced by the next lawful one.
 */
export function agenda(
  facts: AccountFacts,
  policy: PolicyParameters,
  done: ReadonlySet<string> = NONE_DONE,
  now: Instant | null = null,
): readonly DueAct[] {
  const found: DueAct[] = isStateExempt(facts)
    ? stateActs(facts, policy)
    : facts.bills.flatMap((bill) => billActs(bill, facts, policy, done));
  for (const hold of facts.holds) {
    // A moratorium ends for the whole city at once: the list that follows it comes by itself.
    if (hold.until === null || hold.kind === 'moratorium') continue;
    found.push(dueAct(facts, hold.until, 'review', hold.clause, null, `hold-${hold.holdId}`));
  }
  for (const section of SECTIONS) found.push(...section(facts, policy, done));
  const undone = found.filter((due) => !done.has(due.key) && !waitsForMoney(due.act, facts.holds));
  const list = isStateExempt(facts) ? null : listAct(facts, policy, done, now);
  if (list !== null) undone.push(list);
  return undone.sort((a, b) => a.at - b.at || rankOf(a.act) - rankOf(b.act) || (a.billId ?? 0) - (b.billId ?? 0));
}

/** The first act of the agenda: its moment is the account's `nextActAt`. */
export function nextAct(
  facts: AccountFacts,
  policy: PolicyParameters,
  done: ReadonlySet<string> = NONE_DONE,
  now: Instant | null = null,
): DueAct | null {
  return agenda(facts, policy, done, now)[0] ?? null;
}

/** E.1: the first moment from `now` on at which the account may be listed; null when only an act can bring one, or it needs none. */
export function nextListMoment(facts: AccountFacts, policy: PolicyParameters, now: Instant): Instant | null {
  if (!facts.open || facts.service === 'off' || isStateExempt(facts)) return null;
  let first: Instant | null = null;
  for (const disconnection of disconnectionCases(facts, policy)) {
    const at = listMoment(disconnection, policy, now);
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}
