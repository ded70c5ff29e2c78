import { rollToWindow } from '../../calendar/close-window.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { dueAct } from '../../engine/due-action.ts';
import { disconnectionCases, holdBinds, holdEnds } from '../../engine/eligibility.ts';
import { mayClose } from '../../engine/gate.ts';
import { stands } from '../../facts/open-orders.ts';
import { formatDollars } from '../../money/money.ts';
import { holdName, momentIn } from '../../texts.ts';
import { isStateExempt } from '../c/c1-late-charge.ts';
import { conditionHolds } from '../g/g1-conditions.ts';
import { promiseOf, promisedDebt } from './f3b-promise.ts';
import type { DueAct, Condition, TermCode, Verdict } from '../../engine/verdict.ts';
import type { AccountFacts, HoldFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Instant } from '../../units.ts';
import type { Promised } from './f3b-promise.ts';

/** Terms that stand for any close. Those of the bill (day 60, its notice) were met before the water was first turned off. */
const OF_ANY_CLOSE: ReadonlySet<TermCode> = new Set<TermCode>([
  'account-closed',
  'service-off',
  'state-exempt',
  'tenants-served',
  'medical',
  'close-window',
]);

/** One thing that was promised and is not paid, and the holds that cover it. */
interface Owed {
  readonly billId: number | null;
  readonly holds: readonly HoldFacts[];
}

function owedOf(facts: AccountFacts, promised: Promised, policy: PolicyParameters): readonly Owed[] {
  const { bills, fees } = promisedDebt(facts, promised, policy);
  const found: Owed[] = disconnectionCases(facts, policy)
    .filter((disconnection) => bills.some((bill) => bill.billId === disconnection.bill.billId))
    .map((disconnection) => ({ billId: disconnection.bill.billId, holds: disconnection.holds }));
  if (fees.length > 0) {
    const holds = [...conditionHolds(facts, policy), ...facts.holds].filter((hold) => hold.billIds === null);
    found.push({ billId: null, holds });
  }
  return found;
}

/** The first moment from `from` on at which no hold covers it; null when only an act can bring one. */
function firstFree(owed: Owed, policy: PolicyParameters, from: Instant): Instant | null {
  let at = rollToWindow(from, policy);
  for (;;) {
    const moment = at;
    const hold = owed.holds.find((each) => holdBinds(each, policy, moment));
    if (!hold) return at;
    const ends = holdEnds(hold, policy);
    if (ends === null) return null;
    at = ends;
  }
}

/** What can be closed for first, and when. One thing unpaid is enough. */
function leading(
  all: readonly Owed[],
  policy: PolicyParameters,
  from: Instant,
): { owed: Owed | null; at: Instant | null } {
  let owed: Owed | null = null;
  let at: Instant | null = null;
  for (const each of all) {
    const first = firstFree(each, policy, from);
    if (owed === null || (first !== null && (at === null || first < at))) {
      owed = each;
      at = first;
    }
  }
  return { owed, at };
}

function holdTerms(owed: Owed | null, policy: PolicyParameters, now: Instant): Condition[] {
  return (owed?.holds ?? [])
    .filter((hold) => holdBinds(hold, policy, now))
    .map((hold) => {
      const says = `Held: ${holdName(hold.kind)}.`;
      return { code: 'hold' as const, clause: hold.clause, binds: true, until: holdEnds(hold, policy), says };
    });
}

/**
 * F.3.b: the gate of a turn-off because an after-hours promise was not kept. It is for the debt that the water was off for, so no
 * new notice is asked for (E.2); every hold and the close window stand.
 */
export function mayCloseAgain(facts: AccountFacts, policy: PolicyParameters, now: Instant): Verdict {
  const base = mayClose(facts, policy, now);
  const promised = promiseOf(facts, policy);
  const debt = promised === null ? null : promisedDebt(facts, promised, policy);
  const from = promised === null || promised.payBy < now ? now : promised.payBy;
  const { owed, at } = leading(promised === null ? [] : owedOf(facts, promised, policy), policy, from);
  const paid = promised === null || debt === null || debt.total === 0;
  const early = promised !== null && now < promised.payBy;
  const promise: Condition = {
    code: 'promise',
    clause: 'F.3.b',
    binds: paid || early,
    until: paid || promised === null ? null : promised.payBy,
    says: paid
      ? 'Nothing is owed that was promised after hours.'
      : `${formatDollars(debt.total)} was to be paid by ${momentIn(promised.payBy, now, policy.timeZone)}.`,
  };
  const all = [promise, ...holdTerms(owed, policy, now), ...base.terms.filter((term) => OF_ANY_CLOSE.has(term.code))];
  const binding = all.filter((term) => term.binds);
  const barred = binding.some((term) => term.code !== 'hold' && term.until === null);
  return {
    ...base,
    mayClose: binding.length === 0,
    earliest: barred ? null : at,
    because: binding.length === 0 ? ['F.3.b'] : [...new Set(binding.map((term) => term.clause))],
    terms: all,
    pastDue: debt?.total ?? base.pastDue,
    billIds: debt?.bills.map((bill) => bill.billId) ?? [],
  };
}

/** F.3.b: the order to turn the water off again, at 10:00, or when the last hold lets go. */
export function promiseActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  const promised = promiseOf(facts, policy);
  if (promised === null || !facts.open || isStateExempt(facts)) return [];
  if (facts.orders.some((order) => order.kind.startsWith('turn-off') && stands(order))) return [];
  const { at } = leading(owedOf(facts, promised, policy), policy, promised.payBy);
  if (at === null) return [];
  return [
    dueAct(facts, at, 'turn-off-again', 'F.3.b', null, `order-${promised.orderId}/${dayOf(at, policy.timeZone)}`),
  ];
}
