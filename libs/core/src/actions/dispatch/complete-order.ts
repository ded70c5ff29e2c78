import type { Actor, Evidence } from '@curbstop/contracts';
import type { ClauseId, Dial, Instant } from '@curbstop/policy';
import { registerWords } from '@curbstop/policy';
import {
  CLOCK_SKEW_MS,
  after,
  doubtsOf,
  farRefusal,
  isImplausible,
  isSameSerial,
  kindOf,
  missingEvidence,
} from '@curbstop/work-orders';
import type { JobFacts, Kind } from '@curbstop/work-orders';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { handReadRefusal, storeHandRead } from '../../records/reads/by-hand.ts';
import { dialOf } from '../../records/reads/meter-context.ts';
import { checkStillThere, exchangeByCrew } from './complete-exchange.ts';
import { onOrderClosed } from '../on-order-closed/index.ts';
import { addressOf, heldSince } from '../../records/orders/held-by.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { askGate, reasonOf, blockingConditions } from '../../facts/gate.ts';
import { cannotStep, moveOrder } from '../../records/orders/move.ts';
import { reopenAtOnce } from '../../reconcile/reopen.ts';
import { applyServiceChange } from './apply-service-change.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { firstClause } from '../../journal/first-clause.ts';

export interface Completion {
  readonly actionId: string;
  readonly crewId: number;
  readonly deviceAt: Instant;
  readonly evidence: Evidence;
}

/** What the crew is told. */
export interface CompletionAnswer {
  readonly says: string;
  readonly clauses: readonly ClauseId[];
}

interface MeterThere {
  readonly id: number;
  readonly serial: string;
  readonly dial: Dial;
}

async function meterAt(tx: Tx, servicePointId: number): Promise<MeterThere | null> {
  return row(
    tx,
    `SELECT m.id, m.serial, ${dialOf('m')} AS dial FROM meter_installation i JOIN meter m ON m.id = i.meter_id
     WHERE i.service_point_id = $1 AND i.removed_on IS NULL`,
    [servicePointId],
  );
}

/** Whether the valve was closed under a permit of this order and crew, in its time. */
async function hadPermit(tx: Tx, order: WorkOrder, done: Completion): Promise<boolean> {
  const { permitId, valveTurnedAt } = done.evidence;
  if (permitId === null || valveTurnedAt === null) return false;
  const permit = await row<{ issuedAt: Instant; expiresAt: Instant }>(
    tx,
    'SELECT issued_at AS "issuedAt", expires_at AS "expiresAt" FROM permit WHERE id = $1 AND order_id = $2 AND crew_id = $3',
    [permitId, order.id, done.crewId],
  );
  return (
    permit !== null &&
    valveTurnedAt >= permit.issuedAt - CLOCK_SKEW_MS &&
    valveTurnedAt <= permit.expiresAt + CLOCK_SKEW_MS
  );
}

/** Why a closed valve may not stay closed; null when it may. The gate is asked a last time, for the moment the valve was turned. */
export async function whyWrong(
  tx: Tx,
  order: WorkOrder,
  done: Completion,
  now: Instant,
): Promise<{ says: string; clauses: readonly ClauseId[] } | null> {
  if (!(await hadPermit(tx, order, done))) return { says: 'The valve was closed without a permit.', clauses: ['E.1'] };
  const turnedAt = Math.min(done.evidence.valveTurnedAt ?? now, now) as Instant;
  // What came up since the permit counts; that the window has shut does not, because the permit ends with it.
  const standing = blockingConditions(
    askGate(await lockAccountSnapshot(tx, order.accountId, now), turnedAt, order.kind, order.unit),
  );
  return standing.length === 0 ? null : reasonOf(standing);
}

/** What the server knows of a job when its completion comes. */
async function factsOf(tx: Tx, order: WorkOrder, done: Completion, now: Instant): Promise<JobFacts> {
  const address = await addressOf(tx, order.servicePointId);
  const since = (await heldSince(tx, order.id, done.crewId)) ?? order.createdAt;
  return { address, heldSince: since, deviceAt: done.deviceAt, now };
}

/** When the work was done: as the tablet says, unless it cannot be; then when it was heard of. */
function doneAt({ deviceAt, heldSince: since, now }: JobFacts): Instant {
  const at = isImplausible(deviceAt, { heldSince: since, now }) ? now : Math.max(deviceAt, since);
  // A tablet whose clock runs ahead does not put anything into the future.
  return Math.min(at, now) as Instant;
}

/** What a crew reports, at the meter that is there, with what the server knows of the job. */
interface Visit {
  readonly done: Completion;
  readonly meter: MeterThere | null;
  readonly facts: JobFacts;
}

async function keepEvidence(
  change: Change,
  order: WorkOrder,
  { done, meter, facts }: Visit,
): Promise<readonly string[]> {
  const { tx, now } = change;
  const unreadable = whyUnreadable(done.evidence, meter);
  const found = doubtsOf(kindOf(order.kind), done.evidence, facts);
  const doubts = unreadable === null ? found : [...found, unreadable];
  await tx.query(
    `INSERT INTO evidence (order_id, action_id, body, device_at, received_at, doubts) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (order_id) DO NOTHING`,
    [
      order.id,
      done.actionId,
      JSON.stringify(done.evidence),
      sqlInstant(done.deviceAt),
      sqlInstant(now),
      JSON.stringify(doubts),
    ],
  );
  const { register, registerUnit: unit } = done.evidence;
  // A reading counts where the order asks for one, at the meter that it names, and where its dial can show it. The last reading
  // of a meter that goes out is taken with the exchange.
  if (register === null || meter === null || unreadable !== null || done.evidence.newMeter != null) return doubts;
  const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
  const read = { meterId: meter.id, register, unit, at: doneAt(facts), source: 'crew' } as const;
  await storeHandRead(change, read, policyAt(profile, now));
  return doubts;
}

/** The valve is closed and should not be: what the tablet sent is kept, and the water comes back at once, for no fee. */
async function undoClose(change: Change, order: WorkOrder, visit: Visit, says: string): Promise<CompletionAnswer> {
  const { tx, now } = change;
  const { profile } = await lockAccountSnapshot(tx, order.accountId, now);
  await keepEvidence(change, order, visit);
  await applyServiceChange(change, order, true);
  const reopen = await reopenAtOnce(change, order, profile, says, visit.done.crewId);
  const next = reopen
    ? `Open the valve again now: order ${reopen.number}, no fee.`
    : 'The water is to come back on; an order for that exists.';
  return { says: `${says} ${next}`, clauses: order.recall?.clauses ?? ['E.1'] };
}

/** The gate's no to a valve that is closed already. */
export function refusedAtCompletion(
  order: WorkOrder,
  wrong: { readonly says: string; readonly clauses: readonly ClauseId[] },
  actor: Actor,
  now: Instant,
): JournalEntry {
  return {
    event: 'gate.refused',
    facts: { orderId: order.id, at: 'completion', because: wrong.clauses, says: wrong.says },
    at: now,
    actor,
    clause: firstClause(wrong.clauses),
    accountId: order.accountId,
  };
}

/** Throws {@link Refused} where the evidence is of another kind of order, or of another meter. */
function checkFits(kind: Kind, order: WorkOrder, evidence: Evidence, serial: string | null): void {
  if (kind.effect === 'none' && evidence.valve !== null)
    throw new Refused(`This order turns no valve. Tell dispatch that the valve is ${evidence.valve}.`, [order.clause]);
  if (evidence.newMeter != null && !kind.evidence.includes('newMeter'))
    throw new Refused('This order exchanges no meter. Tell dispatch which meter was set.', [order.clause]);
  const { meterSerial } = evidence;
  if (serial === null || meterSerial === null || isSameSerial(meterSerial, serial)) return;
  // The serial is read off the meter, so nobody is told what to type.
  throw new Refused(`Meter ${meterSerial} is not the meter on this order. Check the serial number.`, [order.clause]);
}

/** Why the reading is none that the dial of the meter shows; null when it is, or when there is nothing to read. */
function whyUnreadable({ register, registerUnit }: Evidence, meter: MeterThere | null): string | null {
  if (register === null || meter === null) return null;
  const refusal = handReadRefusal(register, registerUnit, meter.dial);
  return refusal === null ? null : `Reading: ${refusal}`;
}

/** Throws {@link Refused} with what the table of kinds asks for and the evidence lacks. */
function checkWhole(kind: Kind, order: WorkOrder, evidence: Evidence, meter: MeterThere | null, facts: JobFacts): void {
  const missing = missingEvidence(kind, evidence);
  const clauses: ClauseId[] = [kind.effect === 'off' ? 'E.4' : order.clause];
  if (missing.length > 0) throw new Refused(missing.map((each) => each.says).join(' '), clauses);
  const unreadable = whyUnreadable(evidence, meter);
  if (unreadable !== null) throw new Refused(unreadable, clauses);
  const far = farRefusal(kind, evidence, facts.address);
  if (far !== null) throw new Refused(far, clauses);
}

/**
 * A valve that was closed and may not stay closed: because the order was called off, or because the gate, asked again for the
 * moment it was turned, says no. It is opened again at once, whatever else the evidence lacks. Null when it may stay closed.
 */
async function wrongClose(change: Change, order: WorkOrder, visit: Visit): Promise<CompletionAnswer | null> {
  const { tx, actor, now } = change;
  if (order.state === 'cancelled') {
    const says = `Order ${order.number} was called off. ${order.outcome ?? ''}`.trim();
    return undoClose(change, order, visit, says);
  }
  const wrong = after(order.state, 'complete') === null ? null : await whyWrong(tx, order, visit.done, now);
  if (wrong === null) return null;
  await append(tx, [refusedAtCompletion(order, wrong, actor, now)]);
  await moveOrder(tx, order, 'cancel', { outcome: wrong.says }, now);
  return undoClose(change, order, visit, wrong.says);
}

/**
 * A crew reports an order done, with the evidence that the table of kinds asks for. The account and the order must be locked.
 * For a turn-off the permit is the gate's answer at the door, and the gate is asked again for the moment the valve was
 * turned; when it says no, or the order was called off meanwhile, a closed valve is opened again at once. A reconnect is
 * always accepted: the water is on.
 *
 * Throws {@link Refused} with what is missing; nothing is written then.
 */
export async function completeOrder(change: Change, order: WorkOrder, done: Completion): Promise<CompletionAnswer> {
  const { tx, actor, now } = change;
  const kind = kindOf(order.kind);
  const { evidence } = done;
  const meter = kind.evidence.includes('meterSerial') ? await meterAt(tx, order.servicePointId) : null;
  const facts = await factsOf(tx, order, done, now);
  const visit = { done, meter, facts };
  await checkStillThere(tx, order, evidence, meter);
  checkFits(kind, order, evidence, meter?.serial ?? null);
  if (kind.effect === 'off' && evidence.valve === 'closed') {
    const undone = await wrongClose(change, order, visit);
    if (undone) return undone;
  }
  checkWhole(kind, order, evidence, meter, facts);
  if (after(order.state, 'complete') === null) {
    if (kind.effect !== 'on' || order.state !== 'cancelled') throw new Refused(cannotStep(order));
    // The order was called off, but the crew has opened the valve: the water is on, and that is what counts.
    await keepEvidence(change, order, visit);
    await applyServiceChange(change, order);
    return { says: 'The order was called off. It is kept that the water is on.', clauses: [] };
  }
  const doubts = await keepEvidence(change, order, visit);
  await moveOrder(tx, order, 'complete', { outcome: 'Done by the crew.' }, now);
  await tx.query('UPDATE assignment SET ended_at = $2 WHERE order_id = $1 AND ended_at IS NULL', [
    order.id,
    sqlInstant(now),
  ]);
  await exchangeByCrew(tx, order, evidence, meter, { actor, at: doneAt(facts) }, now);
  const { valve } = evidence;
  const register =
    evidence.register === null || meter === null ? evidence.register : registerWords(evidence.register, meter.dial);
  await append(tx, [
    {
      event: 'order.completed',
      facts: { ...orderEvent(order), by: 'crew', valve, register, ...(doubts.length > 0 ? { doubts } : {}) },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  await onOrderClosed(change, order, { done: true, at: doneAt(facts) });
  await applyServiceChange(change, order);
  return { says: 'Done.', clauses: [order.clause] };
}
