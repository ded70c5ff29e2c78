import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { Tx } from './tx.ts';

/** What every write of a change needs to know: the transaction that it is part of, who acts, and when. */
export interface Change {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Instant;
}
