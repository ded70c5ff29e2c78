import type { BulkResult, OrderChange } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { Conflict, Refused } from '../../db/errors.ts';
import { lockAccounts } from '../../db/locks.ts';
import { rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { accountsOf, lockOrders } from './move.ts';
import type { WorkOrder } from './work-order.entity.ts';

interface Named {
  readonly orderId: number;
  readonly number: string;
  readonly address: string;
}

/** Number and address of orders, for a line a dispatcher can read. */
export async function namesOf(db: Reader, orderIds: readonly number[]): Promise<Map<number, Named>> {
  const found = await rows<Named>(
    db,
    `SELECT o.id AS "orderId", o.number, p.address
     FROM work_order o JOIN service_point s ON s.id = o.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE o.id = ANY($1)`,
    [orderIds],
  );
  return new Map(found.map((each) => [each.orderId, each]));
}

/** Locks accounts, then orders, both in id order; orders come back in the order asked for. */
export async function lockForBulk(tx: Tx, orderIds: readonly number[]): Promise<WorkOrder[]> {
  const accounts = await accountsOf(tx, orderIds);
  await lockAccounts(tx, accounts);
  const locked = await lockOrders(tx, orderIds);
  const byId = new Map(locked.map((order) => [order.id, order]));
  return orderIds.map((id) => byId.get(id)).filter((order) => order !== undefined);
}

/** What became of one order of many. */
export type Outcome =
  | { readonly ok: true; readonly says: string }
  | {
      readonly ok: false;
      readonly says: string;
      readonly clauses: readonly ClauseId[];
      /** Who was faster, when that is the reason. */
      readonly changed?: OrderChange;
    };

/** Turns a refusal into its line; anything else is a fault and goes on up. */
export async function attempt(work: () => Promise<string>): Promise<Outcome> {
  try {
    return { ok: true, says: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, says: error.says, clauses: error.clauses };
    if (error instanceof Conflict && error.changed !== null)
      return { ok: false, says: error.says, clauses: [], changed: error.changed };
    throw error;
  }
}

/** One line for each order asked for, unknown ones included; `orders` as they stand after the command. */
export function bulkResult(
  asked: readonly number[],
  orders: readonly WorkOrder[],
  names: ReadonlyMap<number, Named>,
  outcomes: ReadonlyMap<number, Outcome>,
  at: Instant,
): BulkResult {
  const versions = new Map(orders.map((order) => [order.id, order.version]));
  const done: BulkResult['done'] = [];
  const refused: BulkResult['refused'] = [];
  for (const orderId of new Set(asked)) {
    const name = names.get(orderId) ?? { orderId, number: '', address: '' };
    const outcome = outcomes.get(orderId);
    const version = versions.get(orderId);
    if (!outcome || version === undefined)
      refused.push({ ...name, clauses: [], says: `There is no order ${orderId}.`, changed: null });
    else if (outcome.ok) done.push({ ...name, says: outcome.says, version });
    else refused.push({ ...name, clauses: [...outcome.clauses], says: outcome.says, changed: outcome.changed ?? null });
  }
  return { at, done, refused };
}
