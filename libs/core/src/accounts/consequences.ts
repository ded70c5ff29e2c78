import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import { mayOpen, owedToComeOff } from '@curbstop/policy';
import { In } from 'typeorm';
import type { Tx } from '../db/tx.ts';
import { append } from '../journal/append.ts';
import { cancelOrder } from '../orders/cancel.ts';
import { orderEvent } from '../orders/events.ts';
import { askGate, because } from '../orders/gate.ts';
import { lockOrders, moveOrder } from '../orders/move.ts';
import { WorkOrder } from '../orders/work-order.entity.ts';
import { termsAt } from '../policy/terms.ts';
import { setAlarms } from './alarm.ts';
import { loadCases } from './facts.ts';
import type { Case } from './facts.ts';

/** What moved the account, for the sentence that a crew or a dispatcher reads. */
export interface Cause {
  readonly actor: Actor;
  /** Given when a payment is the cause. */
  readonly paid?: { readonly amount: Cents; readonly clause: ClauseId; readonly says: string };
}

/** Why an order that stands can stand no longer; null while it can. */
function whyTurnOffFalls(
  it: Case,
  cause: Cause,
  now: Instant,
): { says: string; clauses: readonly ClauseId[]; paid: Cents | null } | null {
  const verdict = askGate(it, now);
  const bars = verdict.terms.filter(
    (term) =>
      term.binds && (term.code === 'account-closed' || term.code === 'service-off' || term.code === 'state-exempt'),
  );
  if (bars.length > 0) return { ...because(bars), paid: null };
  if (owedToComeOff(it.facts, termsAt(it.profile, now), now) === 0) {
    const paid = cause.paid;
    return {
      says: paid
        ? `${paid.says} A paid account is not turned off.`
        : 'Nothing is owed that the water could be turned off for.',
      clauses: paid ? ['E.1', paid.clause] : ['E.1'],
      paid: paid?.amount ?? null,
    };
  }
  const holds = verdict.terms.filter((term) => term.binds && term.code === 'hold');
  return holds.length > 0 ? { ...because(holds), paid: null } : null;
}

/**
 * Brings everything that hangs on an account in line with its facts: turn-offs that are no longer
 * lawful are called off, reconnects whose price is paid go on the list, and the alarm is set. Call it
 * last in every transaction that changes an account; the account's row must be locked.
 */
export async function followThrough(
  tx: Tx,
  accountIds: readonly number[],
  cause: Cause,
  now: Instant,
): Promise<WorkOrder[]> {
  const cases = await loadCases(tx, accountIds, now, { lock: true });
  const open = await tx.find(WorkOrder, {
    where: {
      accountId: In([...accountIds]),
      state: In(['draft', 'held', 'listed', 'released', 'assigned', 'en-route', 'on-site']),
    },
    select: { id: true },
  });
  const orders = await lockOrders(
    tx,
    open.map((order) => order.id),
  );
  const cancelled: WorkOrder[] = [];
  const changed = new Set<number>();
  for (const order of orders) {
    const it = cases.find((each) => each.accountId === order.accountId);
    if (!it) continue;
    if (order.kind === 'turn-off') {
      const why = whyTurnOffFalls(it, cause, now);
      if (!why) continue;
      await cancelOrder(tx, order, why, cause.actor, now);
      cancelled.push(order);
      changed.add(order.accountId);
    } else if ((order.kind === 'reconnect' || order.kind === 'reconnect-after-hours') && order.state === 'held') {
      const answer = mayOpen(it.facts, termsAt(it.profile, now), now, order.kind);
      if (!answer.mayOpen) continue;
      await moveOrder(tx, order, 'resume', { outcome: null }, now);
      await append(tx, [
        {
          event: 'order.listed',
          facts: orderEvent(order),
          at: now,
          actor: cause.actor,
          clause: answer.because[0] ?? 'F.2',
          accountId: order.accountId,
        },
      ]);
    }
  }
  const again = changed.size === 0 ? [] : await loadCases(tx, [...changed], now, { lock: true });
  await setAlarms(
    tx,
    cases.map((it) => again.find((each) => each.accountId === it.accountId) ?? it),
    now,
  );
  return cancelled;
}
