import type { Actor, BulkResult } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { after, CREW_STATES, isWithCrew } from '@curbstop/work-orders';
import { In, IsNull, Not } from 'typeorm';
import type { DataSource } from 'typeorm';
import { Crew } from '../crews/crew.entity.ts';
import { NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { withdrawCommand } from '../valves/queue.ts';
import { attempt, bulkResult, lockForBulk, namesOf } from './bulk-result.ts';
import type { Outcome } from './bulk-result.ts';
import { orderEvent } from './order-events.ts';
import { cannotStep, moveOrder, touchOrder } from './move.ts';
import { askedId, checkSeen, lastChange, versionsSeen } from './seen.ts';
import type { OrderAsked } from './seen.ts';
import { WorkOrder } from './work-order.entity.ts';
import { WITH_CREW } from './open-states.ts';

export async function lastSequence(tx: Tx, crewId: number): Promise<number> {
  const last = await row<{ last: number | null }>(
    tx,
    `SELECT max(sequence) AS last FROM work_order WHERE crew_id = $1 AND ${WITH_CREW}`,
    [crewId],
  );
  return last?.last ?? 0;
}

async function endAssignment(tx: Tx, orderId: number, now: Instant): Promise<void> {
  await tx.query('UPDATE assignment SET ended_at = $2 WHERE order_id = $1 AND ended_at IS NULL', [
    orderId,
    sqlInstant(now),
  ]);
}

function assigned(order: WorkOrder, crewId: number, sequence: number, actor: Actor, now: Instant): JournalEntry {
  return {
    event: 'order.assigned',
    facts: { ...orderEvent(order), crewId, sequence },
    at: now,
    actor,
    clause: order.clause,
    accountId: order.accountId,
  };
}

/** Gives the order to the crew as its stop `sequence`, and tells it. */
export async function give(change: Change, order: WorkOrder, crewId: number, sequence: number): Promise<void> {
  const { tx, actor, now } = change;
  await moveOrder(tx, order, 'assign', { crewId, sequence, pinned: false, recall: null }, now);
  await endAssignment(tx, order.id, now);
  await tx.query('INSERT INTO assignment (order_id, crew_id, assigned_at, assigned_by) VALUES ($1, $2, $3, $4)', [
    order.id,
    crewId,
    sqlInstant(now),
    JSON.stringify(actor),
  ]);
  await append(tx, [assigned(order, crewId, sequence, actor, now)]);
}

async function assignOne(change: Change, order: WorkOrder, crew: Crew, sequence: number): Promise<string> {
  const { tx, now } = change;
  if (order.crewId === crew.id && isWithCrew(order.state)) return `Already with ${crew.name}.`;
  const sent = await row<{ state: string }>(
    tx,
    "SELECT state FROM valve_command WHERE order_id = $1 AND state IN ('sent', 'acked', 'executed')",
    [order.id],
  );
  if (sent) throw new Refused(`Order ${order.number} is with its remote valve (${sent.state}).`);
  // Before the command is withdrawn: what is refused stays as it was.
  if (after(order.state, 'assign') === null) throw new Refused(cannotStep(order));
  await withdrawCommand(tx, order.id, `Given to ${crew.name}.`, now);
  await give(change, order, crew.id, sequence);
  return `With ${crew.name}, stop ${sequence}.`;
}

/**
 * Gives a released order to the crew that stands at its valve, before the stops it still has; `beside` is the
 * number of the stop where it stands. The others move on by one only when there is no number left before them.
 */
export async function assignNext(
  change: Change,
  order: WorkOrder,
  crewId: number,
  beside: number | null,
): Promise<void> {
  const { tx, actor, now } = change;
  const stops = await tx.find(WorkOrder, {
    where: { crewId, state: In([...CREW_STATES]), sequence: Not(IsNull()) },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
  const first = stops.length === 0 ? null : Math.min(...stops.map((stop) => stop.sequence ?? 1));
  const place = first === null ? (beside ?? 1) : Math.max(1, first - 1);
  if (first !== null && first <= place) {
    for (const stop of stops) {
      const sequence = (stop.sequence ?? 1) + 1;
      await touchOrder(tx, stop, { sequence });
      await append(tx, [assigned(stop, crewId, sequence, actor, now)]);
    }
  }
  await give(change, order, crewId, place);
}

/** Takes an order back from its crew. */
export async function unassignOne(change: Change, order: WorkOrder): Promise<string> {
  const { tx, actor, now } = change;
  const crewId = order.crewId;
  if (crewId === null) throw new Refused(`Order ${order.number} has no crew.`);
  await moveOrder(tx, order, 'unassign', { crewId: null, sequence: null, pinned: false }, now);
  await endAssignment(tx, order.id, now);
  await append(tx, [
    {
      event: 'order.unassigned',
      facts: { ...orderEvent(order), crewId },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  return 'Taken back.';
}

/** The crew, with its list of stops locked against another dispatcher. Comes after the orders, as everybody locks it. */
export async function lockCrew(tx: Tx, crewId: number): Promise<Crew> {
  await tx.query('SELECT 1 FROM crew WHERE id = $1 FOR NO KEY UPDATE', [crewId]);
  const crew = await tx.findOneBy(Crew, { id: crewId });
  if (!crew) throw new NotFound(`There is no crew ${crewId}.`);
  return crew;
}

/** Gives orders to a crew, in the order asked, behind the stops it has; `crewId` null takes them back. */
export async function assignOrders(
  source: DataSource,
  asked: readonly OrderAsked[],
  crewId: number | null,
  actor: Actor,
  now: Instant,
): Promise<BulkResult> {
  const orderIds = asked.map(askedId);
  const seen = versionsSeen(asked);
  return inTransaction(source, async (tx) => {
    const orders = await lockForBulk(tx, orderIds);
    const crew = crewId === null ? null : await lockCrew(tx, crewId);
    let sequence = crew ? await lastSequence(tx, crew.id) : 0;
    const outcomes = new Map<number, Outcome>();
    for (const order of orders) {
      const outcome = await attempt(async () => {
        await checkSeen(tx, order, seen.get(order.id), now);
        return crew ? assignOne({ tx, actor, now }, order, crew, sequence + 1) : unassignOne({ tx, actor, now }, order);
      });
      if (outcome.ok && crew && order.sequence === sequence + 1) sequence += 1;
      outcomes.set(order.id, outcome);
    }
    return bulkResult(orderIds, orders, await namesOf(tx, orderIds), outcomes, now);
  });
}

/** Open stops of a crew that a driving order does not name. */
async function unnamedStops(tx: Tx, crewId: number, named: readonly number[]): Promise<WorkOrder[]> {
  const stops = await tx.find(WorkOrder, { where: { crewId, state: In([...CREW_STATES]) }, order: { id: 'ASC' } });
  return stops.filter((stop) => !named.includes(stop.id));
}

/**
 * Puts a crew's stops into an order, all of them or none: a stop that is not its own, is over, was changed since it was
 * seen, or came to the crew since, is named, and the order of stops stays as it is.
 */
export async function sequenceStops(
  source: DataSource,
  crewId: number,
  { asked, pinned }: { readonly asked: readonly OrderAsked[]; readonly pinned: readonly number[] },
  actor: Actor,
  now: Instant,
): Promise<BulkResult> {
  const orderIds = asked.map(askedId);
  const seen = versionsSeen(asked);
  return inTransaction(source, async (tx) => {
    const orders = await lockForBulk(tx, orderIds);
    await lockCrew(tx, crewId);
    const outcomes = new Map<number, Outcome>();
    for (const order of orders) {
      const outcome = await attempt(async () => {
        await checkSeen(tx, order, seen.get(order.id), now);
        if (order.crewId !== crewId || !isWithCrew(order.state))
          throw new Refused(`Order ${order.number} is not with this crew.`);
        return '';
      });
      if (!outcome.ok) outcomes.set(order.id, outcome);
    }
    const unnamed = await unnamedStops(tx, crewId, orderIds);
    for (const stop of unnamed) {
      const says = `Order ${stop.number} is with this crew too, and the driving order does not name it.`;
      outcomes.set(stop.id, { ok: false, says, clauses: [], changed: await lastChange(tx, stop) });
    }
    const whole = outcomes.size === 0 && orders.length === orderIds.length;
    for (const [nth, order] of orders.entries()) {
      if (!whole) {
        const says = 'Not changed: the stops of a crew are put in order together.';
        if (!outcomes.has(order.id)) outcomes.set(order.id, { ok: false, says, clauses: [] });
        continue;
      }
      const sequence = nth + 1;
      await touchOrder(tx, order, { sequence, pinned: pinned.includes(order.id) });
      await append(tx, [assigned(order, crewId, sequence, actor, now)]);
      outcomes.set(order.id, { ok: true, says: `Stop ${sequence}.` });
    }
    const told = [...orderIds, ...unnamed.map((stop) => stop.id)];
    return bulkResult(told, [...orders, ...unnamed], await namesOf(tx, told), outcomes, now);
  });
}

/**
 * Open stops of a crew in their order, with where they are: what a route is laid through. The stop a crew is at,
 * or on its way to, comes first and keeps its place.
 */
export async function stopsOfCrew(
  source: DataSource,
  crewId: number,
): Promise<{ orderId: number; lon: number; lat: number; pinned: boolean }[]> {
  if (!(await source.manager.findOneBy(Crew, { id: crewId }))) throw new NotFound(`There is no crew ${crewId}.`);
  const orders = await source.manager.find(WorkOrder, {
    where: { crewId, state: In([...CREW_STATES]) },
    order: { sequence: 'ASC', id: 'ASC' },
  });
  const places = await rows<{ id: number; lon: number; lat: number }>(
    source,
    `SELECT s.id, p.lon, p.lat FROM service_point s JOIN premise p ON p.id = s.premise_id WHERE s.id = ANY($1)`,
    [orders.map((order) => order.servicePointId)],
  );
  const byId = new Map(places.map((place) => [place.id, place]));
  const begun = (order: WorkOrder): boolean => order.state !== 'assigned';
  return [...orders.filter(begun), ...orders.filter((order) => !begun(order))].flatMap((order) => {
    const place = byId.get(order.servicePointId);
    return place ? [{ orderId: order.id, lon: place.lon, lat: place.lat, pinned: order.pinned || begun(order) }] : [];
  });
}
