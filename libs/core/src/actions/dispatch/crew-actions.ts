import type { Actor, CrewAction, CrewActionResult } from '@curbstop/contracts';
import { CANNOT_REASONS } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { after, farFeet, farWords, feetWords, kindOf } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { isPlaceOnList, leftList } from '../../records/orders/cancel.ts';
import { completeOrder } from './complete-order.ts';
import { ExchangedMeanwhile } from './complete-exchange.ts';
import { keepFormerCrewWork, keepLateExchange } from './former-crew-work.ts';
import { ClosingDoubted } from '../meters/exchange-meter.ts';
import { onOrderClosed } from '../on-order-closed/index.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { addressOf, heldSince, isHeldBy } from '../../records/orders/held-by.ts';
import { cannotStep, lockOrder, moveOrder } from '../../records/orders/move.ts';
import { mayPark, parkOrder } from './park-order.ts';
import { recallDelivered, recallSeen } from './recall-order.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { storeHandRead } from '../../records/reads/by-hand.ts';
import { reopenAtOnce } from '../../reconcile/reopen.ts';
import { applyServiceChange } from './apply-service-change.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

interface Answer {
  readonly says: string;
  readonly clauses: readonly ClauseId[];
}

/** How far from the address a crew says it has arrived, when that is too far to pass without a word. */
async function farArrival(
  tx: Tx,
  order: WorkOrder,
  action: CrewAction,
): Promise<{ readonly facts: { feetAway?: number; why?: string }; readonly says: string }> {
  if (action.type !== 'arrive') return { facts: {}, says: '' };
  const feetAway = farFeet(action, await addressOf(tx, order.servicePointId));
  if (feetAway === null) return { facts: {}, says: '' };
  const why = action.far ? farWords(action.far) : 'No reason was given.';
  return { facts: { feetAway, why }, says: ` The tablet is ${feetWords(feetAway)} from the address. ${why}` };
}

async function setOut(
  change: Change,
  order: WorkOrder,
  action: Extract<CrewAction, { type: 'depart' | 'arrive' }>,
  crewId: number,
): Promise<Answer> {
  const { tx, actor, now } = change;
  if (order.state === 'cancelled') throw new Refused(order.outcome ?? cannotStep(order), order.recall?.clauses ?? []);
  // A tablet that was offline may say "on the way" after "arrived" is known; that changes nothing.
  const { type: step } = action;
  if (after(order.state, step) === null) return { says: cannotStep(order), clauses: [] };
  const far = await farArrival(tx, order, action);
  await moveOrder(tx, order, step, {}, now);
  const event = step === 'depart' ? ('order.en-route' as const) : ('order.on-site' as const);
  await append(tx, [
    {
      event,
      facts: { ...orderEvent(order), crewId, ...far.facts },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  return { says: step === 'depart' ? 'On the way.' : `On site.${far.says}`, clauses: [] };
}

async function cannot(
  change: Change,
  order: WorkOrder,
  action: Extract<CrewAction, { type: 'cannot-complete' }>,
): Promise<Answer> {
  const { tx, actor, now } = change;
  if (order.state === 'cancelled') return { says: 'The order had been called off already.', clauses: [] };
  if (action.reason === 'customer-says-paid' && mayPark(order)) return parkOrder(change, order, action.note);
  const says = `${CANNOT_REASONS[action.reason]}.${action.note ? ` ${action.note}` : ''}`;
  await moveOrder(tx, order, 'cannot', { outcome: says }, now);
  await tx.query('UPDATE assignment SET ended_at = $2 WHERE order_id = $1 AND ended_at IS NULL', [
    order.id,
    sqlInstant(now),
  ]);
  await append(tx, [
    {
      event: 'order.cannot-complete',
      facts: { ...orderEvent(order), reason: action.reason, note: action.note },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
    // Its place on the list ends with it; the next list, or a dispatcher who sends it out again, gives it a new one.
    ...(isPlaceOnList(order) ? await leftList(change, order, { says, clauses: [] }) : []),
  ]);
  await onOrderClosed(change, order, { done: false, reason: action.reason });
  return { says: 'Kept. The dispatcher sees it.', clauses: [] };
}

/**
 * The crew says how it left the valve of an order that was called off. Only a closing can have gone wrong: then the
 * water comes back at once, for no fee. After an opening the answer says whether the water is on.
 */
async function answerRecall(
  change: Change,
  order: WorkOrder,
  crewId: number,
  valve: 'open' | 'closed',
): Promise<Answer> {
  const { tx, now } = change;
  const clauses = order.recall?.clauses ?? [];
  const known = order.recall?.answered === 'closed';
  await recallSeen(change, order, crewId, valve);
  switch (kindOf(order.kind).effect) {
    case 'none':
      return { says: 'Thank you.', clauses };
    case 'on':
      if (valve === 'closed') return { says: 'Thank you. The valve stays closed.', clauses };
      await applyServiceChange(change, order);
      return { says: 'Thank you. It is kept that the water is on.', clauses };
    case 'off': {
      if (valve === 'open') return { says: 'Thank you. The water stays on.', clauses };
      // Told a second time: the opening that followed may be done by now.
      if (known) return { says: 'The valve is to be opened again.', clauses: ['E.1'] };
      const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
      await applyServiceChange(change, order, true);
      const reopen = await reopenAtOnce(
        change,
        order,
        profile,
        'The valve was closed before the recall was seen.',
        crewId,
      );
      return {
        says: reopen ? `Open the valve again now: order ${reopen.number}, no fee.` : 'The valve is to be opened again.',
        clauses: ['E.1'],
      };
    }
  }
}

async function carryOut(change: Change, order: WorkOrder, crewId: number, action: CrewAction): Promise<Answer> {
  switch (action.type) {
    case 'depart':
    case 'arrive':
      return setOut(change, order, action, crewId);
    case 'complete':
      return completeOrder(change, order, {
        actionId: action.id,
        crewId,
        deviceAt: action.deviceAt,
        evidence: action.evidence,
      });
    case 'cannot-complete':
      return cannot(change, order, action);
    case 'recall-delivered':
      await recallDelivered(change, order, crewId);
      return { says: 'Kept.', clauses: [] };
    case 'recall-seen':
      return answerRecall(change, order, crewId, action.valve);
  }
}

async function remember(
  { tx, now }: Change,
  crewId: number,
  action: CrewAction,
  result: 'accepted' | 'refused',
  answer: Answer,
): Promise<void> {
  await tx.query(
    `INSERT INTO crew_action (id, crew_id, order_id, type, body, received_at, result, says, clauses)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      action.id,
      crewId,
      action.orderId,
      action.type,
      JSON.stringify(action),
      sqlInstant(now),
      result,
      answer.says,
      answer.clauses,
    ],
  );
}

interface Kept {
  crewId: number;
  result: 'accepted' | 'refused';
  says: string;
  clauses: ClauseId[];
}

async function answeredBefore(
  tx: Tx,
  id: string,
  crewId: number,
): Promise<Omit<CrewActionResult, 'job' | 'id'> | null> {
  const kept = await row<Kept>(tx, 'SELECT crew_id AS "crewId", result, says, clauses FROM crew_action WHERE id = $1', [
    id,
  ]);
  if (!kept) return null;
  if (kept.crewId !== crewId) throw new NotFound('There is no such action.');
  const { says, clauses } = kept;
  return { result: kept.result === 'refused' ? ('refused' as const) : ('duplicate' as const), says, clauses };
}

/** A refusal is kept with its reason, and told in the journal. */
async function refuse(
  change: Change,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
  { says, clauses }: Answer,
): Promise<Pick<CrewActionResult, 'result' | 'says' | 'clauses'>> {
  const { tx, actor, now } = change;
  await remember(change, crewId, action, 'refused', { says, clauses });
  await append(tx, [
    {
      event: 'request.refused',
      facts: { request: action.type, because: clauses, says },
      at: now,
      actor,
      clause: clauses[0] ?? null,
      accountId: order.accountId,
    },
  ]);
  return { result: 'refused', says, clauses: [...clauses] };
}

/** What is kept of a completion that is refused: an exchange that came second, or a last reading that a person decides on. */
async function keepOfRefused(
  change: Change,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
  error: Refused,
): Promise<Answer> {
  const { tx, now } = change;
  if (error instanceof ExchangedMeanwhile) return keepLateExchange(change, order, crewId, action, error);
  if (!(error instanceof ClosingDoubted)) return error;
  const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
  await storeHandRead(change, error.read, policyAt(profile, now));
  return {
    says: `${error.says} The office sees it and decides; complete the order again when it has.`,
    clauses: error.clauses,
  };
}

/**
 * Carries out one action from a tablet, once: the same id again is answered as before, and changes
 * nothing. A refusal is kept with its reason, so that the crew can be told as often as it asks. Only the crew that has
 * the order may act on it; what a former one sends is kept for dispatch.
 */
export async function applyCrewAction(
  source: DataSource,
  who: { readonly crewId: number; readonly actor: Actor },
  action: CrewAction,
  now: Instant,
): Promise<Omit<CrewActionResult, 'job'>> {
  const { crewId, actor } = who;
  const accountIds = async (tx: Tx): Promise<number[]> => {
    // Two deliveries of one action at once: the second waits here and then finds the first one's answer.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [action.id]);
    return [];
  };
  const before = (tx: Tx): Promise<Omit<CrewActionResult, 'job' | 'id'> | null> =>
    answeredBefore(tx, action.id, crewId);
  const answer = await changeAccounts(source, { accountIds, actor, now, before }, async (change) => {
    const { tx } = change;
    const order = await lockOrder(tx, action.orderId);
    if (!isHeldBy(order, crewId)) {
      if ((await heldSince(tx, order.id, crewId)) === null)
        throw new NotFound(`There is no order ${action.orderId} for this crew.`);
      return refuse(change, order, crewId, action, await keepFormerCrewWork(change, order, crewId, action));
    }
    try {
      const done = await tx.transaction((inner) => carryOut({ tx: inner, actor, now }, order, crewId, action));
      await remember(change, crewId, action, 'accepted', done);
      return { result: 'accepted' as const, says: done.says, clauses: [...done.clauses] };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const told = await keepOfRefused(change, order, crewId, action, error);
      return refuse(change, order, crewId, action, told);
    }
  });
  return { id: action.id, ...answer };
}
