import type { Role } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { lockAccounts } from '../../db/locks.ts';
import type { Change } from '../../db/change.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';

/** A decision that the policy leaves to a person. */
export interface NewTask {
  /** Null for one that is about the whole city. */
  readonly accountId: number | null;
  readonly kind: string;
  readonly role: Role;
  readonly clause: ClauseId;
  /** What is to be decided, in a sentence. */
  readonly says: string;
  /** The last moment of the deadline; null when there is none. */
  readonly dueAt: Instant | null;
  /** Makes it once for ever. */
  readonly actKey: string | null;
  /** Left alone too while one of its kind and clause is open there: whoever has that one decides this as well. */
  readonly unlessOpen?: boolean;
  /** Left alone while an open task has the same key, whoever makes both at once. */
  readonly openKey?: string;
  /** What it is about, for the page that opens from it: `{ appealId: 7 }`. */
  readonly subject?: Readonly<Record<string, string | number>>;
}

/** Opens tasks; one whose act key is there already is left alone. Returns their journal rows, to be appended. */
export async function makeTasks(change: Change, tasks: readonly NewTask[]): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  const happenings: JournalEntry[] = [];
  for (const task of tasks) {
    const made = await row<{ id: number }>(
      tx,
      `INSERT INTO task (account_id, kind, role, clause, says, due_at, opened_at, act_key, subject, open_key)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $11
       WHERE NOT $10 OR NOT EXISTS (SELECT 1 FROM task o WHERE o.account_id IS NOT DISTINCT FROM $1
         AND o.kind = $2 AND o.clause = $4 AND o.done_at IS NULL)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        task.accountId,
        task.kind,
        task.role,
        task.clause,
        task.says,
        sqlInstant(task.dueAt),
        sqlInstant(now),
        task.actKey,
        JSON.stringify(task.subject ?? {}),
        task.unlessOpen ?? false,
        task.openKey ?? null,
      ],
    );
    if (!made) continue;
    const { accountId, clause, kind, role, dueAt } = task;
    const facts = { taskId: made.id, kind, role, due: dueAt };
    happenings.push({ event: 'task.opened', facts, at: now, actor, clause, accountId });
  }
  return happenings;
}

/** Opens a task and journals it; returns its id, or null where it is left alone because it is there already. */
export async function openTask(change: Change, task: NewTask): Promise<number | null> {
  const [opened] = await makeTasks(change, [task]);
  if (opened === undefined) return null;
  if (opened.event !== 'task.opened') throw new Error(`A task is told as ${opened.event}.`);
  await append(change.tx, [opened]);
  return opened.facts.taskId;
}

/** What is closed: everything open of a kind for an account, or one task of it. */
interface Closing {
  readonly accountId: number | null;
  readonly kind: string;
  readonly outcome: string;
  readonly taskId?: number;
}

/** Closes what is open of a kind for an account because its matter is decided. Returns the journal rows, to be appended. */
async function endTasks(change: Change, each: Closing): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  const closed = await rows<{ id: number; clause: ClauseId }>(
    tx,
    `UPDATE task SET done_at = $3, done_by = $4, outcome = $5
     WHERE account_id IS NOT DISTINCT FROM $1 AND kind = $2 AND done_at IS NULL AND ($6::int IS NULL OR id = $6)
     RETURNING id, clause`,
    [each.accountId, each.kind, sqlInstant(now), JSON.stringify(actor), each.outcome, each.taskId ?? null],
  );
  return closed.map(({ id, clause }) => ({
    event: 'task.done' as const,
    facts: { taskId: id, kind: each.kind },
    at: now,
    actor,
    clause,
    accountId: each.accountId,
  }));
}

/** Closes what is open of a kind for an account because its matter is decided; returns how many there were. */
export async function closeTasks(change: Change, each: Closing): Promise<number> {
  const { tx } = change;
  const closed = await endTasks(change, each);
  await append(tx, closed);
  return closed.length;
}

/** Closes the open task of a key, whatever account it is of. Returns its journal row, to be appended; none where none is open. */
export async function endTaskOf(change: Change, openKey: string, outcome: string): Promise<JournalEntry[]> {
  const { tx } = change;
  const task = await row<{ taskId: number; accountId: number | null; kind: string }>(
    tx,
    'SELECT id AS "taskId", account_id AS "accountId", kind FROM task WHERE open_key = $1 AND done_at IS NULL',
    [openKey],
  );
  return task ? endTasks(change, { ...task, outcome }) : [];
}

/** Closes the open task of a key because its matter is decided, whatever account it is of. */
export async function closeTaskOf(change: Change, openKey: string, outcome: string): Promise<void> {
  const { tx } = change;
  await append(tx, await endTaskOf(change, openKey, outcome));
}

/** Late tasks marked in one transaction. */
const LATE_AT_ONCE = 500;

/** Marks tasks whose deadline has passed as late, once each. */
export async function markLateTasks(source: DataSource, now: Instant): Promise<number> {
  return inTransaction(source, async (tx) => {
    const about = await rows<{ id: number; accountId: number | null }>(
      tx,
      `SELECT id, account_id AS "accountId" FROM task
       WHERE due_at < $1 AND done_at IS NULL AND late_at IS NULL ORDER BY due_at, id LIMIT ${LATE_AT_ONCE}`,
      [sqlInstant(now)],
    );
    await lockAccounts(
      tx,
      about.map((task) => task.accountId).filter((accountId) => accountId !== null),
    );
    const late = await rows<{
      id: number;
      accountId: number | null;
      kind: string;
      role: string;
      due: Instant;
      clause: ClauseId;
    }>(
      tx,
      `SELECT id, account_id AS "accountId", kind, role, due_at AS due, clause FROM task
       WHERE id = ANY($1) AND due_at IS NOT NULL AND done_at IS NULL AND late_at IS NULL ORDER BY due_at, id FOR NO KEY UPDATE SKIP LOCKED`,
      [about.map((task) => task.id)],
    );
    if (late.length === 0) return 0;
    await tx.query('UPDATE task SET late_at = $2 WHERE id = ANY($1)', [late.map((each) => each.id), sqlInstant(now)]);
    await append(
      tx,
      late.map(({ id, accountId, kind, role, due, clause }) => ({
        event: 'task.late' as const,
        facts: { taskId: id, kind, role, due },
        at: now,
        actor: SCHEDULER,
        clause,
        accountId,
      })),
    );
    return late.length;
  });
}

/** The first moment at which an open task will be late; null when none can be. */
export async function nextLateTask(db: Reader): Promise<Instant | null> {
  const next = await row<{ at: Instant | null }>(
    db,
    'SELECT min(due_at) AS at FROM task WHERE done_at IS NULL AND late_at IS NULL',
  );
  return next?.at == null ? null : ((next.at + 1) as Instant);
}
