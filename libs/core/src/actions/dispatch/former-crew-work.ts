import { CANNOT_REASONS, crewAction } from '@curbstop/contracts';
import type { Actor, ConflictDecision, CrewAction, CrewConflictView, Evidence } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { DIAL_UNIT_NAMES, dialShape, dialWords } from '@curbstop/policy';
import { after, kindOf } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { NotFound, Refused } from '../../db/errors.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import type { ExchangedMeanwhile } from './complete-exchange.ts';
import { completeOrder, refusedAtCompletion, whyWrong } from './complete-order.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { conflictById } from '../../records/orders/crew-conflicts.ts';
import { accountsOf, lockOrder } from '../../records/orders/move.ts';
import { reopenAtOnce } from '../../reconcile/reopen.ts';
import { applyServiceChange } from './apply-service-change.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { CrewConflict } from '../../records/orders/crew-work.entity.ts';

type Valve = 'open' | 'closed' | null;

const DID: Readonly<Record<CrewAction['type'], string>> = {
  depart: 'that it is on its way',
  arrive: 'that it is on site',
  complete: 'a completion',
  'cannot-complete': 'that it could not be done',
  'recall-delivered': 'that it was told to stop',
  'recall-seen': 'an answer to the recall',
};

/** What a former crew's action tells of the water, when a person must look at it; null when nothing is lost with it. */
function reportOf(order: WorkOrder, action: CrewAction): { readonly valve: Valve; readonly note: string } | null {
  switch (action.type) {
    case 'depart':
    case 'arrive':
    case 'recall-delivered':
      return null;
    case 'complete':
      return { valve: action.evidence.valve, note: exchangeWords(action.evidence) };
    case 'cannot-complete':
      return { valve: null, note: `${CANNOT_REASONS[action.reason]}. ${action.note}`.trim() };
    case 'recall-seen': {
      const { effect } = kindOf(order.kind);
      const moved = (effect === 'off' && action.valve === 'closed') || (effect === 'on' && action.valve === 'open');
      return moved ? { valve: action.valve, note: '' } : null;
    }
  }
}

/** Why a valve that a former crew says it closed may not stay closed; null when it may, or when later work has overtaken it. */
async function whyReopen(
  tx: Tx,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
  now: Instant,
): Promise<{ readonly says: string; readonly clauses: readonly ClauseId[] } | null> {
  if (order.state === 'completed') return null;
  if (order.state === 'cancelled')
    return {
      says: `Order ${order.number} was called off. ${order.outcome ?? ''}`.trim(),
      clauses: order.recall?.clauses ?? [],
    };
  if (action.type !== 'complete') return null;
  const { id: actionId, deviceAt, evidence } = action;
  return whyWrong(tx, order, { actionId, crewId, deviceAt, evidence }, now);
}

/** The water is off and must not be: the order ends for everybody, and the valve is opened again at once, for no fee. */
async function setRight(
  change: Change,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
): Promise<WorkOrder | null> {
  const { tx, actor, now } = change;
  const wrong = await whyReopen(tx, order, crewId, action, now);
  if (!wrong) return null;
  if (after(order.state, 'cancel') !== null) {
    await append(tx, [refusedAtCompletion(order, wrong, actor, now)]);
    await cancelOrder(change, order, { ...wrong, paid: null });
  }
  const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
  await applyServiceChange(change, order, true);
  return reopenAtOnce(change, order, profile, wrong.says, crewId);
}

/**
 * A crew acts on an order that it had once and has no longer. Nothing of it is carried out. What it says of the water is kept
 * for dispatch to decide, and where the valve is closed and must not be, it is opened again at once. The account and the order
 * are locked. Returns what the crew is told.
 */
export async function keepFormerCrewWork(
  change: Change,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
): Promise<{ readonly says: string; readonly clauses: readonly ClauseId[] }> {
  const lost = `Order ${order.number} is no longer with your crew. Nothing was changed.`;
  const report = reportOf(order, action);
  if (!report) return { says: lost, clauses: [] };
  await keepConflict(change, order, crewId, action, report);
  const closed = kindOf(order.kind).effect === 'off' && report.valve === 'closed';
  const reopen = closed ? await setRight(change, order, crewId, action) : null;
  if (reopen) return { says: `${lost} Open the valve again now: order ${reopen.number}, no fee.`, clauses: ['E.1'] };
  return { says: `${lost} What you sent is kept for dispatch. Call dispatch.`, clauses: [] };
}

/** Keeps what a crew says that it did, for dispatch to decide. Nothing of it is carried out. */
async function keepConflict(
  change: Change,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
  report: { readonly valve: Valve; readonly note: string },
): Promise<void> {
  const { tx, actor, now } = change;
  const crew = await row<{ name: string }>(tx, 'SELECT name FROM crew WHERE id = $1', [crewId]);
  const valve = report.valve === null ? '' : ` It says that the valve is ${report.valve}.`;
  const message = `${crew?.name ?? `Crew ${crewId}`} sent ${DID[action.type]}.${valve} ${report.note}`.trim();
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO crew_conflict (order_id, crew_id, action_id, type, valve, message, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [order.id, crewId, action.id, action.type, report.valve, message, sqlInstant(now)],
  );
  if (!made) throw new Error('The conflict was not kept.');
  await append(tx, [
    {
      event: 'order.conflict',
      facts: { ...orderEvent(order), conflictId: made.id, crewId, did: DID[action.type], valve: report.valve, message },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
}

/** What a crew says of an exchange: which meter went out at what, and which came in. */
function exchangeWords({ meterSerial, register, registerUnit, newMeter, note }: Evidence): string {
  if (newMeter == null) return note;
  const { serial, size, dial, register: first } = newMeter;
  const old = register === null ? '' : ` at ${register} ${DIAL_UNIT_NAMES[registerUnit ?? 'm3']}`;
  return `Meter ${meterSerial ?? ''} out${old}, meter ${serial} in, ${size} inch, ${dialShape(dial)}, at ${dialWords(first, dial)}. ${note}`.trim();
}

/** A crew exchanged a meter that was exchanged meanwhile: what it sent is kept, and nothing is exchanged a second time. */
export async function keepLateExchange(
  change: Change,
  order: WorkOrder,
  crewId: number,
  action: CrewAction,
  why: ExchangedMeanwhile,
): Promise<{ readonly says: string; readonly clauses: readonly ClauseId[] }> {
  const report = reportOf(order, action);
  if (report === null) throw why;
  await keepConflict(change, order, crewId, action, { ...report, note: `${why.says} ${report.note}` });
  return { says: `${why.says} What you sent is kept for dispatch. Call dispatch.`, clauses: why.clauses };
}

/** A completion that was kept is carried out as if its crew had had the order. */
async function accept(
  change: Change,
  order: WorkOrder,
  each: { readonly crewId: number; readonly actionId: string },
): Promise<void> {
  const { tx } = change;
  const sent = await row<{ body: unknown }>(tx, 'SELECT body FROM crew_action WHERE id = $1', [each.actionId]);
  const action = crewAction.parse(sent?.body);
  if (action.type !== 'complete')
    throw new Refused('Only a completion can be accepted. Put this aside, or recall the order.');
  const { id: actionId, deviceAt, evidence } = action;
  await completeOrder(change, order, { actionId, crewId: each.crewId, deviceAt, evidence });
}

/** Dispatch decides what is to be made of a former crew's work: accept the completion, or put it aside. */
export async function resolveConflict(
  source: DataSource,
  conflictId: number,
  { decision, note }: ConflictDecision,
  actor: Actor,
  now: Instant,
): Promise<CrewConflictView> {
  const found = await row<{ orderId: number }>(
    source,
    'SELECT order_id AS "orderId" FROM crew_conflict WHERE id = $1',
    [conflictId],
  );
  if (!found) throw new NotFound(`There is no conflict ${conflictId}.`);
  const accountIds = (tx: Tx): Promise<number[]> => accountsOf(tx, [found.orderId]);
  await changeAccounts(source, { accountIds, actor, now }, async (change) => {
    const { tx } = change;
    const order = await lockOrder(tx, found.orderId);
    const conflict = await tx.findOne(CrewConflict, { where: { id: conflictId }, lock: { mode: 'pessimistic_write' } });
    if (!conflict) throw new NotFound(`There is no conflict ${conflictId}.`);
    if (conflict.decision !== null) throw new Refused('Somebody has decided this already.', [order.clause]);
    if (decision === 'accept') await accept(change, order, conflict);
    await tx.query(
      'UPDATE crew_conflict SET resolved_at = $2, resolved_by = $3, decision = $4, note = $5 WHERE id = $1',
      [conflictId, sqlInstant(now), JSON.stringify(actor), decision, note],
    );
    await append(tx, [
      {
        event: 'order.conflict-resolved',
        facts: { ...orderEvent(order), conflictId, decision, note },
        at: now,
        actor,
        clause: order.clause,
        accountId: order.accountId,
      },
    ]);
  });
  return conflictById(source, conflictId);
}
