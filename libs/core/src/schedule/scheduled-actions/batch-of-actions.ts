import type { Day, Instant } from '@curbstop/policy';
import { NO_CENTS } from '@curbstop/policy';
import type { Plan } from './due-action.ts';
import type { Tx } from '../../db/tx.ts';
import type { JournalEntry } from '../../journal/append.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { addToBatch } from '../../records/batches/batch.ts';
import type { BatchItem } from '../../records/batches/batch.ts';

/** What a round of the alarm clock wrote, each with the id it got, in the order of the plan. */
export interface Written {
  readonly entryIds: readonly number[];
  readonly mailed: readonly JournalEntry[];
  readonly orders: readonly WorkOrder[];
}

/** Late charges with their reminders, disconnection notices and turn-offs go into the batches of their day. */
export async function batchActions(tx: Tx, plan: Plan, written: Written, day: Day, now: Instant): Promise<void> {
  const penalties: BatchItem[] = [];
  plan.entries.forEach(({ kind, accountId, amount }, nth) => {
    const refId = written.entryIds[nth];
    if (kind === 'penalty' && refId !== undefined) penalties.push({ kind: 'charge', refId, accountId, amount });
  });
  const notices: BatchItem[] = [];
  plan.notices.forEach(({ kind, accountId, amount }, nth) => {
    const row = written.mailed[nth];
    if (row?.event !== 'notice.mailed') return;
    const item = { kind: 'notice' as const, refId: row.facts.noticeId, accountId };
    if (kind === 'reminder') penalties.push({ ...item, amount: NO_CENTS });
    if (kind === 'disconnection') notices.push({ ...item, amount: amount ?? NO_CENTS });
  });
  const listed = written.orders
    .filter((order) => order.kind === 'turn-off')
    .map(({ id, accountId, amount }): BatchItem => ({
      kind: 'order',
      refId: id,
      accountId,
      amount: amount ?? NO_CENTS,
    }));
  await addToBatch(tx, { kind: 'penalties', day, items: penalties }, now);
  await addToBatch(tx, { kind: 'notices', day, items: notices }, now);
  await addToBatch(tx, { kind: 'turn-off-list', day, items: listed }, now);
}
