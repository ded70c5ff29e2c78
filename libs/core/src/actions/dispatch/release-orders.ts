import type { Actor, BulkResult } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { hasOpenTurnOff, mayOpen } from '@curbstop/policy';
import { after, isOpen, kindOf } from '@curbstop/work-orders';
import { In } from 'typeorm';
import type { DataSource } from 'typeorm';
import { loadAccounts } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { inTransaction } from '../../db/tx.ts';
import type { Change } from '../../db/change.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { attempt, bulkResult, lockForBulk, namesOf } from '../../records/orders/bulk-result.ts';
import type { Outcome } from '../../records/orders/bulk-result.ts';
import { isPlaceOnList } from '../../records/orders/cancel.ts';
import { enteredList, orderEvent } from '../../records/orders/order-events.ts';
import { mayRelease } from '../../facts/gate.ts';
import { cannotStep, moveOrder } from '../../records/orders/move.ts';
import { checkValveIsFree, queueForValve, remoteValveOf } from '../../records/valves/send-remotely.ts';
import { askedId, checkSeen, versionsSeen } from '../../records/orders/seen.ts';
import type { OrderAsked } from '../../records/orders/seen.ts';
import { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** Throws {@link Refused} unless the policy lets this order go out now; else the moment from which it may be carried out. */
function checkRelease(order: WorkOrder, account: AccountSnapshot, now: Instant): Instant {
  if ((order.kind === 'reconnect' || order.kind === 'reconnect-after-hours') && isOpen(order.state)) {
    const free = order.actKey?.startsWith('reopen/') ?? false;
    const answer = mayOpen(account.facts, policyAt(account.profile, now), now, order.kind);
    if (!free && !answer.mayOpen) throw new Refused(answer.says, answer.because);
  }
  const releasable = after(order.state, 'release') !== null || order.state === 'cannot-complete';
  if (!releasable) {
    const held = order.state === 'held';
    const says = held && order.outcome !== null ? `${cannotStep(order)} ${order.outcome}` : cannotStep(order);
    const off = held && kindOf(order.kind).effect === 'off';
    const against = off ? mayRelease(account, now, order.kind, order.unit).clauses : [];
    throw new Refused(says, held ? [...new Set([...against, order.clause])] : [], { state: order.state });
  }
  if (kindOf(order.kind).effect !== 'off') return now;
  if (order.state === 'cannot-complete' && hasOpenTurnOff(account.facts)) {
    throw new Refused(`Order ${order.number} could not be done; a later order has taken its place.`);
  }
  const answer = mayRelease(account, now, order.kind, order.unit);
  if (!answer.may) throw new Refused(answer.says, answer.clauses);
  return answer.verdict?.earliest ?? now;
}

export async function accountsFor(
  tx: Tx,
  orders: readonly WorkOrder[],
  now: Instant,
): Promise<Map<number, AccountSnapshot>> {
  const cases = await loadAccounts(
    tx,
    orders.map((order) => order.accountId),
    now,
    { lock: false },
  );
  return new Map(cases.map((account) => [account.accountId, account]));
}

/** What a release would do, order by order, without doing it. */
export async function previewRelease(
  source: DataSource,
  asked: readonly OrderAsked[],
  now: Instant,
): Promise<BulkResult> {
  const orderIds = asked.map(askedId);
  const seen = versionsSeen(asked);
  return source.transaction('REPEATABLE READ', async (tx) => {
    const orders = await tx.find(WorkOrder, { where: { id: In([...orderIds]) } });
    const cases = await accountsFor(tx, orders, now);
    const outcomes = new Map<number, Outcome>();
    for (const order of orders) {
      outcomes.set(
        order.id,
        await attempt(async () => {
          await checkSeen(tx, order, seen.get(order.id), now);
          checkRelease(order, accountOf(cases, order), now);
          await checkValveIsFree(tx, order);
          return (await remoteValveOf(tx, order)) === null
            ? 'Released to the crews.'
            : 'Released; the command goes to its valve.';
        }),
      );
    }
    return bulkResult(orderIds, orders, await namesOf(tx, orderIds), outcomes, now);
  });
}

export function accountOf(cases: ReadonlyMap<number, AccountSnapshot>, order: WorkOrder): AccountSnapshot {
  const account = cases.get(order.accountId);
  if (!account) throw new Error(`Account ${order.accountId} does not exist.`);
  return account;
}

/** The gate's no to a close is told in the journal, also when it comes at the dispatcher's desk. */
export async function journalRefusal(change: Change, order: WorkOrder, outcome: Outcome): Promise<void> {
  const { tx, actor, now } = change;
  if (outcome.ok || outcome.clauses.length === 0 || kindOf(order.kind).effect !== 'off') return;
  const { clauses, says } = outcome;
  await append(tx, [
    {
      event: 'gate.refused',
      facts: { orderId: order.id, at: 'release', because: clauses, says },
      at: now,
      actor,
      clause: clauses[0] ?? order.clause,
      accountId: order.accountId,
    },
  ]);
}

/**
 * Releases one order, locked, where the gate lets it; one that could not be done comes on the list again with it. Returns the
 * moment from which it may be carried out. A remote valve is told by the caller.
 */
export async function releaseOrder(change: Change, order: WorkOrder, account: AccountSnapshot): Promise<Instant> {
  const { tx, actor, now } = change;
  const from = checkRelease(order, account, now);
  await checkValveIsFree(tx, order);
  if (order.state === 'cannot-complete') {
    await moveOrder(tx, order, 'relist', { outcome: null, crewId: null, sequence: null }, now);
    if (isPlaceOnList(order)) await append(tx, [enteredList(order, actor, now)]);
  }
  await moveOrder(tx, order, 'release', { recall: null, outcome: null }, now);
  const { clause, accountId } = order;
  await append(tx, [{ event: 'order.released', facts: orderEvent(order), at: now, actor, clause, accountId }]);
  return from;
}

/**
 * Releases orders: the gate is asked for each, with its account locked. Those that a remote valve can
 * carry out get their command in the same transaction. What is refused stays where it was.
 */
export async function releaseOrders(
  source: DataSource,
  asked: readonly OrderAsked[],
  actor: Actor,
  now: Instant,
): Promise<BulkResult> {
  const orderIds = asked.map(askedId);
  const seen = versionsSeen(asked);
  return inTransaction(source, async (tx) => {
    const change = { tx, actor, now };
    const orders = await lockForBulk(tx, orderIds);
    const cases = await accountsFor(tx, orders, now);
    const outcomes = new Map<number, Outcome>();
    for (const order of orders) {
      const outcome = await attempt(async () => {
        await checkSeen(tx, order, seen.get(order.id), now);
        const from = await releaseOrder(change, order, accountOf(cases, order));
        const remote = await queueForValve(tx, order, from, now);
        return remote ? 'Released; the command goes to its valve.' : 'Released to the crews.';
      });
      await journalRefusal(change, order, outcome);
      outcomes.set(order.id, outcome);
    }
    return bulkResult(orderIds, orders, await namesOf(tx, orderIds), outcomes, now);
  });
}
