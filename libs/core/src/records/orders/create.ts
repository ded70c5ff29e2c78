import type { Actor, OrderKind } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { orderEvent } from './order-events.ts';
import { lockOrders } from './move.ts';
import type { WorkOrder } from './work-order.entity.ts';

export interface NewOrder {
  readonly accountId: number;
  readonly kind: OrderKind;
  readonly state: 'listed' | 'held';
  readonly clause: ClauseId;
  readonly urgent: boolean;
  readonly dueOn: Day;
  readonly billIds: readonly number[];
  readonly amount: Cents | null;
  readonly verdict: unknown;
  readonly outcome: string | null;
  readonly followsId: number | null;
  readonly crewOnly: boolean;
  /** Makes the order once for ever; null only where something else does. */
  readonly actKey: string | null;
  /** A dwelling of a multi-unit building; left out for the whole account. */
  readonly unit?: number | null;
  /** Why the office asks for it. */
  readonly reason?: string;
}

/** Makes orders in one statement, numbered as they are given; an act key that is already there makes none. Rows come back locked. */
export async function createOrders(tx: Tx, orders: readonly NewOrder[], now: Instant): Promise<WorkOrder[]> {
  if (orders.length === 0) return [];
  for (const order of orders) kindOf(order.kind);
  const made = await rows<{ id: number }>(
    tx,
    `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, urgent, due_on, bill_ids,
       amount, verdict, created_at, since, outcome, follows_id, crew_only, act_key, unit, reason)
     SELECT p.route_group || '-' || nextval('work_order_number'), a.id, a.service_point_id, it.kind, it.state,
       it.clause, it.urgent, it.due_on, ARRAY(SELECT jsonb_array_elements_text(it.bill_ids)::int), it.amount,
       it.verdict, $2, $2, it.outcome, it.follows_id, it.crew_only, it.act_key, it.unit, it.reason
     FROM jsonb_to_recordset($1::jsonb) AS it (nth int, account_id int, kind text, state text, clause text, urgent boolean,
       due_on date, bill_ids jsonb, amount bigint, verdict jsonb, outcome text, follows_id int, crew_only boolean, act_key text, unit smallint,
       reason text)
     JOIN account a ON a.id = it.account_id
     JOIN service_point s ON s.id = a.service_point_id
     JOIN premise p ON p.id = s.premise_id
     ORDER BY it.nth
     ON CONFLICT (act_key) DO NOTHING
     RETURNING id`,
    [
      JSON.stringify(
        orders.map((order, nth) => ({
          nth,
          account_id: order.accountId,
          kind: order.kind,
          state: order.state,
          clause: order.clause,
          urgent: order.urgent,
          due_on: order.dueOn,
          bill_ids: order.billIds,
          amount: order.amount,
          verdict: order.verdict,
          outcome: order.outcome,
          follows_id: order.followsId,
          crew_only: order.crewOnly,
          act_key: order.actKey,
          unit: order.unit ?? null,
          reason: order.reason ?? null,
        })),
      ),
      sqlInstant(now),
    ],
  );
  return lockOrders(
    tx,
    made.map((each) => each.id),
  );
}

/** The journal row of an order's making. */
export function orderCreated(order: WorkOrder, at: Instant, actor: Actor): JournalEntry {
  return {
    event: 'order.created',
    facts: {
      ...orderEvent(order),
      due: order.dueOn,
      dueAmount: order.amount,
      ...(order.reason === null ? {} : { reason: order.reason }),
    },
    at,
    actor,
    clause: order.clause,
    accountId: order.accountId,
  };
}
