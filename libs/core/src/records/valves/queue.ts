import { randomUUID } from 'node:crypto';
import type { CommandState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Conflict, NotFound } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { ACTIVE, changeCommand, findCommand, tellCommand, wakeGateway } from './command.ts';
import type { Command } from './command.ts';

export interface CommandRequest {
  readonly orderId: number;
  readonly valveId: number;
  readonly action: 'open' | 'close';
  /** Not to be sent before; at once when absent. */
  readonly notBefore?: Instant;
  /** End of the hours in which it may be carried out. */
  readonly expiresAt: Instant;
}

export interface QueuedCommand {
  readonly commandId: string;
  readonly state: CommandState;
}

/**
 * Queues a command; the account's row must be locked. Asking twice for the same valve, order and action
 * gives the same command; one that was withdrawn or had expired is queued anew, one that failed is not.
 * A valve has one command at a time: an opposite one that is not sent is withdrawn. An opening also
 * takes the place of a close that is on its way, because it is the later of the two for the device;
 * a close waits for an opening to end.
 */
export async function queueCommand(tx: Tx, request: CommandRequest, now: Instant): Promise<QueuedCommand> {
  const same = await findCommand(
    tx,
    'it.valve_id = $1 AND it.order_id = $2 AND it.action = $3 FOR NO KEY UPDATE OF it',
    [request.valveId, request.orderId, request.action],
  );
  if (same && same.state !== 'withdrawn' && same.state !== 'expired') return { commandId: same.id, state: same.state };
  await makeRoom(tx, request, now);
  const lookAt = request.notBefore !== undefined && request.notBefore > now ? request.notBefore : now;
  const command = same ? await queueAgain(tx, same, request, lookAt, now) : await queueNew(tx, request, lookAt, now);
  await wakeGateway(tx);
  return command;
}

async function makeRoom(tx: Tx, request: CommandRequest, now: Instant): Promise<void> {
  const active = await findCommand(tx, `it.valve_id = $1 AND it.state IN ${ACTIVE} FOR NO KEY UPDATE OF it`, [
    request.valveId,
  ]);
  if (!active) return;
  const way = active.action === 'close' ? 'closing' : 'opening';
  if (active.state !== 'queued' && request.action === 'close') {
    throw new Conflict(`The valve is on its way: the ${way} for order ${active.orderId} is ${active.state}.`);
  }
  await changeCommand(tx, active, { state: 'withdrawn', why: `A later command takes the place of this ${way}.` }, now);
}

async function queueNew(tx: Tx, request: CommandRequest, lookAt: Instant, now: Instant): Promise<QueuedCommand> {
  const order = await row<Pick<Command, 'accountId' | 'clause'>>(
    tx,
    'SELECT account_id AS "accountId", clause FROM work_order WHERE id = $1',
    [request.orderId],
  );
  if (!order) throw new NotFound(`There is no order ${request.orderId}.`);
  const id = randomUUID();
  await tx.query(
    `INSERT INTO valve_command (id, valve_id, order_id, action, state, expires_at, queued_at, since, look_at)
     VALUES ($1, $2, $3, $4, 'queued', $5, $6, $6, $7)`,
    [
      id,
      request.valveId,
      request.orderId,
      request.action,
      sqlInstant(request.expiresAt),
      sqlInstant(now),
      sqlInstant(lookAt),
    ],
  );
  await tellCommand(tx, { ...request, ...order, id }, { state: 'queued', why: null }, now);
  return { commandId: id, state: 'queued' };
}

/** It gets a new number when it is sent: to the device it is another command. */
async function queueAgain(
  tx: Tx,
  command: Command,
  request: CommandRequest,
  lookAt: Instant,
  now: Instant,
): Promise<QueuedCommand> {
  await tx.query(
    `UPDATE valve_command SET state = 'queued', why = NULL, seq = NULL, attempt = 0, expires_at = $2, queued_at = $3,
       since = $3, sent_at = NULL, executed_at = NULL, look_at = $4
     WHERE id = $1`,
    [command.id, sqlInstant(request.expiresAt), sqlInstant(now), sqlInstant(lookAt)],
  );
  await tellCommand(tx, command, { state: 'queued', why: 'Queued again.' }, now);
  return { commandId: command.id, state: 'queued' };
}

/**
 * Calls off the commands of an order; the account's row must be locked. `on-its-way`: the device may
 * have it already; what it reports decides, and a close is undone by an urgent reconnect at no fee.
 */
export async function withdrawCommand(
  tx: Tx,
  orderId: number,
  why: string,
  now: Instant,
): Promise<'none' | 'withdrawn' | 'on-its-way'> {
  const active = await findCommand(tx, `it.order_id = $1 AND it.state IN ${ACTIVE} FOR NO KEY UPDATE OF it`, [orderId]);
  if (!active) return 'none';
  if (active.state === 'queued') {
    await changeCommand(tx, active, { state: 'withdrawn', why }, now);
    return 'withdrawn';
  }
  if (!active.calledOff) await changeCommand(tx, active, { state: active.state, why, lookAt: now }, now);
  await wakeGateway(tx);
  return 'on-its-way';
}
