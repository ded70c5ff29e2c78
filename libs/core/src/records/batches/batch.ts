import type { Cents, Day, Instant } from '@curbstop/policy';
import { NotFound } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

/** What the city does to many accounts in one go, each day. A section with such a run adds its name here. */
export const BATCH_KINDS = ['penalties', 'notices', 'turn-off-list', 'bill-run', 'refunds'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/** One thing that a batch did: the record it made, and what it came to. */
export interface BatchItem {
  readonly kind: 'charge' | 'notice' | 'order' | 'bill' | 'refund';
  readonly refId: number;
  readonly accountId: number;
  readonly amount: Cents;
}

/**
 * Adds what was done to the batch of its day, which is made with its first item. Processes that work at once add to the same
 * batch and do not wait for one another.
 */
export async function addToBatch(
  tx: Tx,
  each: { readonly kind: BatchKind; readonly day: Day; readonly items: readonly BatchItem[] },
  now: Instant,
): Promise<void> {
  if (each.items.length === 0) return;
  const key = `${each.kind}/${each.day}`;
  await tx.query('INSERT INTO batch (key, kind, day, run_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING', [
    key,
    each.kind,
    each.day,
    sqlInstant(now),
  ]);
  await tx.query(
    `INSERT INTO batch_item (batch_id, kind, ref_id, account_id, amount)
     SELECT b.id, it.kind, it.ref_id, it.account_id, it.amount
     FROM batch b, unnest($2::text[], $3::int[], $4::int[], $5::bigint[]) AS it (kind, ref_id, account_id, amount)
     WHERE b.key = $1 ON CONFLICT DO NOTHING`,
    [
      key,
      each.items.map((item) => item.kind),
      each.items.map((item) => item.refId),
      each.items.map((item) => item.accountId),
      each.items.map((item) => item.amount),
    ],
  );
}

/** A batch as a clerk sees it. */
export interface BatchLine {
  readonly batchId: number;
  readonly kind: BatchKind;
  readonly day: Day;
  readonly runAt: Instant;
  readonly accounts: number;
  readonly items: number;
  readonly amount: Cents;
  readonly undoneAt: Instant | null;
  readonly undoneWhy: string | null;
}

const LINES = `SELECT b.id AS "batchId", b.kind, b.day, b.run_at AS "runAt", b.undone_at AS "undoneAt",
    b.undone_why AS "undoneWhy", count(DISTINCT i.account_id)::int AS accounts, count(i.ref_id)::int AS items,
    coalesce(sum(i.amount), 0)::bigint AS amount
  FROM batch b LEFT JOIN batch_item i ON i.batch_id = b.id`;

/** The batches from a day to another, newest first. */
export async function batchesBetween(db: Reader, from: Day, to: Day): Promise<BatchLine[]> {
  return rows<BatchLine>(db, `${LINES} WHERE b.day BETWEEN $1 AND $2 GROUP BY b.id ORDER BY b.day DESC, b.id DESC`, [
    from,
    to,
  ]);
}

/** One batch, as it stands in the list. */
export async function batchOf(db: Reader, batchId: number): Promise<BatchLine> {
  const found = await row<BatchLine>(db, `${LINES} WHERE b.id = $1 GROUP BY b.id`, [batchId]);
  if (!found) throw new NotFound('There is no such batch.');
  return found;
}

/** One thing a batch did, or would do, with the account it was done to. */
export interface BatchItemLine extends BatchItem {
  readonly number: string;
  readonly name: string;
  readonly address: string;
  /** Why, in a sentence of the journal. */
  readonly says: string;
}

const SAYS: Readonly<Record<BatchItem['kind'], string>> = {
  charge: 'Late charge',
  notice: 'Notice',
  order: 'On the turn-off list',
  bill: 'Bill',
  refund: 'Refund',
};

export async function batchItems(db: Reader, batchId: number): Promise<BatchItemLine[]> {
  const found = await rows<Omit<BatchItemLine, 'says'>>(
    db,
    `SELECT i.kind, i.ref_id AS "refId", i.account_id AS "accountId", i.amount, a.number, c.name, p.address
     FROM batch_item i JOIN account a ON a.id = i.account_id JOIN customer c ON c.id = a.customer_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE i.batch_id = $1 ORDER BY a.number, i.kind, i.ref_id`,
    [batchId],
  );
  return found.map((item) => ({ ...item, says: SAYS[item.kind] }));
}
