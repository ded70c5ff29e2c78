import type { Instant } from '@curbstop/policy';
import { OPEN_STATES } from '@curbstop/work-orders';
import { In } from 'typeorm';
import type { Tx } from '../db/tx.ts';
import { lockOrders } from '../records/orders/move.ts';
import { reopenReportedCloses } from './reported-closes.ts';
import { WorkOrder } from '../records/orders/work-order.entity.ts';
import { setAlarms } from '../facts/alarm.ts';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import type { Cause } from './rules/rule.ts';
import { RECONCILE_RULES } from './rules/index.ts';

export type { Cause } from './rules/rule.ts';

/** The orders of accounts that are not finished, locked. */
async function openOrders(tx: Tx, accountIds: readonly number[]): Promise<WorkOrder[]> {
  const open = await tx.find(WorkOrder, {
    where: {
      accountId: In([...accountIds]),
      state: In([...OPEN_STATES]),
    },
    select: { id: true },
  });
  return lockOrders(
    tx,
    open.map((order) => order.id),
  );
}

/**
 * Brings everything that hangs on an account in line with its facts (turn-offs that are no longer lawful are called
 * off, reconnects whose price is paid go on the list, and what each section adds), and sets the alarm. Call it
 * last in every transaction that changes an account; the account's row must be locked. Returns the orders it called off.
 */
export async function reconcileAccounts(
  tx: Tx,
  accountIds: readonly number[],
  cause: Cause,
  now: Instant,
): Promise<WorkOrder[]> {
  let cases: AccountSnapshot[] = await loadAccounts(tx, accountIds, now, { lock: false });
  let orders = await openOrders(tx, accountIds);
  const seen = new Map(orders.map((order) => [order.id, order]));
  for (const follow of RECONCILE_RULES) {
    let changed = false;
    for (const account of cases) {
      const mine = orders.filter((order) => order.accountId === account.accountId);
      if (await follow(tx, { it: account, orders: mine, cause }, now)) changed = true;
    }
    if (!changed) continue;
    cases = await loadAccounts(tx, accountIds, now, { lock: false });
    orders = await openOrders(tx, accountIds);
    for (const order of orders) seen.set(order.id, order);
  }
  const calledOff = [...seen.values()].filter((order) => order.state === 'cancelled');
  if (await reopenReportedCloses({ tx, actor: cause.actor, now }, calledOff))
    cases = await loadAccounts(tx, accountIds, now, { lock: false });
  await setAlarms(tx, cases, now, 'kept');
  return calledOff;
}
