import type { CommandState } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { lockAccount } from '../../db/locks.ts';
import { row } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { isFinal } from './command-state.ts';
import type { CommandNow } from './command-state.ts';
import { GATEWAY } from '../../journal/system-actors.ts';

/** A command with what is needed to act on it. */
export interface Command extends CommandNow {
  readonly id: string;
  readonly valveId: number;
  readonly orderId: number;
  readonly accountId: number;
  readonly clause: ClauseId;
  readonly seq: number | null;
  readonly why: string | null;
  readonly attempt: number;
  readonly lookAt: Instant | null;
}

const SELECT = `SELECT it.id, it.valve_id AS "valveId", it.order_id AS "orderId", work_order.account_id AS "accountId",
    work_order.clause, it.action, it.seq, it.state, it.why, it.attempt, it.expires_at AS "expiresAt",
    it.sent_at AS "sentAt", it.executed_at AS "executedAt", it.look_at AS "lookAt",
    (it.why IS NOT NULL AND it.sent_at IS NOT NULL) AS "calledOff"
  FROM valve_command AS it JOIN work_order ON work_order.id = it.order_id`;

/** States in which something may still happen to a command; the partial unique index names the same. */
export const ACTIVE = "('queued', 'sent', 'acked', 'executed')";

export async function findCommand(db: Reader, where: string, parameters: unknown[]): Promise<Command | null> {
  return row<Command>(db, `${SELECT} WHERE ${where}`, parameters);
}

/**
 * The command with its account's row locked before it: whoever decides about an account's water (a
 * payment, a crew, a valve) takes that row first, so that each comes before or after the other.
 */
export async function lockCommand(tx: Tx, id: string): Promise<Command | null> {
  const found = await findCommand(tx, 'it.id = $1', [id]);
  if (!found) return null;
  await lockAccount(tx, found.accountId);
  return findCommand(tx, 'it.id = $1 FOR NO KEY UPDATE OF it', [id]);
}

export interface CommandChange {
  readonly state: CommandState;
  readonly why: string | null;
  /** When to look at it again; nothing is looked at once it is final. */
  readonly lookAt?: Instant;
  readonly seq?: number;
  readonly attempt?: number;
  readonly sentAt?: Instant;
  readonly executedAt?: Instant;
  readonly expiresAt?: Instant;
}

/** Writes a change of a command and tells the journal. The row must be locked. */
export async function changeCommand(tx: Tx, command: Command, change: CommandChange, now: Instant): Promise<Command> {
  const lookAt = isFinal(change.state) ? null : (change.lookAt ?? command.lookAt);
  await tx.query(
    `UPDATE valve_command SET state = $2, why = $3, since = CASE WHEN state = $2 THEN since ELSE $4 END, look_at = $5,
       seq = COALESCE($6, seq), attempt = COALESCE($7, attempt), sent_at = COALESCE($8, sent_at),
       executed_at = COALESCE($9, executed_at), expires_at = COALESCE($10, expires_at)
     WHERE id = $1`,
    [
      command.id,
      change.state,
      change.why,
      sqlInstant(now),
      sqlInstant(lookAt),
      change.seq ?? null,
      change.attempt ?? null,
      sqlInstant(change.sentAt ?? null),
      sqlInstant(change.executedAt ?? null),
      sqlInstant(change.expiresAt ?? null),
    ],
  );
  await tellCommand(tx, command, change, now);
  return {
    ...command,
    ...change,
    lookAt,
    calledOff: change.why !== null && (change.sentAt ?? command.sentAt) !== null,
  };
}

/** Puts off the next look at a command; nothing happened, so the journal says nothing. */
export async function lookAgain(tx: Tx, command: Command, lookAt: Instant): Promise<void> {
  await tx.query('UPDATE valve_command SET look_at = $2 WHERE id = $1', [command.id, sqlInstant(lookAt)]);
}

export async function tellCommand(
  tx: Tx,
  each: Pick<Command, 'id' | 'orderId' | 'accountId' | 'action' | 'clause'>,
  change: Pick<CommandChange, 'state' | 'why'>,
  now: Instant,
): Promise<void> {
  await append(tx, [
    {
      event: 'valve.command',
      facts: { commandId: each.id, orderId: each.orderId, action: each.action, state: change.state, why: change.why },
      at: now,
      actor: GATEWAY,
      clause: each.clause,
      accountId: each.accountId,
    },
  ]);
}

/** Rings the gateway: there is something to look at. */
export async function wakeGateway(db: Reader): Promise<void> {
  await db.query("SELECT pg_notify('valve_command', '')");
}
