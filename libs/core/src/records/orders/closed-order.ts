import type { CannotReason } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import type { WorkOrder } from './work-order.entity.ts';

/** How a crew's visit ended: done, or why not. */
export type ClosedHow =
  { readonly done: true; readonly at: Instant } | { readonly done: false; readonly reason: CannotReason };

/** What follows for the account when an order ends. The account and the order are locked; the follow-through comes after it. */
export type OnOrderClosed = (change: Change, order: WorkOrder, end: ClosedHow) => Promise<void>;
