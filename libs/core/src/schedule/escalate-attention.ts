import type { Instant } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, rows } from '../db/tx.ts';
import { lockAccounts } from '../db/locks.ts';
import { append } from '../journal/append.ts';
import { SCHEDULER } from '../journal/system-actors.ts';
import { cityProfile } from '../records/policy-versions/city.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { closeTasks, makeTasks } from '../records/tasks/tasks.ts';
import { attentionNow } from '../views/attention.ts';

/** The supervisor's task about water that must come back and did not before the shift's end. */
export const URGENT_TASK = 'urgent-work-open';

/**
 * Urgent work that has passed the shift's end becomes a task of the supervisor, once for each day that it lasts, and the task
 * ends with the thing. Doing it twice changes nothing.
 */
export async function escalateUrgentWork(source: DataSource, now: Instant): Promise<number> {
  const { items } = await attentionNow(source, now);
  const escalated = items.filter((item) => item.level === 'escalated' && item.accountId !== null);
  const standing = await rows<{ taskId: number; accountId: number | null }>(
    source,
    'SELECT id AS "taskId", account_id AS "accountId" FROM task WHERE kind = $1 AND done_at IS NULL',
    [URGENT_TASK],
  );
  const over = standing.filter(({ accountId }) => !items.some((item) => item.accountId === accountId));
  const open = escalated.filter(({ accountId }) => !standing.some((task) => task.accountId === accountId));
  if (over.length === 0 && open.length === 0) return 0;
  const { timeZone } = policyAt(await cityProfile(source), now);
  return inTransaction(source, async (tx) => {
    await lockAccounts(
      tx,
      [...over, ...open].flatMap(({ accountId }) => accountId ?? []),
    );
    for (const { taskId, accountId } of over)
      await closeTasks(
        { tx, actor: SCHEDULER, now },
        { accountId, kind: URGENT_TASK, outcome: 'It has ended.', taskId },
      );
    const happened = await makeTasks(
      { tx, actor: SCHEDULER, now },
      open.map(({ clause, ...item }) => {
        if (clause === null) throw new Error(`${item.key} has no clause.`);
        return {
          accountId: item.accountId,
          kind: URGENT_TASK,
          role: 'supervisor' as const,
          clause,
          says: `${item.title}: ${item.message} ${item.escalation?.message ?? ''}`.trim(),
          dueAt: now,
          actKey: `urgent/${item.key}/${dayOf(now, timeZone)}`,
          ...(item.orderId === null ? {} : { subject: { orderId: item.orderId } }),
        };
      }),
    );
    await append(tx, happened);
    return happened.length;
  });
}
