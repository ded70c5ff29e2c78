import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Conflict, Invalid } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { OPEN } from '../../records/orders/open-states.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { lockInstalled } from './exchange-meter.ts';

export interface ExchangeOrderAsked {
  readonly accountId: number;
  /** The meter that was seen there. */
  readonly meterId: number;
  readonly reason: string;
  readonly idempotencyKey: string;
}

const madeOrder = z.object({ orderId: z.number(), number: z.string() });
export type MadeOrder = z.output<typeof madeOrder>;

/** One crew goes for a meter, whoever at the place asks for it. */
async function checkNoneOpen(tx: Tx, servicePointId: number): Promise<void> {
  const open = await row<{ number: string }>(
    tx,
    `SELECT number FROM work_order WHERE service_point_id = $1 AND kind = 'meter-exchange'
       AND ${OPEN} LIMIT 1`,
    [servicePointId],
  );
  if (open) throw new Conflict(`Order ${open.number} to exchange this meter is open already.`);
}

/** B.1: the office asks that a crew exchanges the meter at a place, and says why. The policy knows no fee for it, so none is charged. */
export async function orderMeterExchange(
  source: DataSource,
  asked: ExchangeOrderAsked,
  actor: Actor,
  now: Instant,
): Promise<MadeOrder> {
  const { accountId, meterId, idempotencyKey } = asked;
  const reason = asked.reason.trim();
  if (reason === '') throw new Invalid('reason', 'Say why, so that the crew and dispatch know.');
  const once = onceFor(idempotencyKey, madeOrder, 'order-meter-exchange');
  return changeAccounts(source, { accountIds: [accountId], actor, now, ...once }, async (change) => {
    const { tx } = change;
    const { profile, servicePointId } = await lockAccountSnapshot(tx, accountId, now);
    await lockInstalled(tx, accountId, meterId, now);
    await checkNoneOpen(tx, servicePointId);
    const before = await row<{ n: number }>(
      tx,
      "SELECT count(*)::int AS n FROM work_order WHERE account_id = $1 AND kind = 'meter-exchange'",
      [accountId],
    );
    const actKey = `${accountId}/-/B.1/meter-exchange-${(before?.n ?? 0) + 1}`;
    const dueOn = dayOf(now, policyAt(profile, now).timeZone);
    const order = { accountId, kind: 'meter-exchange', clause: 'B.1', dueOn, actKey, reason } as const;
    const made = await makeOrder(change, order);
    if (!made) throw new Error(`Order ${actKey} was not made.`);
    return { orderId: made.id, number: made.number };
  });
}
