import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

/** A row of the journal as its readers see it. */
export interface JournalRow {
  readonly seq: number;
  readonly xid: string;
  readonly stream: string;
  readonly at: Instant;
  readonly accountId: number | null;
  readonly event: string;
  readonly clause: ClauseId | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

/** Where a reader stands: transaction first, then row. Numbers alone commit out of order. */
export interface Cursor {
  readonly xid: string;
  readonly seq: number;
}

/** A cursor at the end of what is settled now. */
export async function journalEnd(db: Reader): Promise<Cursor> {
  const [end] = await rows<{ xid: string }>(db, 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid');
  return { xid: end?.xid ?? '0', seq: 0 };
}

/**
 * Rows after the cursor whose transactions, and all older ones, are over: nothing can appear behind
 * the reader any more. NOTIFY `journal` is a hint to look, no more.
 */
export async function journalAfter(db: Reader, cursor: Cursor, limit = 500): Promise<JournalRow[]> {
  return rows<JournalRow>(
    db,
    `SELECT seq, xid::text AS xid, stream, at, account_id AS "accountId", event, clause, facts, actor
     FROM journal
     WHERE (xid, seq) > ($1::text::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY xid, seq LIMIT $3`,
    [cursor.xid, cursor.seq, limit],
  );
}
