import { conditionsOf } from '@curbstop/policy';
import type { ReconcileRule } from './rule.ts';
import { endHoldAt, placeHold } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/**
 * G.1: a hold stands on record for as long as the three conditions hold together. The gate works them out for itself; the
 * record lets the journal say when they began and ended, and lets go on the next business day.
 */
export const recordConditions: ReconcileRule = async (tx, { it: account, cause }, now) => {
  const { accountId, facts } = account;
  const { until } = conditionsOf(facts, policyAt(account.profile, now), now);
  const standing = facts.holds.find((hold) => hold.kind === 'medical' && (hold.until === null || hold.until > now));
  if (standing === undefined) {
    if (until === null) return false;
    const reason = 'Medical need, low income and an agreement together forbid a turn-off.';
    const hold = { accountId, kind: 'medical' as const, clause: 'G.1' as const, reason, until, billIds: null };
    await placeHold({ tx, actor: cause.actor, now }, hold);
    return true;
  }
  if (standing.until === until) return false;
  await endHoldAt({ tx, actor: cause.actor, now }, standing.holdId, until ?? now);
  return true;
};
