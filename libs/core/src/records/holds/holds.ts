import type { ClauseId, Instant } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';

/** What keeps the water on until it ends or is lifted. */
export type HoldKind =
  | 'extension'
  | 'arrangement'
  | 'appeal'
  | 'medical'
  | 'assistance-review'
  | 'undeliverable'
  | 'tenant-notice'
  | 'payment-in-doubt';

export interface NewHold {
  readonly accountId: number;
  readonly kind: HoldKind;
  readonly clause: ClauseId;
  readonly reason: string;
  /** Left out: from now. */
  readonly from?: Instant;
  /** The last moment it holds; null while only an act can end it. */
  readonly until: Instant | null;
  /** Bills it covers; null for all. */
  readonly billIds: readonly number[] | null;
}

/** Places a hold on a locked account; returns its id. */
export async function placeHold(change: Change, hold: NewHold): Promise<number> {
  const { tx, actor, now } = change;
  const { accountId, kind, clause, reason, until } = hold;
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO hold (account_id, kind, clause, from_at, until_at, bill_ids, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [accountId, kind, clause, sqlInstant(hold.from ?? now), sqlInstant(until), hold.billIds, reason],
  );
  if (!made) throw new Error(`The hold ${kind} was not placed on account ${accountId}.`);
  await append(tx, [
    { event: 'hold.placed', facts: { holdId: made.id, kind, until }, at: now, actor, clause, accountId },
  ]);
  return made.id;
}

/** Sets the end of an open-ended hold, now that it is known; or takes the end away again (null). */
export async function endHoldAt(change: Change, holdId: number, until: Instant | null): Promise<void> {
  const { tx, actor, now } = change;
  const changed = await rows<{ accountId: number; kind: string; clause: ClauseId }>(
    tx,
    'UPDATE hold SET until_at = $2 WHERE id = $1 AND lifted_at IS NULL RETURNING account_id AS "accountId", kind, clause',
    [holdId, sqlInstant(until)],
  );
  await append(
    tx,
    changed.map(({ accountId, kind, clause }) => ({
      event: 'hold.placed' as const,
      facts: { holdId, kind, until },
      at: now,
      actor,
      clause,
      accountId,
    })),
  );
}

/** Lifts one hold of a locked account, or all of a kind that stand; returns how many there were. */
export async function liftHolds(
  change: Change,
  each: {
    readonly accountId: number;
    readonly kind: HoldKind;
    readonly holdId?: number;
    /** Left out: the clause that placed it. */
    readonly clause?: ClauseId;
  },
): Promise<number> {
  const { tx, actor, now } = change;
  const lifted = await rows<{ id: number; clause: ClauseId }>(
    tx,
    `UPDATE hold SET lifted_at = $3
     WHERE account_id = $1 AND kind = $2 AND lifted_at IS NULL AND (until_at IS NULL OR until_at > $3)
       AND ($4::int IS NULL OR id = $4) RETURNING id, clause`,
    [each.accountId, each.kind, sqlInstant(now), each.holdId ?? null],
  );
  await append(
    tx,
    lifted.map(({ id, clause }) => ({
      event: 'hold.lifted' as const,
      facts: { holdId: id, kind: each.kind },
      at: now,
      actor,
      clause: each.clause ?? clause,
      accountId: each.accountId,
    })),
  );
  return lifted.length;
}
