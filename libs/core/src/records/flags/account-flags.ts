import type { Cents, ClauseId, FlagKind, Instant } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';

export interface NewFlag {
  readonly accountId: number;
  readonly kind: FlagKind;
  readonly clause: ClauseId;
  readonly why: string;
  /** When it clears by itself. */
  readonly until?: Instant | null;
  readonly amount?: Cents | null;
  readonly dueAt?: Instant | null;
}

/** Sets a flag on a locked account; returns its id. Flags of one kind may stand side by side (K.4: one for each check). */
export async function setFlag(change: Change, flag: NewFlag): Promise<number> {
  const { tx, actor, now } = change;
  const { accountId, kind, clause, why } = flag;
  const [until, amount, dueAt] = [flag.until ?? null, flag.amount ?? null, flag.dueAt ?? null];
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO flag (account_id, kind, clause, set_at, until_at, amount, due_at, why)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [accountId, kind, clause, sqlInstant(now), sqlInstant(until), amount, sqlInstant(dueAt), why],
  );
  if (!made) throw new Error(`The flag ${kind} was not set on account ${accountId}.`);
  const facts = { flagId: made.id, flag: kind, amount, due: dueAt, why };
  await append(tx, [{ event: 'flag.set', facts, at: now, actor, clause, accountId }]);
  return made.id;
}

/** Clears the flags of a kind, or one of them; returns how many there were. The account must be locked. */
export async function clearFlags(
  change: Change,
  each: {
    readonly accountId: number;
    readonly kind: FlagKind;
    readonly flagId?: number;
    readonly clause: ClauseId;
    readonly why: string;
  },
): Promise<number> {
  const { tx, actor, now } = change;
  const cleared = await rows<{ id: number }>(
    tx,
    `UPDATE flag SET cleared_at = $3, cleared_why = $4
     WHERE account_id = $1 AND kind = $2 AND cleared_at IS NULL AND ($5::int IS NULL OR id = $5) RETURNING id`,
    [each.accountId, each.kind, sqlInstant(now), each.why, each.flagId ?? null],
  );
  await append(
    tx,
    cleared.map(({ id }) => ({
      event: 'flag.cleared' as const,
      facts: { flagId: id, flag: each.kind, why: each.why },
      at: now,
      actor,
      clause: each.clause,
      accountId: each.accountId,
    })),
  );
  return cleared.length;
}

/** Flags that are set on an account, oldest first, for a screen. */
export function flagsOf(
  db: Tx,
  accountId: number,
): Promise<
  {
    flagId: number;
    kind: FlagKind;
    clause: ClauseId;
    setAt: Instant;
    until: Instant | null;
    amount: Cents | null;
    dueAt: Instant | null;
    why: string;
  }[]
> {
  return rows(
    db,
    `SELECT id AS "flagId", kind, clause, set_at AS "setAt", until_at AS until, amount, due_at AS "dueAt", why
     FROM flag WHERE account_id = $1 AND cleared_at IS NULL ORDER BY id`,
    [accountId],
  );
}
