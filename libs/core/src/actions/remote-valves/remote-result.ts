import type { Instant } from '@curbstop/policy';
import { after, isOpen, kindOf } from '@curbstop/work-orders';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { row } from '../../db/tx.ts';
import type { Change } from '../../db/change.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { GATEWAY } from '../../journal/system-actors.ts';
import { askGate } from '../../facts/gate.ts';
import { accountsOf, lockOrder, moveOrder } from '../../records/orders/move.ts';
import { changeInside } from '../../reconcile/change-accounts.ts';
import type { ChangeOf } from '../../reconcile/change-accounts.ts';
import { reopenAtOnce } from '../../reconcile/reopen.ts';
import { applyServiceChange } from '../dispatch/apply-service-change.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** What the gateway knows of a valve that did as it was told. */
export interface RemoteProof {
  /** What the dial showed, or null when the meter was not heard. */
  readonly register: string | null;
  readonly commandId: string;
}

async function complete(change: Change, order: WorkOrder, outcome: string, proof: RemoteProof): Promise<void> {
  const { tx, actor, now } = change;
  await moveOrder(tx, order, 'complete', { outcome }, now);
  const valve = kindOf(order.kind).effect === 'off' ? 'closed' : 'open';
  await append(tx, [
    {
      event: 'order.completed',
      facts: { ...orderEvent(order), by: 'remote-valve', valve, register: proof.register },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  await applyServiceChange(change, order);
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
  await changeInside(tx, ofOrder(orderId, now), (change) => carriedOut(change, orderId, proof));
}

/** What comes of an order at its valve changes the account that it is for. */
function ofOrder(orderId: number, now: Instant): ChangeOf {
  return { accountIds: (tx) => accountsOf(tx, [orderId]), actor: GATEWAY, now };
}

async function carriedOut(change: Change, orderId: number, proof: RemoteProof): Promise<void> {
  const { tx, now } = change;
  const order = await lockOrder(tx, orderId);
  const { effect } = kindOf(order.kind);
  if (after(order.state, 'complete') !== null) {
    await complete(change, order, 'Done by its remote valve.', proof);
    return;
  }
  if (order.state === 'completed' || effect !== 'off') return;
  const next = await stillWanted(tx, order, now);
  if (next) {
    if (next.state === 'listed') await moveOrder(tx, next, 'release', {}, now);
    await complete(change, next, 'Done by the remote valve after all, later than it was waited for.', proof);
    return;
  }
  const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
  await applyServiceChange(change, order, true);
  await reopenAtOnce(
    change,
    order,
    profile,
    `The valve closed after order ${order.number} was called off. ${order.outcome ?? ''}`.trim(),
    null,
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
  await changeInside(tx, ofOrder(orderId, now), (change) => failed(change, orderId, why));
}

async function failed({ tx, now }: Change, orderId: number, why: string): Promise<void> {
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
