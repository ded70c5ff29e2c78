import type { Actor, Role, TaskCounts, TaskList, TaskState, TaskView } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { READ_DOUBT_TASK } from '../reads/doubt-tasks.ts';
import { closedBy } from './closed-by-command.ts';

const PAGE = 100;

/** What stands in which list: its condition, its order, and that order as one value to go on from. */
const LISTS: Readonly<Record<TaskState, { readonly where: string; readonly order: string; readonly later: string }>> = {
  open: {
    where: 't.done_at IS NULL',
    order: 't.due_at NULLS LAST, t.id',
    later: "(coalesce(t.due_at, 'infinity'), t.id) > (coalesce(last.due_at, 'infinity'), last.id)",
  },
  late: {
    where: 't.done_at IS NULL AND t.due_at < $2',
    order: 't.due_at, t.id',
    later: '(t.due_at, t.id) > (last.due_at, last.id)',
  },
  done: {
    where: 't.done_at IS NOT NULL',
    order: 't.done_at DESC, t.id DESC',
    later: '(t.done_at, t.id) < (last.done_at, last.id)',
  },
};

interface Row {
  taskId: number;
  kind: string;
  role: Role;
  clause: ClauseId;
  says: string;
  accountId: number | null;
  number: string | null;
  customer: string | null;
  address: string | null;
  openedAt: Instant;
  dueAt: Instant | null;
  doneAt: Instant | null;
  doneBy: Actor | null;
  outcome: string | null;
  leftOver: boolean;
}

/** Whether nothing is left to decide of a task `t` about doubted readings: a note closes it then, or nobody could. */
const LEFT_OVER = `(t.kind = '${READ_DOUBT_TASK}' AND NOT EXISTS (SELECT 1 FROM meter_read r
  WHERE r.meter_id = (t.subject->>'meterId')::int AND r.quality = 'suspect'))`;

function whoDid(actor: Actor | null): string {
  if (actor?.kind === 'staff') return actor.name;
  return actor?.kind === 'customer' ? 'the customer' : 'the system';
}

function viewOf(row: Row, now: Instant): TaskView {
  const { taskId, kind, role, clause, says, openedAt, dueAt } = row;
  const { accountId, doneAt } = row;
  return {
    taskId,
    kind,
    role,
    clause,
    says,
    account:
      accountId === null
        ? null
        : { accountId, number: row.number ?? '', customer: row.customer ?? '', address: row.address ?? '' },
    openedAt,
    dueAt,
    late: doneAt === null && dueAt !== null && dueAt < now,
    closedBy: row.leftOver ? null : closedBy(kind),
    done: doneAt === null ? null : { at: doneAt, by: whoDid(row.doneBy), outcome: row.outcome ?? '' },
  };
}

/** Tasks of some roles: open ones by their deadline, so that late ones come first; done ones latest first. */
export async function listTasks(
  db: Reader,
  one: { readonly roles: readonly Role[]; readonly state: TaskState; readonly after: number | null },
  now: Instant,
): Promise<TaskList> {
  const { where, order, later } = LISTS[one.state];
  const found = await rows<Row>(
    db,
    `SELECT t.id AS "taskId", t.kind, t.role, t.clause, t.says, t.account_id AS "accountId", a.number, c.name AS customer,
       p.address, t.opened_at AS "openedAt", t.due_at AS "dueAt", t.done_at AS "doneAt", t.done_by AS "doneBy", t.outcome,
       ${LEFT_OVER} AS "leftOver"
     FROM task t LEFT JOIN account a ON a.id = t.account_id LEFT JOIN customer c ON c.id = a.customer_id
     LEFT JOIN service_point s ON s.id = a.service_point_id LEFT JOIN premise p ON p.id = s.premise_id
     LEFT JOIN task last ON last.id = $3
     WHERE t.role = ANY($1) AND ${where} AND $2::timestamptz IS NOT NULL AND ($3::int IS NULL OR ${later})
     ORDER BY ${order} LIMIT ${PAGE + 1}`,
    [one.roles, sqlInstant(now), one.after],
  );
  const tasks = found.slice(0, PAGE).map((each) => viewOf(each, now));
  return { tasks, after: found.length > PAGE ? (tasks.at(-1)?.taskId ?? null) : null };
}

/** How many tasks are open for each role, and how many of them late. */
export async function countTasks(db: Reader, roles: readonly Role[], now: Instant): Promise<TaskCounts> {
  const found = await rows<TaskCounts['roles'][number]>(
    db,
    `SELECT role, count(*)::int AS open, (count(*) FILTER (WHERE due_at < $2))::int AS late
     FROM task WHERE done_at IS NULL AND role = ANY($1) GROUP BY role ORDER BY role`,
    [roles, sqlInstant(now)],
  );
  return { roles: found };
}

/** Who took the payment that a task is about; null where it is about none, or nobody of the staff took it. */
export async function takerOf(db: Reader, taskId: number): Promise<number | null> {
  const found = await row<{ takenBy: number | null }>(
    db,
    `SELECT p.taken_by AS "takenBy" FROM task t JOIN payment p ON p.id = (t.subject->>'paymentId')::int WHERE t.id = $1`,
    [taskId],
  );
  return found?.takenBy ?? null;
}

/** Whether nothing is left to decide of a task, so that a note closes it. */
export async function isLeftOver(db: Reader, taskId: number): Promise<boolean> {
  const found = await row<{ leftOver: boolean }>(db, `SELECT ${LEFT_OVER} AS "leftOver" FROM task t WHERE t.id = $1`, [
    taskId,
  ]);
  return found?.leftOver ?? false;
}
