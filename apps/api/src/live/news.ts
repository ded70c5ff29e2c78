import type { EventName } from '@curbstop/contracts';
import type { JournalRow } from '@curbstop/core';

/** What a batch of journal rows is about. */
export interface News {
  /** Orders that rows name. */
  readonly orderIds: readonly number[];
  /** Accounts whose money, holds or service changed; what their open orders show may have changed with it. */
  readonly accountIds: readonly number[];
  /** The lists beside the day's orders (kept off, came off) changed. */
  readonly day: boolean;
  /** A task was opened, done or became late. */
  readonly tasks: boolean;
}

const CHANGES_THE_DAY: ReadonlySet<string> = new Set<EventName>([
  'list.entered',
  'list.left',
  'order.created',
  'order.cancelled',
  'order.held',
  'hold.placed',
  'hold.lifted',
  'payment.received',
  'payment.reversed',
  'act.skipped',
]);

const CHANGES_TASKS: ReadonlySet<string> = new Set<EventName>([
  'task.opened',
  'task.done',
  'task.late',
  // One of several doubted readings of a meter is decided: its task stays open, and the list of doubts changes.
  'read.decided',
]);

/** Reads what changed out of the rows; each record once, in the order of its first row. */
export function newsOf(rows: readonly JournalRow[]): News {
  const orderIds = new Set<number>();
  const accountIds = new Set<number>();
  let day = false;
  let tasks = false;
  for (const row of rows) {
    const { orderId } = row.facts;
    if (typeof orderId === 'number') orderIds.add(orderId);
    if (row.accountId !== null) accountIds.add(row.accountId);
    day ||= CHANGES_THE_DAY.has(row.event);
    tasks ||= CHANGES_TASKS.has(row.event);
  }
  return { orderIds: [...orderIds], accountIds: [...accountIds], day, tasks };
}
