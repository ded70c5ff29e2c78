import type { Actor, BulkResult, Decision } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Crew } from '../../records/crews/crew.entity.ts';
import { shiftEndOf } from '../../records/crews/shift.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { give, lastSequence, lockCrew } from '../../records/orders/assign.ts';
import { attempt, bulkResult, lockForBulk, namesOf } from '../../records/orders/bulk-result.ts';
import type { Outcome } from '../../records/orders/bulk-result.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { cannotStep, moveOrder } from '../../records/orders/move.ts';
import { accountOf, accountsFor, releaseOrder, journalRefusal } from './release-orders.ts';
import { queueForValve } from '../../records/valves/send-remotely.ts';
import { askedId, checkSeen, versionsSeen } from '../../records/orders/seen.ts';
import type { OrderAsked } from '../../records/orders/seen.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

export interface DecisionAsked {
  readonly decision: Decision;
  /** Of `other-crew` only. */
  readonly crewId: number | null;
  readonly reason: string;
}

interface Deciding extends DecisionAsked {
  readonly it: AccountSnapshot;
  readonly actor: Actor;
  readonly now: Instant;
}

/** An order that has taken the place of one that could not be done. */
async function laterOrder(tx: Tx, order: WorkOrder): Promise<string | null> {
  const later = await row<{ number: string }>(
    tx,
    `SELECT number FROM work_order WHERE account_id = $1 AND id > $2 AND kind = $3 AND unit IS NOT DISTINCT FROM $4
       AND state <> 'cancelled' ORDER BY id DESC LIMIT 1`,
    [order.accountId, order.id, order.kind, order.unit],
  );
  return later?.number ?? null;
}

/** The water is off and this order is to bring it back: dispatch decides how, and never that it stays off. */
function refuseStranding(order: WorkOrder, account: AccountSnapshot): void {
  if (kindOf(order.kind).effect === 'on' && account.facts.service === 'off')
    throw new Refused(
      'The water is off here, and this order brings it back. Send it again or give it to another crew.',
      [order.clause],
    );
}

function happened(
  order: WorkOrder,
  { actor, now }: Deciding,
): Pick<JournalEntry, 'at' | 'actor' | 'clause' | 'accountId'> {
  return { at: now, actor, clause: order.clause, accountId: order.accountId };
}

/** Sends an order out again: the gate is asked, and it goes to the crew, else to its valve or the unassigned. */
async function sendAgain(tx: Tx, order: WorkOrder, crew: Crew | null, deciding: Deciding): Promise<string> {
  const { actor, now, it: account } = deciding;
  const from = await releaseOrder({ tx, actor, now }, order, account);
  if (crew !== null) {
    const sequence = (await lastSequence(tx, crew.id)) + 1;
    await give({ tx, actor, now }, order, crew.id, sequence);
    return `Again today, with ${crew.name}, stop ${sequence}.`;
  }
  const remote = await queueForValve(tx, order, from, now);
  return remote ? 'Again today; the command goes to its valve.' : 'Again today; give it to a crew.';
}

/** The crew that had it, while it is still at work today. */
async function sameCrew(tx: Tx, order: WorkOrder, { it: account, now }: Deciding): Promise<Crew | null> {
  if (order.crewId === null) return null;
  const ends = await shiftEndOf(tx, order.crewId, policyAt(account.profile, now).timeZone, now);
  return ends !== null && now < ends ? lockCrew(tx, order.crewId) : null;
}

async function hold(tx: Tx, order: WorkOrder, deciding: Deciding): Promise<string> {
  const { it: account, reason, now } = deciding;
  refuseStranding(order, account);
  await moveOrder(tx, order, 'relist', { outcome: null }, now);
  const patch = { outcome: reason, crewId: null, sequence: null, pinned: false, heldByDispatch: true };
  await moveOrder(tx, order, 'hold', patch, now);
  const facts = { ...orderEvent(order), why: reason };
  await append(tx, [{ event: 'order.held', facts, ...happened(order, deciding) }]);
  return 'Held until dispatch ends the hold.';
}

async function resume(tx: Tx, order: WorkOrder, deciding: Deciding): Promise<string> {
  await moveOrder(tx, order, 'resume', { outcome: null, heldByDispatch: false }, deciding.now);
  await append(tx, [{ event: 'order.listed', facts: orderEvent(order), ...happened(order, deciding) }]);
  return 'On the list again; release it.';
}

async function decideOne(tx: Tx, order: WorkOrder, crew: Crew | null, deciding: Deciding): Promise<string> {
  const { decision, reason, it: account, actor, now } = deciding;
  const open = decision === 'resume' || (decision === 'strike' && order.state === 'held');
  if (open ? order.state !== 'held' || !order.heldByDispatch : order.state !== 'cannot-complete')
    throw new Refused(`${cannotStep(order)} Dispatch decides about orders that could not be done, or that it holds.`);
  const later = open ? null : await laterOrder(tx, order);
  if (later !== null) throw new Refused(`Order ${order.number} could not be done; order ${later} has taken its place.`);
  if (decision === 'strike') refuseStranding(order, account);
  if (crew !== null && crew.id === order.crewId)
    throw new Refused(`${crew.name} could not do order ${order.number}. Choose another crew, or send it again.`);
  const facts = { ...orderEvent(order), decision, reason };
  await append(tx, [{ event: 'order.decided', facts, ...happened(order, deciding) }]);
  switch (decision) {
    case 'again-today':
      return sendAgain(tx, order, await sameCrew(tx, order, deciding), deciding);
    case 'other-crew':
      return sendAgain(tx, order, crew, deciding);
    case 'hold':
      return hold(tx, order, deciding);
    case 'resume':
      return resume(tx, order, deciding);
    case 'strike':
      await cancelOrder({ tx, actor, now }, order, { says: reason, clauses: [], paid: null });
      return kindOf(order.kind).effect === 'off'
        ? 'Off the list. The account comes on a list again when the policy says so.'
        : 'Struck from the list.';
  }
}

/**
 * Dispatch decides what happens next with orders that a crew could not complete: again today, another crew, a hold, or off the
 * list, each with its reason in the journal. Where it would go out to close a valve, the gate is asked again.
 */
export async function decideDispatch(
  source: DataSource,
  asked: readonly OrderAsked[],
  what: DecisionAsked,
  actor: Actor,
  now: Instant,
): Promise<BulkResult> {
  if (what.decision === 'other-crew' && what.crewId === null)
    throw new Invalid('crewId', 'Name the crew that gets it.');
  if (what.decision !== 'other-crew' && what.crewId !== null)
    throw new Invalid('crewId', 'Name a crew only when another crew gets it.');
  const orderIds = asked.map(askedId);
  const seen = versionsSeen(asked);
  return changeAccounts(source, { accountIds: [], actor, now }, async (change) => {
    const { tx } = change;
    const orders = await lockForBulk(tx, orderIds);
    const crew = what.crewId === null ? null : await lockCrew(tx, what.crewId);
    const cases = await accountsFor(tx, orders, now);
    const outcomes = new Map<number, Outcome>();
    for (const order of orders) {
      // A refusal half-way (the gate says no) leaves the order as it was: each has a savepoint of its own.
      const before = { ...order };
      const outcome = await attempt(() =>
        tx.transaction(async (inner) => {
          await checkSeen(inner, order, seen.get(order.id), now);
          return decideOne(inner, order, crew, { ...what, it: accountOf(cases, order), actor, now });
        }),
      );
      if (!outcome.ok) Object.assign(order, before);
      await journalRefusal(change, order, outcome);
      outcomes.set(order.id, outcome);
    }
    const names = await namesOf(tx, orderIds);
    return bulkResult(orderIds, orders, names, outcomes, now);
  });
}
