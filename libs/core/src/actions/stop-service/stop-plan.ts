import type { Closer, Day, Instant } from '@curbstop/policy';
import { dayOf, rollForward } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { lockOrder, touchOrder } from '../../records/orders/move.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';
import { OPEN } from '../../records/orders/open-states.ts';

/** A close that was taken. */
export interface StopPlan {
  readonly on: Day;
  readonly at: Instant;
  readonly by: Closer;
  readonly requestKey: string | null;
}

/** A.3: the crew's read for the final bill, on the day of the close or the next business day. */
async function orderFinalRead(
  change: Change,
  each: Pick<AccountSnapshot, 'accountId' | 'profile'>,
  on: Day,
): Promise<void> {
  const { tx, now } = change;
  const policy = policyAt(each.profile, now);
  const today = dayOf(now, policy.timeZone);
  const { accountId } = each;
  const dueOn = rollForward(on < today ? today : on, policy);
  const actKey = `${accountId}/-/A.3/final-read`;
  const standing = await row<{ id: number }>(tx, `SELECT id FROM work_order WHERE act_key = $1 AND ${OPEN}`, [actKey]);
  if (standing) {
    const order = await lockOrder(tx, standing.id);
    if (order.dueOn > dueOn) await touchOrder(tx, order, { dueOn });
    return;
  }
  await makeOrder(change, { accountId, kind: 'final-read', clause: 'A.3', dueOn, actKey });
}

/** A.3: writes a close down, in place of a later one, and orders the final read. The account is locked. */
export async function planStopService(
  change: Change,
  each: Pick<AccountSnapshot, 'accountId' | 'profile'>,
  close: StopPlan,
): Promise<void> {
  const { tx, now } = change;
  await tx.query(
    `INSERT INTO closing (account_id, request_key, by_whom, on_day, at, received_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (account_id) DO UPDATE SET request_key = excluded.request_key, by_whom = excluded.by_whom,
       on_day = excluded.on_day, at = excluded.at, received_at = excluded.received_at`,
    [each.accountId, close.requestKey, close.by, close.on, sqlInstant(close.at), sqlInstant(now)],
  );
  await orderFinalRead(change, each, close.on);
}
