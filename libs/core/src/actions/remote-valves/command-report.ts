import type { Ack, Status } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { lockAccounts } from '../../db/locks.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { appendQuietly } from '../../journal/quiet.ts';
import { ACTIVE, changeCommand, findCommand, lockCommand } from '../../records/valves/command.ts';
import type { Command } from '../../records/valves/command.ts';
import { isForward, onAck, onStatus } from '../../records/valves/command-state.ts';
import { applyCommandOutcome, reportToOrder } from './apply-command-outcome.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A device's answer to a command. One to a command it was never given is no answer. */
export async function recordAck(source: DataSource, deviceId: number, ack: Ack, now: Instant): Promise<void> {
  if (!UUID.test(ack.id)) return;
  await inTransaction(source, async (tx) => {
    const mine = await row<{ id: string }>(
      tx,
      `SELECT it.id FROM valve_command AS it JOIN valve ON valve.id = it.valve_id
       WHERE it.id = $1 AND it.seq = $2 AND valve.device_id = $3`,
      [ack.id, ack.seq, deviceId],
    );
    const command = mine && (await lockCommand(tx, ack.id));
    if (!command) return;
    const next = onAck(command, ack.result);
    if (next?.to === 'acked') await changeCommand(tx, command, { state: 'acked', why: command.why }, now);
    else if (next) await applyCommandOutcome(tx, command, next, now, now);
  });
}

interface ValveNow {
  id: number;
  name: string;
  state: string;
  reportedAt: Instant | null;
  accountId: number | null;
}

/** Where a valve stands, as its device says; it settles the command that moved it. */
export async function recordStatus(
  source: DataSource,
  deviceId: number,
  status: Status,
  now: Instant,
): Promise<boolean> {
  return inTransaction(source, async (tx) => {
    const valve = await lockValve(tx, deviceId);
    if (!valve) return false;
    // A clock that is ahead must not shut out what the device says after it has been set right.
    const at = Math.min(Date.parse(status.t), now) as Instant;
    const moved = await noteState(tx, valve, status, at, now);
    const active = await findCommand(tx, `it.valve_id = $1 AND it.state IN ${ACTIVE} FOR NO KEY UPDATE OF it`, [
      valve.id,
    ]);
    if (active) await advance(tx, active, status, at, now);
    else if (moved && status.valve === 'closed') await lateClose(tx, valve.id, status, at, now);
    return true;
  });
}

/** Locks what commands lock: the accounts of the valve's place and of its command first, then the valve. */
async function lockValve(tx: Tx, deviceId: number): Promise<ValveNow | null> {
  const found = await row<{ id: number; orderAccount: number | null }>(
    tx,
    `SELECT valve.id, (SELECT work_order.account_id FROM valve_command AS it
       JOIN work_order ON work_order.id = it.order_id WHERE it.valve_id = valve.id
       ORDER BY it.queued_at DESC LIMIT 1) AS "orderAccount"
     FROM valve WHERE device_id = $1`,
    [deviceId],
  );
  if (!found) return null;
  const there = await rows<{ id: number }>(
    tx,
    `SELECT account.id FROM valve JOIN account USING (service_point_id) WHERE valve.id = $1`,
    [found.id],
  );
  const accounts = there.map((account) => account.id);
  await lockAccounts(tx, found.orderAccount === null ? accounts : [...accounts, found.orderAccount]);
  return row<ValveNow>(
    tx,
    `SELECT valve.id, device.name, valve.state, valve.reported_at AS "reportedAt",
       COALESCE($2, (SELECT account.id FROM account WHERE account.service_point_id = valve.service_point_id
         AND account.status = 'active')) AS "accountId"
     FROM valve JOIN device ON device.id = valve.device_id WHERE valve.id = $1 FOR NO KEY UPDATE OF valve`,
    [found.id, found.orderAccount],
  );
}

/** Keeps the newest status; true when it says that the valve has moved. */
async function noteState(tx: Tx, valve: ValveNow, status: Status, at: Instant, now: Instant): Promise<boolean> {
  if (valve.reportedAt !== null && at < valve.reportedAt) return false;
  await tx.query(
    'UPDATE valve SET state = $2, reported_at = $3, flow_litres_hour = COALESCE($4, flow_litres_hour) WHERE id = $1',
    [valve.id, status.valve, sqlInstant(at), status.flow ?? null],
  );
  if (status.valve === valve.state) return false;
  const told = {
    event: 'valve.reported' as const,
    facts: { valveId: valve.id, valve: status.valve, flow: status.flow === undefined ? null : status.flow > 0 },
    at: now,
    actor: { kind: 'device' as const, id: valve.name },
    clause: null,
    accountId: valve.accountId,
    stream: `device/${valve.name}`,
  };
  // A valve that flutters is told of once a minute for each state; where it stands now is in its record at once.
  await appendQuietly(tx, [{ happening: told, times: 1 }], now);
  return true;
}

async function advance(tx: Tx, command: Command, status: Status, at: Instant, now: Instant): Promise<void> {
  const next = onStatus(command, {
    valve: status.valve,
    flow: status.flow ?? null,
    at,
    mine: status.lastCmd === command.id,
  });
  if (next && isForward(command.state, next.to)) await applyCommandOutcome(tx, command, next, at, now);
}

/**
 * The valve closed for a command that had been given up: the order is told all the same. If it no longer
 * stands, it sees to it that the water comes back at once and for nothing.
 */
async function lateClose(tx: Tx, valveId: number, status: Status, at: Instant, now: Instant): Promise<void> {
  const last = await findCommand(tx, 'it.valve_id = $1 ORDER BY it.queued_at DESC, it.id LIMIT 1', [valveId]);
  if (last?.action !== 'close' || last.sentAt === null || last.state === 'verified') return;
  if (status.lastCmd === last.id || at > last.sentAt) await reportToOrder(tx, last, now);
}
