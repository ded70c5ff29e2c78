import type { Instant } from '@curbstop/policy';
import { after, isOpen, kindOf } from '@curbstop/work-orders';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { GATEWAY, orderEvent } from '../../records/orders/order-events.ts';
import { askGate } from '../../facts/gate.ts';
import { lockOrder, moveOrder } from '../../records/orders/move.ts';
import { reopenAtOnce } from '../../reconcile/reopen.ts';
import { applyServiceChange } from '../dispatch/apply-service-change.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** What the gateway knows of a valve that did as it was told. */
export interface RemoteProof {
  /** What the dial showed, or null when the meter was not heard. */
  readonly register: string | null;
  readonly commandId: string;
}

async function complete(tx: Tx, order: WorkOrder, outcome: string, proof: RemoteProof, now: Instant): Promise<void> {
  await moveOrder(tx, order, 'complete', { outcome }, now);
  const valve = kindOf(order.kind).effect === 'off' ? 'closed' : 'open';
  await append(tx, [
    {
      event: 'order.completed',
      facts: { ...orderEvent(order), by: 'remote-valve', valve, register: proof.register },
      at: now,
      actor: GATEWAY,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  await applyServiceChange(tx, order, GATEWAY, now);
}

/**
 * The order that a crew got in the place of one that its remote valve did not confirm in time, where no crew has it yet and the
 * water may be turned off now: a report that comes late is of that one.
 */
async function stillWanted(tx: Tx, failed: WorkOrder, now: Instant): Promise<WorkOrder | null> {
  if (failed.state !== 'cannot-complete') return null;
  const found = await row<{ id: number }>(
    tx,
    "SELECT id FROM work_order WHERE follows_id = $1 AND kind = $2 AND state IN ('listed', 'released')",
    [failed.id, failed.kind],
  );
  if (!found) return null;
  const verdict = askGate(await lockAccountSnapshot(tx, failed.accountId, now), now, failed.kind, failed.unit);
  return verdict.mayClose ? lockOrder(tx, found.id) : null;
}

/**
 * A remote valve has carried out an order, proved by its status and, for a close, by no flow. When the
 * order no longer stood (paid meanwhile) the water comes back at once, for no fee. A report that comes after the valve was given up
 * completes the order of the crew that was to go in its place.
 */
export async function completeRemotely(tx: Tx, orderId: number, proof: RemoteProof, now: Instant): Promise<void> {
  const order = await lockOrder(tx, orderId);
  const { effect } = kindOf(order.kind);
  if (after(order.state, 'complete') !== null) {
    await complete(tx, order, 'Done by its remote valve.', proof, now);
    return;
  }
  if (order.state === 'completed' || effect !== 'off') return;
  const next = await stillWanted(tx, order, now);
  if (next) {
    if (next.state === 'listed') await moveOrder(tx, next, 'release', {}, now);
    await complete(tx, next, 'Done by the remote valve after all, later than it was waited for.', proof, now);
    return;
  }
  const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
  await applyServiceChange(tx, order, GATEWAY, now, true);
  await reopenAtOnce(
    tx,
    order,
    profile,
    `The valve closed after order ${order.number} was called off. ${order.outcome ?? ''}`.trim(),
    null,
    GATEWAY,
    now,
  );
}

/**
 * The gate no longer lets the close go to its valve: the order goes back on the list with the reason, where the
 * dispatcher sees it. When the command was on its way already and the valve closes all the same, that is undone.
 */
export async function remoteRefused(tx: Tx, orderId: number, why: string, now: Instant): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order.state !== 'released') return;
  await moveOrder(tx, order, 'relist', { outcome: `Not sent to its valve. ${why}` }, now);
  await append(tx, [
    {
      event: 'order.listed',
      facts: orderEvent(order),
      at: now,
      actor: GATEWAY,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
}

/** A remote valve did not do it: the order ends there, and a crew gets a new one that goes on the same list. */
export async function remoteFailed(tx: Tx, orderId: number, why: string, now: Instant): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (!isOpen(order.state) || after(order.state, 'cannot') === null) return;
  await moveOrder(tx, order, 'cannot', { outcome: why }, now);
  await append(tx, [
    {
      event: 'order.cannot-complete',
      facts: { ...orderEvent(order), reason: 'remote-valve', note: why },
      at: now,
      actor: GATEWAY,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  const made = await createOrders(
    tx,
    [
      {
        accountId: order.accountId,
        kind: order.kind,
        state: 'listed',
        clause: order.clause,
        urgent: order.urgent || kindOf(order.kind).effect === 'on',
        dueOn: order.dueOn,
        billIds: order.billIds,
        amount: order.amount,
        verdict: order.verdict,
        outcome: null,
        followsId: order.id,
        crewOnly: true,
        actKey: `crew-for/${order.id}`,
      },
    ],
    now,
  );
  await append(
    tx,
    made.map((each) => orderCreated(each, now, GATEWAY)),
  );
}
