import { createHmac } from 'node:crypto';
import { commandSigningText } from '@curbstop/contracts';
import type { Command as Message, ValveState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { askGateForOrder, blockingConditions } from '../../facts/gate.ts';
import { remoteRefused } from './remote-result.ts';
import { changeCommand, lockCommand, lookAgain, wakeGateway } from '../../records/valves/command.ts';
import type { Command } from '../../records/valves/command.ts';
import { onTime } from '../../records/valves/command-state.ts';
import { applyCommandOutcome } from './apply-command-outcome.ts';
import { proveByReads } from './verify-close.ts';
import { GATEWAY } from '../../journal/system-actors.ts';

/** The circuit breaker: whatever goes wrong elsewhere, no more water is turned off at once than this. */
export interface CloseLimits {
  readonly perMinute: number;
  readonly perHour: number;
}

/** A command to publish; the transaction that let it go is committed. */
export interface Outgoing {
  readonly device: string;
  readonly command: Message;
}

/** A command not answered is sent again after this long, under its id and number; in milliseconds. */
const RESEND_MS = 60_000;
const MINUTE_MS = 60_000;
/** Any number: two gateways count the closes of the last hour one after the other. */
const LIMIT_LOCK = 727_005;

/** Commands at which something is to be done now, longest waiting first. */
export async function dueCommands(db: Reader, now: Instant, limit = 50): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    'SELECT id FROM valve_command WHERE look_at <= $1 ORDER BY look_at, id LIMIT $2',
    [sqlInstant(now), limit],
  );
  return due.map((each) => each.id);
}

/** The next moment at which something may be due for a command; null while none is under way. */
export async function nextCommandLook(db: Reader): Promise<Instant | null> {
  const next = await row<{ at: Instant | null }>(db, 'SELECT min(look_at) AS at FROM valve_command');
  return next?.at ?? null;
}

/**
 * The device has just come: what it has not answered is sent to it again at once; from the fourth time on every ten
 * seconds, since each sending is a row of the journal and a device may come as often as it likes.
 */
export async function hastenCommands(db: Reader, deviceId: number, now: Instant): Promise<void> {
  await db.query(
    `UPDATE valve_command c SET look_at = soon.at
     FROM (SELECT id, greatest($2::timestamptz, sent_at + greatest(attempt - 3, 0) * interval '10 seconds') AS at
       FROM valve_command WHERE state = 'sent' AND valve_id IN (SELECT id FROM valve WHERE device_id = $1)) soon
     WHERE c.id = soon.id AND c.state = 'sent' AND c.look_at > soon.at`,
    [deviceId, sqlInstant(now)],
  );
  await wakeGateway(db);
}

/**
 * Does what is due for one command, in one transaction: lets it expire or fail, looks for the proof of
 * a close, or claims it for sending. Returns what to publish, now that it is committed; safe to run
 * twice and by two gateways at once.
 */
export async function claimForSend(
  source: DataSource,
  commandId: string,
  limits: CloseLimits,
  now: Instant,
): Promise<Outgoing | null> {
  return inTransaction(source, async (tx) => {
    const command = await lockCommand(tx, commandId);
    if (!command || command.lookAt === null || command.lookAt > now) return null;
    if (command.state === 'executed' && (await proveByReads(tx, command, now))) return null;
    const ended = onTime(command, now);
    if (ended) {
      await applyCommandOutcome(tx, command, ended, now, now);
      return null;
    }
    if (command.state === 'executed' && command.calledOff) {
      // Called off between the close and its proof: undone at once, without waiting for the proof.
      await applyCommandOutcome(tx, command, { to: 'executed', why: null }, now, now);
      return null;
    }
    if (command.state === 'queued' || command.state === 'sent') return send(tx, command, limits, now);
    await lookAgain(tx, command, (now + RESEND_MS) as Instant);
    return null;
  });
}

async function send(tx: Tx, command: Command, limits: CloseLimits, now: Instant): Promise<Outgoing | null> {
  // Sent once and called off or out of its hours: never again; only its answer is waited for.
  const over = command.calledOff || now >= command.expiresAt;
  const goes = !over && (await mayGo(tx, command, limits, now));
  if (!goes) {
    if (over) await lookAgain(tx, command, (now + RESEND_MS) as Instant);
    return null;
  }
  const target = await row<{ device: string; key: Buffer | null; seq: number; valve: ValveState }>(
    tx,
    `WITH numbered AS (
       UPDATE device SET command_seq = command_seq + $2 FROM valve
       WHERE valve.id = $1 AND device.id = valve.device_id AND device.enabled
       RETURNING device.name AS device, command_key AS key, command_seq AS seq, valve.state AS valve)
     SELECT device, key, seq, valve FROM numbered`,
    [command.valveId, command.seq === null ? 1 : 0],
  );
  if (!target?.key) {
    await applyCommandOutcome(
      tx,
      command,
      { to: 'failed', why: 'The valve has no device that takes commands.' },
      now,
      now,
    );
    return null;
  }
  const sent = await changeCommand(
    tx,
    command,
    {
      state: 'sent',
      why: null,
      seq: command.seq ?? target.seq,
      attempt: command.attempt + 1,
      sentAt: command.sentAt ?? now,
      lookAt: (now + RESEND_MS) as Instant,
    },
    now,
  );
  return { device: target.device, command: messageOf(sent, { ...target, key: target.key }) };
}

/** The gate, asked in the transaction that sends, and the limits of what may be closed at once. */
async function mayGo(tx: Tx, command: Command, limits: CloseLimits, now: Instant): Promise<boolean> {
  if (command.action === 'open') return true;
  const gate = await askGateForOrder(tx, command.orderId, now);
  if (!gate.may) {
    // Only the hour stands against it: the window may open before the command expires.
    const justTheHour = gate.verdict !== null && blockingConditions(gate.verdict).length === 0;
    if (justTheHour) {
      await lookAgain(tx, command, (now + MINUTE_MS) as Instant);
      return false;
    }
    await append(tx, [
      {
        event: 'gate.refused',
        facts: { orderId: command.orderId, at: 'send', because: gate.clauses, says: gate.says },
        at: now,
        actor: GATEWAY,
        clause: gate.clauses[0] ?? command.clause,
        accountId: command.accountId,
      },
    ]);
    const state = command.state === 'queued' ? 'withdrawn' : command.state;
    await changeCommand(tx, command, { state, why: gate.says, lookAt: (now + RESEND_MS) as Instant }, now);
    await remoteRefused(tx, command.orderId, gate.says, now);
    return false;
  }
  if (command.sentAt !== null) return true;
  const wait = await waitForLimits(tx, limits, now);
  if (wait === null) return true;
  await lookAgain(tx, command, wait);
  return false;
}

/** When the next close may go; null for now. */
async function waitForLimits(tx: Tx, limits: CloseLimits, now: Instant): Promise<Instant | null> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LIMIT_LOCK]);
  const sent = await rows<{ at: Instant }>(
    tx,
    `SELECT sent_at AS at FROM valve_command WHERE action = 'close' AND sent_at > $1 AND sent_at <= $2
     ORDER BY sent_at DESC LIMIT $3`,
    [sqlInstant((now - 60 * MINUTE_MS) as Instant), sqlInstant(now), Math.max(limits.perHour, limits.perMinute)],
  );
  const untilFree = (count: number, span: number): number => {
    const oldest = sent[count - 1];
    return oldest ? oldest.at + span : 0;
  };
  const free = Math.max(untilFree(limits.perMinute, MINUTE_MS), untilFree(limits.perHour, 60 * MINUTE_MS));
  return free > now ? (free as Instant) : null;
}

/** The same bytes at every attempt, if the valve stands as it did: the device knows a repeat by id and number. */
function messageOf(
  command: Command,
  to: { readonly device: string; readonly key: Buffer; readonly valve: ValveState },
): Message {
  if (command.seq === null || command.sentAt === null)
    throw new Error(`Command ${command.id} was published before it was sent.`);
  const opposite: ValveState = command.action === 'close' ? 'open' : 'closed';
  const body = {
    v: 2 as const,
    device: to.device,
    id: command.id,
    seq: command.seq,
    action: command.action,
    notBefore: command.sentAt,
    expiresAt: command.expiresAt,
    // Only what is known is asked of the device: a valve nobody has heard of yet may stand anywhere.
    ...(to.valve === opposite ? { precondition: { valve: to.valve } } : {}),
  };
  return { ...body, sig: createHmac('sha256', to.key).update(commandSigningText(body)).digest('hex') };
}
