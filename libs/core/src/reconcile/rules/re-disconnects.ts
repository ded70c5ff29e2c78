import { promiseOf, promisedDebt } from '@curbstop/policy';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { askGate, reasonOf } from '../../facts/gate.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import type { ReconcileRule } from './rule.ts';
import { runningHoldConditions } from './running-holds.ts';

/** F.3.b: an order to close again falls when the promise is kept after all, or when a hold comes to stand in its way. */
export const cancelReDisconnects: ReconcileRule = async (tx, { it: account, orders, cause }, now) => {
  const mine = orders.filter((order) => order.kind === 'turn-off-again');
  if (mine.length === 0) return false;
  const policy = policyAt(account.profile, now);
  const promised = promiseOf(account.facts, policy);
  const verdict = askGate(account, now, 'turn-off-again');
  const bars = verdict.terms.filter(
    (term) => term.binds && (term.code === 'account-closed' || term.code === 'service-off'),
  );
  const paid = promised === null || promisedDebt(account.facts, promised, policy).total === 0;
  const holds = runningHoldConditions(verdict, account, policy, now);
  if (!paid && bars.length === 0 && holds.length === 0) return false;
  const why =
    bars.length > 0
      ? { ...reasonOf(bars), paid: null }
      : paid
        ? {
            says: `${cause.paid ? `${cause.paid.says} ` : ''}Everything that was promised after hours is paid.`,
            clauses: ['F.3.b' as const, ...(cause.paid ? [cause.paid.clause] : [])],
            paid: cause.paid?.amount ?? null,
          }
        : { ...reasonOf(holds), paid: null };
  for (const order of mine) await cancelOrder({ tx, actor: cause.actor, now }, order, why);
  return true;
};
