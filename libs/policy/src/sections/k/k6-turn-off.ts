import { opensAfter, rollToWindow, windowOpens } from '../../calendar/close-window.ts';
import { isBusinessDay, nextBusinessDay, previousBusinessDay } from '../../calendar/days.ts';
import { dayOf, toInstant } from '../../calendar/zoned.ts';
import { dueAct } from '../../engine/due-action.ts';
import { disconnectionCases, holdBinds, holdEnds, listMoment } from '../../engine/eligibility.ts';
import { holdTerm, mayClose } from '../../engine/gate.ts';
import { stands } from '../../facts/open-orders.ts';
import { formatDollars } from '../../money/money.ts';
import { isSmall } from '../../money/smallest-debt.ts';
import { momentIn } from '../../texts.ts';
import { promiseOf, promisedDebt } from '../f/f3b-promise.ts';
import { conditionHolds } from '../g/g1-conditions.ts';
import { hasResidentialProtections } from '../z/z-opening.ts';
import { returnsOwed } from './k1-returned-payments.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { DueAct, Condition, TermCode, Verdict } from '../../engine/verdict.ts';
import type { AccountFacts, HoldFacts, ReturnFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** K.6: the missed returns: not made good by their hour. K.7's are missed from the start. */
export function missedReturns(
  facts: Pick<AccountFacts, 'returns'>,
  policy: PolicyParameters,
  now: Instant,
): readonly ReturnFacts[] {
  // Reading 10: what is left of the debt may be too small to act on.
  if (isSmall(returnsOwed(facts.returns), policy)) return [];
  return facts.returns.filter((each) => returnsOwed([each]) > 0 && (each.toReconnect || each.dueAt <= now));
}

/**
 * Reading 142: for a home, K.6 waits for the statute's time and notice, unless the city has it as written. A debt of K.7
 * has had them already.
 */
export function isGuarded(facts: Pick<AccountFacts, 'customerClass' | 'returns'>, policy: PolicyParameters): boolean {
  if (policy.nsfShutoff === 'literal' || !hasResidentialProtections(facts.customerClass)) return false;
  return !facts.returns.some((each) => each.toReconnect && returnsOwed([each]) > 0);
}

/**
 * K.6, Z.2, reading 142: until when the statute's sixty days hold an order that the gate of K.6 was asked for; null when something
 * else does, or nothing.
 */
export function heldForTheFloor(verdict: Pick<Verdict, 'terms'>): Instant | null {
  const floor = verdict.terms.filter(
    (term) => term.binds && (term.code === 'day-60' || term.code === 'statutory-floor') && term.until !== null,
  );
  return floor.length === 0 ? null : (Math.max(...floor.map((term) => term.until ?? 0)) as Instant);
}

/** K.7: the day on which the water is cut again: the same business day when the return comes before 16:00, else the next. */
export function cutAgainOn(returnedAt: Instant, policy: PolicyParameters): Day {
  const today = dayOf(returnedAt, policy.timeZone);
  const inTime = isBusinessDay(today, policy) && returnedAt < toInstant(today, policy.k7Cutoff, policy.timeZone);
  return inTime ? today : nextBusinessDay(today, policy);
}

/** K.7: the moment from which the valve may be closed. */
export function cutAgainFrom(returnedAt: Instant, policy: PolicyParameters): Instant {
  const opens = windowOpens(cutAgainOn(returnedAt, policy), policy);
  return opens > returnedAt ? opens : returnedAt;
}

/**
 * K.7: whether a returned payment had bought the water back: its account was on its latest turn-off list, and the payment was
 * given for the reconnection, or while the water was off.
 */
export function boughtTheWaterBack(
  paid: { readonly toReconnect: boolean; readonly receivedAt: Instant },
  facts: Pick<AccountFacts, 'orders'>,
): boolean {
  if (!paid.toReconnect) return false;
  return facts.orders.some((order) => order.kind.startsWith('turn-off') && order.createdAt <= paid.receivedAt);
}

/** What protects the account whatever its bills are, and what covers a bill of the debt, each once. */
function coveringHolds(facts: AccountFacts, policy: PolicyParameters): readonly HoldFacts[] {
  const bills = new Set(facts.returns.flatMap((each) => each.parts.map((part) => part.billId)));
  const found = [
    ...conditionHolds(facts, policy),
    ...facts.holds.filter((hold) => hold.billIds === null),
    ...disconnectionCases(facts, policy).flatMap((disconnection) =>
      bills.has(disconnection.bill.billId) ? disconnection.holds : [],
    ),
  ];
  return [...new Map(found.map((hold) => [`${hold.holdId}/${hold.clause}/${hold.from}`, hold])).values()];
}

/** Terms of E.1 that K.6, as written, does not wait for. Holds are asked for anew, by the bills of the debt. */
const OF_THE_LIST: ReadonlySet<TermCode> = new Set<TermCode>([
  'nothing-past-due',
  'day-60',
  'statutory-floor',
  'notice-missing',
  'notice-age',
  'returned-payment',
  'promise',
  'hold',
  'medical',
]);

function owedTerm(facts: AccountFacts, policy: PolicyParameters, now: Instant): Condition {
  const owed = returnsOwed(facts.returns);
  const missed = missedReturns(facts, policy, now);
  const [first] = missed;
  const open = facts.returns.filter((each) => returnsOwed([each]) > 0);
  const until = first || open.length === 0 ? null : (Math.min(...open.map((each) => each.dueAt)) as Instant);
  const clause: ClauseId = first?.toReconnect ? 'K.7' : 'K.6';
  const says = first
    ? `A returned payment was not made good: ${formatDollars(owed)}.`
    : until === null
      ? 'No returned payment is owed.'
      : `The returned payment may be made good until ${momentIn(until, now, policy.timeZone)}.`;
  return { code: 'returned-payment', clause, binds: first === undefined, until, says };
}

/** F.3.b: who has the water back on the promise to pay everything is not cut off for a part of it before the hour of the promise. */
function promiseTerms(facts: AccountFacts, policy: PolicyParameters, now: Instant): Condition[] {
  const promised = promiseOf(facts, policy);
  if (promised === null || promisedDebt(facts, promised, policy).total === 0) return [];
  const until = opensAfter(dayOf(promised.payBy, policy.timeZone), policy);
  const says = `The water came back after hours, and everything is to be paid by ${momentIn(promised.payBy, now, policy.timeZone)}.`;
  return [{ code: 'promise', clause: 'F.3.b', binds: now < until, until, says }];
}

/** The first moment from `now` on at which none of these conditions and holds blocks; null when only an act can bring one. */
function firstFree(
  binding: readonly Condition[],
  holds: readonly HoldFacts[],
  policy: PolicyParameters,
  now: Instant,
): Instant | null {
  let at = now;
  for (const { code, until } of binding) {
    if (code === 'hold' || code === 'medical' || code === 'close-window') continue;
    if (until === null) return null;
    const opens = code === 'returned-payment' ? opensAfter(dayOf(until, policy.timeZone), policy) : until;
    if (opens > at) at = opens;
  }
  for (;;) {
    at = rollToWindow(at, policy);
    const moment = at;
    const hold = holds.find((each) => holdBinds(each, policy, moment));
    if (!hold) return at;
    const ends = holdEnds(hold, policy);
    if (ends === null) return null;
    at = ends;
  }
}

/**
 * K.6, K.7: the gate of a turn-off for a returned payment. Every hold and protection stands as it does for the list, and the
 * hours too; where K.6 is guarded, also the statute's time and the notice (reading 142).
 */
export function mayCloseForReturn(facts: AccountFacts, policy: PolicyParameters, now: Instant): Verdict {
  const base = mayClose(facts, policy, now);
  const owed = owedTerm(facts, policy, now);
  const guarded = isGuarded(facts, policy);
  const holds = coveringHolds(facts, policy);
  const all = guarded
    ? [owed, ...base.terms]
    : [
        owed,
        ...base.terms.filter((term) => !OF_THE_LIST.has(term.code)),
        ...promiseTerms(facts, policy, now),
        ...holds.map((hold) => holdTerm(hold, policy, now)),
      ];
  const binding = all.filter((term) => term.binds);
  const earliest = guarded
    ? owed.binds && owed.until === null
      ? null
      : base.earliest
    : firstFree(binding, holds, policy, now);
  return {
    ...base,
    mayClose: binding.length === 0,
    earliest,
    because: binding.length === 0 ? [owed.clause] : [...new Set(binding.map((term) => term.clause))],
    terms: all,
    pastDue: returnsOwed(facts.returns),
    billIds: [
      ...new Set(facts.returns.flatMap((each) => each.parts.map((part) => part.billId)).filter((id) => id !== null)),
    ],
  };
}

/** K.6: when a held order may go on the list: in the evening before the first lawful close; null when only an act can bring it. */
export function nsfListMoment(facts: AccountFacts, policy: PolicyParameters): Instant | null {
  const missed = facts.returns.filter((each) => returnsOwed([each]) > 0);
  if (missed.length === 0 || isSmall(returnsOwed(missed), policy)) return null;
  const deadline = Math.min(...missed.map((each) => (each.toReconnect ? each.returnedAt : each.dueAt))) as Instant;
  if (isGuarded(facts, policy)) {
    const eves = disconnectionCases(facts, policy)
      .map((disconnection) => listMoment(disconnection, policy, null))
      .filter((at) => at !== null);
    return eves.length === 0 ? null : (Math.max(deadline, Math.min(...eves)) as Instant);
  }
  const close = mayCloseForReturn(facts, policy, deadline).earliest;
  if (close === null) return null;
  const eve = toInstant(previousBusinessDay(dayOf(close, policy.timeZone), policy), policy.payByTime, policy.timeZone);
  return eve > deadline ? eve : deadline;
}

/** K.6: the order when the tag's hour has passed, and another look when a held one can be listed. */
export function returnedPaymentActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  if (!facts.open || facts.service === 'off') return [];
  const turnOffs = facts.orders.filter((order) => order.kind.startsWith('turn-off') && stands(order));
  const held = turnOffs.find((order) => order.kind === 'turn-off-nsf' && order.state === 'held');
  if (held) {
    const at = nsfListMoment(facts, policy);
    const clause: ClauseId = 'K.6';
    return at === null
      ? []
      : [dueAct(facts, at, 'look-again', clause, null, `order-${held.orderId}/${dayOf(at, policy.timeZone)}`)];
  }
  if (turnOffs.length > 0 || isSmall(returnsOwed(facts.returns), policy)) return [];
  return facts.returns
    .filter((each) => !each.toReconnect && returnsOwed([each]) > 0)
    .map((each) => dueAct(facts, each.dueAt, 'nsf-turn-off', 'K.6', null, `return-${each.returnId}`));
}
