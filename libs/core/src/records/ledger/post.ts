import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import type { EntryKind } from './ledger.entity.ts';

export interface NewEntry {
  readonly accountId: number;
  readonly kind: EntryKind;
  /** Owed above zero, credited below. */
  readonly amount: Cents;
  readonly valueDate: Day;
  readonly clause: ClauseId;
  readonly billId: number | null;
  readonly paymentId: number | null;
  readonly actKey: string | null;
  /** The line that this one takes back. */
  readonly reversesId?: number;
  /** When it was posted, for records taken over from before; else the moment of the call. */
  readonly postedAt?: Instant;
}

/** Writes lines to ledgers in one statement; returns their ids in the order given. */
export async function postEntries(tx: Tx, entries: readonly NewEntry[], now: Instant): Promise<number[]> {
  if (entries.length === 0) return [];
  // The identity column counts up in the order in which unnest yields its rows.
  const made = await rows<{ id: number }>(
    tx,
    `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id, payment_id, act_key, reverses_id)
     SELECT account_id, kind, amount, value_date, posted_at, clause, bill_id, payment_id, act_key, reverses_id
     FROM unnest($1::int[], $2::text[], $3::bigint[], $4::date[], $5::text[], $6::int[], $7::int[], $8::text[], $9::timestamptz[], $10::int[])
       WITH ORDINALITY AS it (account_id, kind, amount, value_date, clause, bill_id, payment_id, act_key, posted_at, reverses_id, nth)
     ORDER BY nth
     RETURNING id`,
    [
      entries.map((entry) => entry.accountId),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.amount),
      entries.map((entry) => entry.valueDate),
      entries.map((entry) => entry.clause),
      entries.map((entry) => entry.billId),
      entries.map((entry) => entry.paymentId),
      entries.map((entry) => entry.actKey),
      entries.map((entry) => sqlInstant(entry.postedAt ?? now)),
      entries.map((entry) => entry.reversesId ?? null),
    ],
  );
  return made.map((each) => each.id);
}
