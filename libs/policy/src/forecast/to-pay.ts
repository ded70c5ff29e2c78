import { dayOf, instant } from '../calendar/zoned.ts';
import { holdBinds } from '../engine/eligibility.ts';
import { mayClose, mayList } from '../engine/gate.ts';
import { stands } from '../facts/open-orders.ts';
import { openCharges } from '../money/allocate.ts';
import { isUnderArrangement, pastDueBills, pastDueTotal, residueOf } from '../money/balance.ts';
import { NO_CENTS, addCents, minCents, subtractCents } from '../money/money.ts';
import { isStateExempt } from '../sections/c/c1-late-charge.ts';
import { payBy } from '../sections/e/e1-sixtieth-day.ts';
import { mayReconnect, owedBeforeReconnection, reconnectionCharge } from '../sections/f/f1-reconnection.ts';
import { promiseOf, promisedDebt } from '../sections/f/f3b-promise.ts';
import { mayCloseAgain } from '../sections/f/f3b-turn-off-again.ts';
import { endOfDay } from '../sections/g/g1-conditions.ts';
import { whereItFalls } from '../sections/j/j1-allocation-preview.ts';
import { returnsOwed } from '../sections/k/k1-returned-payments.ts';
import { mayCloseForReturn, nsfListMoment } from '../sections/k/k6-turn-off.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { Gate } from '../engine/gate-kinds.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { Terms } from '../parameters/terms.ts';
import type { Purpose } from '../sections/j/j1-payments.ts';
import type { Cents, Day, Instant } from '../units.ts';

/** What an amount buys, by when, and under which clause. */
export interface ToPay {
  readonly amount: Cents;
  /** The last moment at which it is enough; null: at any time before the valve closes, or before the water comes on. */
  readonly by: Instant | null;
  readonly clause: ClauseId;
  /** What the payer must say that it is for; null: the policy's own order puts it in the right place. */
  readonly purpose: Purpose | null;
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
}

/** The account once a payment of today, in good funds, has fallen where it falls. */
export function afterPayment(facts: AccountFacts, amount: Cents, purpose: Purpose | null, today: Day): AccountFacts {
  const { parts } = whereItFalls(facts, { tender: 'cash', amount, purpose }, today);
  const paid = new Map(parts.map((part) => [part.chargeId, part.amount]));
  const less = (chargeId: string, unpaid: Cents): Cents =>
    subtractCents(unpaid, minCents(unpaid, paid.get(chargeId) ?? NO_CENTS));
  return {
    ...facts,
    bills: facts.bills.map((bill) => ({
      ...bill,
      unpaidCharges: less(`bill/${bill.billId}`, bill.unpaidCharges),
      unpaidPenalty: less(`penalty/${bill.billId}`, bill.unpaidPenalty),
    })),
    fees: facts.fees
      .map((fee) => ({ ...fee, unpaid: less(`fee/${fee.entryId}`, fee.unpaid) }))
      .filter((fee) => fee.unpaid > 0),
    returns: facts.returns.map((each) => ({
      ...each,
      parts: each.parts
        .map((part) => ({ ...part, owed: less(part.chargeId, part.owed) }))
        .filter((part) => part.owed > 0),
    })),
  };
}

/** The least payment of today that is enough; a cent less is not. Null where no payment is. */
function leastThat(
  enough: (after: AccountFacts) => boolean,
  facts: AccountFacts,
  purpose: Purpose | null,
  today: Day,
): Cents | null {
  let most: number = addCents(...openCharges(facts).map((charge) => charge.unpaid));
  const isEnough = (amount: number): boolean => enough(afterPayment(facts, amount as Cents, purpose, today));
  if (!isEnough(most)) return null;
  let tooLittle = -1;
  while (most - tooLittle > 1) {
    const middle = Math.floor((tooLittle + most) / 2);
    if (isEnough(middle)) most = middle;
    else tooLittle = middle;
  }
  return most as Cents;
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

function threatsTo(facts: AccountFacts, terms: Terms, now: Instant): Threat[] {
  const found: Threat[] = [];
  const add = (gate: Gate, clause: ClauseId, listedAt: Instant | null): void => {
    const { earliest } = gate(facts, terms, now);
    if (earliest !== null) found.push({ gate, closes: earliest, listedAt, clause });
  };
  add(mayClose, 'E.1', mayList(facts, terms, now).opens);
  if (returnsOwed(facts.returns) > 0) {
    const again = facts.returns.some((each) => each.toReconnect && returnsOwed([each]) > 0);
    add(mayCloseForReturn, again ? 'K.7' : 'K.6', nsfListMoment(facts, terms));
  }
  const promised = promiseOf(facts, terms);
  if (promised !== null && promisedDebt(facts, promised, terms).total > 0) add(mayCloseAgain, 'F.3.b', promised.payBy);
  return found;
}

/** The earliest of some moments, while none of them is over. */
function earliestAhead(moments: readonly (Instant | null)[], now: Instant): Instant | null {
  const ahead = moments.filter((at) => at !== null);
  if (ahead.length === 0 || ahead.length < moments.length || ahead.some((at) => at < now)) return null;
  return instant(Math.min(...ahead));
}

/** While only an act (a notice mailed, a hold lifted) can bring a close: everything past due, else the oldest bill. */
function keepOnLater(facts: AccountFacts, terms: Terms, now: Instant): ToPay | null {
  const today = dayOf(now, terms.timeZone);
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
    (hold) => holdBinds(hold, terms, now) && (hold.billIds?.includes(oldest.billId) ?? true),
  );
  // C.1: after its due date a late charge comes to it.
  const last = today <= oldest.due ? endOfDay(oldest.due, terms) : payBy(oldest, terms);
  return { amount, by: held || last < now ? null : last, clause: 'E.1', purpose: null };
}

function toKeepOn(facts: AccountFacts, terms: Terms, now: Instant): ToPay | null {
  if (!facts.open || facts.service === 'off' || isStateExempt(facts)) return null;
  const threats = threatsTo(facts, terms, now);
  if (threats.length === 0) return keepOnLater(facts, terms, now);
  const today = dayOf(now, terms.timeZone);
  const closes = instant(Math.min(...threats.map((each) => each.closes)));
  const next = threats.filter((each) => each.closes === closes);
  // K.2: a returned payment alone is made good by its own amount, also where older bills are open.
  const purpose = next.every((each) => each.gate === mayCloseForReturn) ? 'nsf' : null;
  const amount = leastThat(
    (after) => !GATES.some((gate) => gate(after, terms, closes).mayClose),
    facts,
    purpose,
    today,
  );
  if (amount === null || amount === 0) return null;
  const by = earliestAhead(
    next.map((each) => each.listedAt),
    now,
  );
  return { amount, by, clause: next[0]?.clause ?? 'E.1', purpose };
}

/** F.1: the fee that asking will charge, as an open charge of today, so that a payment falls on it as it will. */
function withFee(facts: AccountFacts, fee: Cents, today: Day): AccountFacts {
  if (fee === 0) return facts;
  const asked = {
    entryId: Number.MAX_SAFE_INTEGER,
    kind: 'reconnection-fee',
    unpaid: fee,
    valueDate: today,
    clause: 'F.1',
  } as const;
  return { ...facts, fees: [...facts.fees, asked] };
}

function toTurnOn(facts: AccountFacts, terms: Terms, now: Instant): ToTurnOn | null {
  if (facts.service === 'on') return null;
  const today = dayOf(now, terms.timeZone);
  const asked = facts.orders.some((order) => order.kind.startsWith('reconnect') && stands(order));
  // A.3.c: where nobody was cut off for a debt there is no fee.
  const costs = !asked && mayReconnect(facts, terms, now, false).granted;
  const charge = (kind: 'reconnection-fee' | 'after-hours-reconnection-fee'): Cents =>
    costs ? reconnectionCharge(kind, facts.household, terms, today).amount : NO_CENTS;
  const fee = charge('reconnection-fee');
  const debt = owedBeforeReconnection(facts, terms, now);
  const amount = leastThat(
    (after) => owedBeforeReconnection(after, terms, now).total === 0,
    withFee(facts, fee, today),
    null,
    today,
  );
  return {
    amount: amount ?? addCents(debt.total, fee),
    by: null,
    clause: debt.clauses[0] ?? 'F.1',
    purpose: null,
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
  return { amount: returnsOwed(facts.returns), by: missed ? null : first.dueAt, clause: first.clause, purpose: 'nsf' };
}

/** What is to be paid now, by when and for what: to keep the water on, to have it back, to make a returned payment good. */
export function amountsToPay(facts: AccountFacts, terms: Terms, now: Instant): AmountsToPay {
  return {
    keepOn: toKeepOn(facts, terms, now),
    turnOn: toTurnOn(facts, terms, now),
    clearReturn: toClearReturn(facts, now),
  };
}

/** What an order is about, for those who carry it out: what would call it off, or what is paid before it. */
export function owedForOrder(kind: string, facts: AccountFacts, terms: Terms, now: Instant): Cents {
  const { keepOn, turnOn, clearReturn } = amountsToPay(facts, terms, now);
  if (kind === 'turn-off-nsf' && clearReturn !== null) return clearReturn.amount;
  if (kind.startsWith('reconnect') && turnOn !== null) return turnOn.amount;
  if (kind.startsWith('turn-off') && keepOn !== null) return keepOn.amount;
  return pastDueTotal(facts, terms, now);
}
