import { dayOf, instant, startOfDay } from '../calendar/zoned.ts';
import { holdBinds } from '../engine/eligibility.ts';
import { mayClose, mayList } from '../engine/gate.ts';
import { stands } from '../facts/open-orders.ts';
import { isUnderArrangement, pastDueBills, pastDueTotal, residueOf } from '../money/balance.ts';
import { NO_CENTS } from '../money/money.ts';
import { afterLateCharges, lateChargesAhead } from '../sections/c/c1-charges-ahead.ts';
import { isStateExempt } from '../sections/c/c1-late-charge.ts';
import { givesTime, payByWithTimeGiven } from '../sections/e/e1-sixtieth-day.ts';
import { costToTurnOn } from '../sections/f/f1-cost.ts';
import { mayReconnect, owedBeforeReconnection, reconnectionCharge } from '../sections/f/f1-reconnection.ts';
import { promiseOf, promisedDebt } from '../sections/f/f3b-promise.ts';
import { mayCloseAgain } from '../sections/f/f3b-turn-off-again.ts';
import { endOfDay } from '../sections/g/g1-conditions.ts';
import { dueNow } from '../sections/i/i1-arrangements.ts';
import { leastThat } from '../sections/j/j1-after-payment.ts';
import { returnsOwed } from '../sections/k/k1-returned-payments.ts';
import { mayCloseForReturn, nsfListMoment } from '../sections/k/k6-turn-off.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { Gate } from '../engine/gate-kinds.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Purpose } from '../sections/j/j1-payments.ts';
import type { Cents, Instant } from '../units.ts';

/** What an amount buys, by when, and under which clause. */
export interface ToPay {
  readonly amount: Cents;
  /** The last moment at which it is enough; null: at any time before the valve closes, or before the water comes on. */
  readonly by: Instant | null;
  readonly clause: ClauseId;
  /** What the payer must say that it is for; null: the policy's own order puts it in the right place. */
  readonly purpose: Purpose | null;
  /** C.1, I.3.c: what it is at `by` when a late charge or an instalment comes before; null where it stays what it is. */
  readonly later: AmountLater | null;
}

/** What is to be paid once a late charge is posted, or an instalment due that a payment falls on first. */
export interface AmountLater {
  readonly amount: Cents;
  /** From when on: the first of them. */
  readonly from: Instant;
}

/** F.1, F.2: what the water coming on costs, part by part. */
export interface ToTurnOn extends ToPay {
  /** Already owed: past due, fees that are charged, and what came back from the bank. */
  readonly owed: Cents;
  /** The fee that asking for the water will charge; nothing once it was asked for. */
  readonly fee: Cents;
  /** F.3.a: the fee in its place for who is served after hours. */
  readonly afterHoursFee: Cents;
}

/** The one answer to "what must I pay, and by when?". Every screen, form and message takes its amounts from here. */
export interface AmountsToPay {
  /** For the water to stay on; null where nothing unpaid threatens it. */
  readonly keepOn: ToPay | null;
  /** For the water to come on; null while it is on. */
  readonly turnOn: ToTurnOn | null;
  /** K.2, K.3: for a returned payment to be made good; null where none is owed. */
  readonly clearReturn: ToPay | null;
  /** I.3.c: for an arrangement in force to be kept; null while there is none, or all of it is paid. */
  readonly keepPlan: ToPay | null;
}

/** All that can turn the water off for a debt: paying for one reason may let another one act (F.3.b held K.7 back). */
const GATES: readonly Gate[] = [mayClose, mayCloseForReturn, mayCloseAgain];

/** A reason for which the water could be turned off next. */
interface Threat {
  readonly gate: Gate;
  readonly closes: Instant;
  /** The last moment to pay and not be listed for it. */
  readonly listedAt: Instant | null;
  readonly clause: ClauseId;
}

function threatsTo(facts: AccountFacts, policy: PolicyParameters, now: Instant): Threat[] {
  const found: Threat[] = [];
  const add = (gate: Gate, clause: ClauseId, listedAt: Instant | null): void => {
    const { earliest } = gate(facts, policy, now);
    if (earliest !== null) found.push({ gate, closes: earliest, listedAt, clause });
  };
  add(mayClose, 'E.1', mayList(facts, policy, now).opens);
  if (returnsOwed(facts.returns) > 0) {
    const again = facts.returns.some((each) => each.toReconnect && returnsOwed([each]) > 0);
    add(mayCloseForReturn, again ? 'K.7' : 'K.6', nsfListMoment(facts, policy));
  }
  const promised = promiseOf(facts, policy);
  if (promised !== null && promisedDebt(facts, promised, policy).total > 0) add(mayCloseAgain, 'F.3.b', promised.payBy);
  return found;
}

/** The earliest of some moments, while none of them is over. */
function earliestAhead(moments: readonly (Instant | null)[], now: Instant): Instant | null {
  const ahead = moments.filter((at) => at !== null);
  if (ahead.length === 0 || ahead.length < moments.length || ahead.some((at) => at < now)) return null;
  return instant(Math.min(...ahead));
}

/** While only an act (a notice mailed, a hold lifted) can bring a close: everything past due, else the oldest bill. */
function keepOnLater(facts: AccountFacts, policy: PolicyParameters, now: Instant): ToPay | null {
  const today = dayOf(now, policy.timeZone);
  const threatening = (each: AccountFacts) =>
    each.bills.filter((bill) => residueOf(bill) > 0 && !isUnderArrangement(facts, bill.billId, now));
  const [oldest] = threatening(facts);
  if (oldest === undefined) return null;
  const pastDue = pastDueBills(facts, today).map((bill) => bill.billId);
  const meant = pastDue.length > 0 ? pastDue : [oldest.billId];
  const amount = leastThat(
    (after) => !threatening(after).some((bill) => meant.includes(bill.billId)),
    facts,
    null,
    today,
  );
  if (amount === null || amount === 0) return null;
  const held = facts.holds.some(
    (hold) =>
      holdBinds(hold, policy, now) && !givesTime(hold, oldest) && (hold.billIds?.includes(oldest.billId) ?? true),
  );
  // C.1: after its due date a late charge comes to it.
  const last = today <= oldest.due ? endOfDay(oldest.due, policy) : payByWithTimeGiven(oldest, facts, policy);
  return { amount, by: held || last < now ? null : last, clause: 'E.1', purpose: null, later: null };
}

function toKeepOnNow(facts: AccountFacts, policy: PolicyParameters, now: Instant): ToPay | null {
  if (!facts.open || facts.service === 'off' || isStateExempt(facts)) return null;
  const threats = threatsTo(facts, policy, now);
  if (threats.length === 0) return keepOnLater(facts, policy, now);
  const today = dayOf(now, policy.timeZone);
  const closes = instant(Math.min(...threats.map((each) => each.closes)));
  const next = threats.filter((each) => each.closes === closes);
  // K.2: a returned payment alone is made good by its own amount, also where older bills are open.
  const purpose = next.every((each) => each.gate === mayCloseForReturn) ? 'nsf' : null;
  const amount = leastThat(
    (after) => !GATES.some((gate) => gate(after, policy, closes).mayClose),
    facts,
    purpose,
    today,
  );
  if (amount === null || amount === 0) return null;
  const by = earliestAhead(
    next.map((each) => each.listedAt),
    now,
  );
  return { amount, by, clause: next[0]?.clause ?? 'E.1', purpose, later: null };
}

/** I.3.c: when instalments come due from a moment on until another one. */
function instalmentsAhead(
  { arrangements }: AccountFacts,
  { timeZone }: PolicyParameters,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): readonly Instant[] {
  return arrangements
    .filter((each) => each.state === 'in-force')
    .flatMap((each) => each.rows.filter((row) => row.unpaid > 0).map((row) => startOfDay(row.due, timeZone)))
    .filter((at) => from < at && at <= until);
}

/**
 * What is owed today is to be paid today. C.1: who pays on the day that is named pays the late charge too that is posted before it;
 * who pays between the due date and its run pays it as well, because it is of what was unpaid at the end of the due date.
 * I.3.c: an instalment that has come due by then is older than the bill, and is paid first.
 */
function toKeepOn(facts: AccountFacts, policy: PolicyParameters, now: Instant): ToPay | null {
  const today = toKeepOnNow(facts, policy, now);
  if (today === null || today.by === null) return today;
  const span = { from: now, until: today.by };
  const ahead = lateChargesAhead(facts, policy, span);
  const comes = [...ahead.map((each) => each.at), ...instalmentsAhead(facts, policy, span)];
  if (comes.length === 0) return today;
  const then = toKeepOnNow(afterLateCharges(facts, ahead), policy, today.by);
  if (then === null || then.amount === today.amount) return today;
  return { ...today, later: { amount: then.amount, from: instant(Math.min(...comes)) } };
}

function toTurnOn(facts: AccountFacts, policy: PolicyParameters, now: Instant): ToTurnOn | null {
  if (facts.service === 'on') return null;
  const today = dayOf(now, policy.timeZone);
  const asked = facts.orders.some((order) => order.kind.startsWith('reconnect') && stands(order));
  // A.3.c: where nobody was cut off for a debt there is no fee.
  const costs = !asked && mayReconnect(facts, policy, now, false).granted;
  const charge = (kind: 'reconnection-fee' | 'after-hours-reconnection-fee'): Cents =>
    costs ? reconnectionCharge(kind, facts.household, policy, today).amount : NO_CENTS;
  const fee = charge('reconnection-fee');
  const debt = owedBeforeReconnection(facts, policy, now);
  return {
    amount: costToTurnOn(facts, fee, policy, now),
    by: null,
    clause: debt.clauses[0] ?? 'F.1',
    purpose: null,
    later: null,
    owed: debt.total,
    fee,
    afterHoursFee: charge('after-hours-reconnection-fee'),
  };
}

function toClearReturn(facts: AccountFacts, now: Instant): ToPay | null {
  const open = facts.returns.filter((each) => returnsOwed([each]) > 0);
  const [first] = open.toSorted((a, b) => a.dueAt - b.dueAt);
  if (first === undefined) return null;
  const missed = first.dueAt < now || open.some((each) => each.toReconnect);
  const by = missed ? null : first.dueAt;
  return { amount: returnsOwed(facts.returns), by, clause: first.clause, purpose: 'nsf', later: null };
}

/** I.3.c: the instalments that are due, at once where one was missed; while none is, the next one by its day. */
function toKeepPlan(facts: AccountFacts, policy: PolicyParameters, now: Instant): ToPay | null {
  const today = dayOf(now, policy.timeZone);
  const open = facts.arrangements.find((each) => each.state === 'in-force');
  const next = open?.rows.find((row) => row.unpaid > 0);
  if (open === undefined || next === undefined) return null;
  const due = dueNow(open, today);
  const by = next.due < today ? null : endOfDay(next.due, policy);
  return { amount: due > 0 ? due : next.unpaid, by, clause: 'I.3.c', purpose: null, later: null };
}

/** What is to be paid now, by when and for what: to keep the water on, to have it back, to make a returned payment good. */
export function amountsToPay(facts: AccountFacts, policy: PolicyParameters, now: Instant): AmountsToPay {
  return {
    keepOn: toKeepOn(facts, policy, now),
    turnOn: toTurnOn(facts, policy, now),
    clearReturn: toClearReturn(facts, now),
    keepPlan: toKeepPlan(facts, policy, now),
  };
}

/** What is to be paid for an order, and the last moment at which that was, or is, in time. */
export interface DueForOrder {
  readonly amount: Cents;
  /** Null where no day was set: a reconnection, or a visit for no debt. */
  readonly by: Instant | null;
}

/** What an order is about, for those who carry it out: what would call it off, or what is paid before it. */
export function dueForOrder(
  { kind, billIds }: { readonly kind: string; readonly billIds: readonly number[] },
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): DueForOrder {
  const { keepOn, turnOn, clearReturn } = amountsToPay(facts, policy, now);
  if (kind.endsWith('-nsf') && clearReturn !== null) {
    const [first] = facts.returns.filter((each) => returnsOwed([each]) > 0).toSorted((a, b) => a.dueAt - b.dueAt);
    return { amount: clearReturn.amount, by: clearReturn.by ?? first?.dueAt ?? null };
  }
  if (kind.startsWith('reconnect') && turnOn !== null) return { amount: turnOn.amount, by: null };
  const named = facts.bills.filter((bill) => billIds.includes(bill.billId));
  const bill = named.find((each) => residueOf(each) > 0) ?? named[0];
  const last = bill === undefined ? null : payByWithTimeGiven(bill, facts, policy);
  // Once it is listed, the day that it was to be paid by, so that it is told how late it is.
  if (kind.startsWith('turn-off') && keepOn !== null) return { amount: keepOn.amount, by: keepOn.by ?? last };
  return { amount: pastDueTotal(facts, policy, now), by: last };
}
