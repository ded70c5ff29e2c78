import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import type { Tx } from '../../db/tx.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';

/** What moved the account, for the sentence that a crew or a dispatcher reads. */
export interface Cause {
  readonly actor: Actor;
  /** Given when a payment is the cause. */
  readonly paid?: { readonly amount: Cents; readonly clause: ClauseId; readonly says: string };
}

/** An account whose facts have changed, with its open orders; all rows are locked. */
export interface Reconciling {
  readonly it: AccountSnapshot;
  readonly orders: readonly WorkOrder[];
  readonly cause: Cause;
}

/**
 * Brings one thing that hangs on an account in line with its facts. True when it changed something that the
 * facts tell of, so that they are read again. It must not mind being asked again.
 */
export type ReconcileRule = (tx: Tx, followed: Reconciling, now: Instant) => Promise<boolean>;
