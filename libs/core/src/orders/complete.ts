import type { Actor, Evidence } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { after, isSameSerial, kindOf, missingEvidence } from '@curbstop/work-orders';
import { lockCase } from '../accounts/facts.ts';
import { Refused } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from '../journal/append.ts';
import { termsAt } from '../policy/terms.ts';
import { storeHandRead } from '../reads/by-hand.ts';
import { afterOrder } from './endings.ts';
import { orderEvent } from './events.ts';
import { askGate, because, standingTerms } from './gate.ts';
import { cannotStep, moveOrder } from './move.ts';
import { reopenAtOnce } from './reopen.ts';
import { applyEffect } from './service.ts';
import type { WorkOrder } from './work-order.entity.ts';

/** A tablet's clock may differ this much from the city's; in milliseconds. */
const SKEW = 2 * 60_000;

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

async function meterAt(tx: Tx, servicePointId: number): Promise<{ id: number; serial: string } | null> {
  return row(
    tx,
    `SELECT m.id, m.serial FROM meter_installation i JOIN meter m ON m.id = i.meter_id
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
  return permit !== null && valveTurnedAt >= permit.issuedAt - SKEW && valveTurnedAt <= permit.expiresAt + SKEW;
}

/** Why a closed valve may not stay closed; null when it may. The gate is asked a last time, for the moment the valve was turned. */
async function whyWrong(
  tx: Tx,
  order: WorkOrder,
  done: Completion,
  now: Instant,
): Promise<{ says: string; clauses: readonly ClauseId[] } | null> {
  if (!(await hadPermit(tx, order, done))) return { says: 'The valve was closed without a permit.', clauses: ['E.1'] };
  const turnedAt = Math.min(done.evidence.valveTurnedAt ?? now, now) as Instant;
  // What came up since the permit counts; that the window has shut does not, because the permit ends with it.
  const standing = standingTerms(askGate(await lockCase(tx, order.accountId, now), turnedAt, order.kind, order.unit));
  return standing.length === 0 ? null : because(standing);
}

async function keepEvidence(
  tx: Tx,
  order: WorkOrder,
  done: Completion,
  meterId: number | null,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await tx.query(
    `INSERT INTO evidence (order_id, action_id, body, device_at, received_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (order_id) DO NOTHING`,
    [order.id, done.actionId, JSON.stringify(done.evidence), sqlInstant(done.deviceAt), sqlInstant(now)],
  );
  const { register } = done.evidence;
  if (register === null || meterId === null) return;
  // A tablet whose clock runs ahead does not put a reading into the future.
  const at = Math.min(done.deviceAt, now) as Instant;
  const { profile } = await lockCase(tx, order.accountId, now);
  await storeHandRead(tx, { meterId, register, at, source: 'crew' }, termsAt(profile, now), actor, now);
}

/** The valve is closed and should not be: what the tablet sent is kept, and the water comes back at once, for no fee. */
async function undoClose(
  tx: Tx,
  order: WorkOrder,
  done: Completion,
  meterId: number | null,
  says: string,
  actor: Actor,
  now: Instant,
): Promise<CompletionAnswer> {
  const { profile } = await lockCase(tx, order.accountId, now);
  await keepEvidence(tx, order, done, meterId, actor, now);
  await applyEffect(tx, order, actor, now, true);
  const reopen = await reopenAtOnce(tx, order, profile, says, done.crewId, actor, now);
  const next = reopen
    ? `Open the valve again now: order ${reopen.number}, no fee.`
    : 'The water is to come back on; an order for that exists.';
  return { says: `${says} ${next}`, clauses: order.recall?.clauses ?? ['E.1'] };
}

/**
 * A crew reports an order done. The account and the order must be locked. For a turn-off the permit is
 * the gate's answer at the door, and the gate is asked again for the moment the valve was turned; when it says no, or
 * the order was called off meanwhile, a closed valve is opened again at once. A reconnect is always accepted: the water is on.
 *
 * Throws {@link Refused} with what is missing; nothing is written then.
 */
export async function completeOrder(
  tx: Tx,
  order: WorkOrder,
  done: Completion,
  actor: Actor,
  now: Instant,
): Promise<CompletionAnswer> {
  const kind = kindOf(order.kind);
  const { evidence } = done;
  const missing = missingEvidence(kind, evidence);
  if (missing.length > 0)
    throw new Refused(missing.map((each) => each.says).join(' '), [kind.effect === 'off' ? 'E.4' : order.clause]);
  const meter = kind.evidence.includes('meterSerial') ? await meterAt(tx, order.servicePointId) : null;
  if (meter && !isSameSerial(evidence.meterSerial ?? '', meter.serial)) {
    // The serial is read off the meter, so nobody is told what to type.
    throw new Refused(`Meter ${evidence.meterSerial ?? ''} is not the meter on this order. Check the serial number.`, [
      order.clause,
    ]);
  }
  if (kind.effect === 'off') {
    if (order.state === 'cancelled') {
      return undoClose(
        tx,
        order,
        done,
        meter?.id ?? null,
        `Order ${order.number} was called off. ${order.outcome ?? ''}`.trim(),
        actor,
        now,
      );
    }
    const wrong = after(order.state, 'complete') === null ? null : await whyWrong(tx, order, done, now);
    if (wrong) {
      await append(tx, [
        {
          event: 'gate.refused',
          facts: { orderId: order.id, at: 'completion', because: wrong.clauses, says: wrong.says },
          at: now,
          actor,
          clause: wrong.clauses[0] ?? 'E.1',
          accountId: order.accountId,
        },
      ]);
      await moveOrder(tx, order, 'cancel', { outcome: wrong.says }, now);
      return undoClose(tx, order, done, meter?.id ?? null, wrong.says, actor, now);
    }
  }
  if (after(order.state, 'complete') === null) {
    if (kind.effect !== 'on' || order.state !== 'cancelled') throw new Refused(cannotStep(order));
    // The order was called off, but the crew has opened the valve: the water is on, and that is what counts.
    await keepEvidence(tx, order, done, meter?.id ?? null, actor, now);
    await applyEffect(tx, order, actor, now);
    return { says: 'The order was called off. It is kept that the water is on.', clauses: [] };
  }
  await keepEvidence(tx, order, done, meter?.id ?? null, actor, now);
  await moveOrder(tx, order, 'complete', { outcome: 'Done by the crew.' }, now);
  await tx.query('UPDATE assignment SET ended_at = $2 WHERE order_id = $1 AND ended_at IS NULL', [
    order.id,
    sqlInstant(now),
  ]);
  await append(tx, [
    {
      event: 'order.completed',
      facts: { ...orderEvent(order), by: 'crew', valve: evidence.valve, register: evidence.register },
      at: now,
      actor,
      clause: order.clause,
      accountId: order.accountId,
    },
  ]);
  // A tablet that was offline tells of an earlier hour, but not of one before the order was made.
  const at = Math.min(now, Math.max(done.deviceAt, order.createdAt)) as Instant;
  await afterOrder(tx, order, { done: true, at }, actor, now);
  await applyEffect(tx, order, actor, now);
  return { says: 'Done.', clauses: [order.clause] };
}
