import type { OrderKind } from '@curbstop/contracts';
import type { ClauseId, Instant, Condition, Verdict } from '@curbstop/policy';
import { dayOf, mayCloseAtAll, mayCloseFor } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import type { AccountSnapshot } from './account-facts.ts';
import { lockAccountSnapshot } from './account-facts.ts';
import type { Tx } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { cannotStep, lockOrder } from '../records/orders/move.ts';

/** The gate's answer about an order, in words. */
export interface GateAnswer {
  readonly may: boolean;
  readonly says: string;
  readonly clauses: readonly ClauseId[];
  readonly verdict: Verdict | null;
}

/** The one question before every close, for the reason that an order of the kind has, and for its unit where it has one. */
export function askGate(
  account: AccountSnapshot,
  now: Instant,
  kind: OrderKind = 'turn-off',
  unit?: number | null,
): Verdict {
  return mayCloseFor(kind, account.facts, policyAt(account.profile, now), now, unit);
}

/** Whether the account may be closed at all, for whatever reason it gives. */
export function askEveryGate(account: AccountSnapshot, now: Instant): Verdict {
  return mayCloseAtAll(account.facts, policyAt(account.profile, now), now);
}

/** Terms that bind and will not simply pass with the hours of the close window. */
export function blockingConditions(verdict: Verdict): Condition[] {
  return verdict.terms.filter((term) => term.binds && term.code !== 'close-window');
}

/** Conditions that block as sentences a person can be told. */
export function reasonOf(terms: readonly Condition[]): { says: string; clauses: ClauseId[] } {
  return {
    says: terms.map((term) => term.says).join(' '),
    clauses: [...new Set(terms.map((term) => term.clause))],
  };
}

/**
 * May this turn-off be released now? The close itself may have to wait for the morning's window,
 * and the gate is asked again then; everything else must already allow it.
 */
export function mayRelease(
  account: AccountSnapshot,
  now: Instant,
  kind: OrderKind = 'turn-off',
  unit?: number | null,
): GateAnswer {
  const policy = policyAt(account.profile, now);
  const verdict = mayCloseFor(kind, account.facts, policy, now, unit);
  if (verdict.mayClose) return { may: true, says: 'May close now.', clauses: verdict.because, verdict };
  const morning = verdict.earliest === null ? null : mayCloseFor(kind, account.facts, policy, verdict.earliest, unit);
  const soon =
    verdict.earliest !== null &&
    dayOf(verdict.earliest, policy.timeZone) <= nextWindowDay(verdict, policy.timeZone, now);
  if (morning?.mayClose && soon) {
    return { may: true, says: 'May close when the close window opens.', clauses: verdict.because, verdict };
  }
  const binding = blockingConditions(verdict);
  return {
    may: false,
    ...reasonOf(binding.length > 0 ? binding : verdict.terms.filter((term) => term.binds)),
    verdict,
  };
}

/** The day of the close window that is open or opens next. */
function nextWindowDay(verdict: Verdict, timeZone: string, now: Instant): string {
  const window = verdict.terms.find((term) => term.code === 'close-window');
  return dayOf(window?.until ?? now, timeZone);
}

/**
 * The gate for one order in the transaction that moves a valve: the account and the order are locked,
 * so that a payment is either before this or after it. Opening is always allowed.
 */
export async function askGateForOrder(tx: Tx, orderId: number, now: Instant): Promise<GateAnswer> {
  const order = await lockOrder(tx, orderId);
  if (order.state !== 'released') return { may: false, says: cannotStep(order), clauses: [], verdict: null };
  if (kindOf(order.kind).effect !== 'off')
    return { may: true, says: 'Opening is always allowed.', clauses: [], verdict: null };
  const verdict = askGate(await lockAccountSnapshot(tx, order.accountId, now), now, order.kind, order.unit);
  if (verdict.mayClose) return { may: true, says: 'May close now.', clauses: verdict.because, verdict };
  return { may: false, ...reasonOf(verdict.terms.filter((term) => term.binds)), verdict };
}
