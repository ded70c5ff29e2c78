import type { Actor, ParkAnswer, Role } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { Invalid, NotFound, Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { answerParked } from './park-order.ts';
import { PARK_TASK } from '../../records/orders/parked.ts';
import { closedBy } from '../../records/tasks/closed-by-command.ts';
import { isLeftOver, takerOf } from '../../records/tasks/task-list.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';

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
  const about = await row<{ accountId: number | null; kind: string; role: Role; clause: ClauseId }>(
    source,
    'SELECT account_id AS "accountId", kind, role, clause FROM task WHERE id = $1',
    [taskId],
  );
  if (!about) throw new NotFound('There is no such task.');
  const { accountId, kind, clause } = about;
  const role = [about.role, 'admin' as const].find((each) => by.roles.includes(each));
  if (role === undefined) throw new Refused('This task is for another role.', [clause]);
  const actor: Actor = { kind: 'staff', id: by.staffId, name: by.name, role };
  const accountIds = accountId === null ? [] : [accountId];
  await changeAccounts(source, { accountIds, actor, now }, async (change) => {
    const { tx } = change;
    const task = await row<{ done: boolean }>(
      tx,
      'SELECT done_at IS NOT NULL AS done FROM task WHERE id = $1 FOR NO KEY UPDATE',
      [taskId],
    );
    if (!task) throw new NotFound('There is no such task.');
    if (task.done) throw new Refused('This task is done already.');
    if (kind === PARK_TASK) {
      if (found === undefined) throw new Invalid('found', 'Say whether a payment was found: paid or not-paid.');
      await answerParked(change, { taskId, found, message: outcome.trim() });
      return;
    }
    if (found !== undefined) throw new Invalid('found', 'This task does not ask whether a payment was found.');
    const deed = (await isLeftOver(tx, taskId)) ? null : closedBy(kind);
    if (deed !== null) throw new Refused(deed, [clause]);
    if (kind === 'drop-box-cash' && (await takerOf(tx, taskId)) === by.staffId)
      throw new Refused('You took this cash yourself. A second person counts it.', [clause]);
    await closeTasks(change, { accountId, kind, outcome: outcome.trim(), taskId });
  });
}
