import type { Actor, ParkAnswer, Role } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { reconcileAccounts } from '../../reconcile/reconcile-account.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, NotFound, Refused } from '../../db/errors.ts';
import { inTransaction, row } from '../../db/tx.ts';
import { answerParked } from './park-order.ts';
import { PARK_TASK } from '../../records/orders/parked.ts';
import { closedBy } from '../../records/tasks/closed-by-command.ts';
import { isLeftOver, takerOf } from '../../records/tasks/task-list.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { Task } from '../../records/tasks/task.entity.ts';

/** Somebody has dealt with a task that needs nothing more than that, and says what came of it. */
export async function finishTask(
  source: DataSource,
  {
    taskId,
    outcome,
    found,
  }: { readonly taskId: number; readonly outcome: string; readonly found?: ParkAnswer | undefined },
  by: { readonly staffId: number; readonly name: string; readonly roles: readonly Role[] },
  now: Instant,
): Promise<void> {
  if (outcome.trim() === '') throw new Invalid('outcome', 'Say what came of it.');
  await inTransaction(source, async (tx) => {
    const about = await tx.findOneBy(Task, { id: taskId });
    if (!about) throw new NotFound('There is no such task.');
    const { accountId } = about;
    if (accountId !== null) await lockAccountSnapshot(tx, accountId, now);
    const task = await row<{ kind: string; role: Role; clause: ClauseId; done: boolean }>(
      tx,
      'SELECT kind, role, clause, done_at IS NOT NULL AS done FROM task WHERE id = $1 FOR NO KEY UPDATE',
      [taskId],
    );
    if (!task) throw new NotFound('There is no such task.');
    const { kind, clause } = task;
    const role = [task.role, 'admin' as const].find((each) => by.roles.includes(each));
    if (role === undefined) throw new Refused('This task is for another role.', [clause]);
    if (task.done) throw new Refused('This task is done already.');
    const actor: Actor = { kind: 'staff', id: by.staffId, name: by.name, role };
    if (kind === PARK_TASK) {
      if (found === undefined) throw new Invalid('found', 'Say whether a payment was found: paid or not-paid.');
      await answerParked(tx, { taskId, found, message: outcome.trim() }, actor, now);
      return;
    }
    if (found !== undefined) throw new Invalid('found', 'This task does not ask whether a payment was found.');
    const deed = (await isLeftOver(tx, taskId)) ? null : closedBy(kind);
    if (deed !== null) throw new Refused(deed, [clause]);
    if (kind === 'drop-box-cash' && (await takerOf(tx, taskId)) === by.staffId)
      throw new Refused('You took this cash yourself. A second person counts it.', [clause]);
    await closeTasks(tx, { accountId, kind, outcome: outcome.trim(), taskId }, actor, now);
    if (accountId !== null) await reconcileAccounts(tx, [accountId], { actor }, now);
  });
}
