import type { ClauseId, Cents, Instant, TermCode } from '@curbstop/policy';
import { owedToComeOff } from '@curbstop/policy';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { askGate, reasonOf } from '../../facts/gate.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Cause, ReconcileRule } from './rule.ts';
import { runningHoldConditions } from './running-holds.ts';

/** Terms that, once they bind, leave nothing of an order; a notice is missing again when its batch was undone. */
const ENDS_ORDERS: readonly TermCode[] = [
  'account-closed',
  'service-off',
  'state-exempt',
  'tenants-served',
  'notice-missing',
];

/** Why an order that stands can stand no longer; null while it can. */
function whyTurnOffFalls(
  account: AccountSnapshot,
  unit: number | null,
  cause: Cause,
  now: Instant,
): { says: string; clauses: readonly ClauseId[]; paid: Cents | null } | null {
  const verdict = askGate(account, now, 'turn-off', unit);
  if (owedToComeOff(account.facts, policyAt(account.profile, now), now) === 0) {
    const paid = cause.paid;
    return {
      says: paid
        ? `${paid.says} A paid account is not turned off.`
        : 'Nothing is owed that the water could be turned off for.',
      clauses: paid ? ['E.1', paid.clause] : ['E.1'],
      paid: paid?.amount ?? null,
    };
  }
  const bars = verdict.terms.filter((term) => term.binds && ENDS_ORDERS.includes(term.code));
  if (bars.length > 0) return { ...reasonOf(bars), paid: null };
  const holds = runningHoldConditions(verdict, account, policyAt(account.profile, now), now);
  return holds.length > 0 ? { ...reasonOf(holds), paid: null } : null;
}

/** E.1 (reading 7): a turn-off that is no longer lawful is called off, whoever has it. */
export const cancelTurnOffs: ReconcileRule = async (tx, { it: account, orders, cause }, now) => {
  let changed = false;
  for (const order of orders) {
    if (order.kind !== 'turn-off') continue;
    const why = whyTurnOffFalls(account, order.unit, cause, now);
    if (!why) continue;
    await cancelOrder({ tx, actor: cause.actor, now }, order, why);
    changed = true;
  }
  return changed;
};
