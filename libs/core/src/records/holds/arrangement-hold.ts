import type { Instant } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

/** The hold that stands for an arrangement: the review's while it is offered, then I.1's, then I.7's. */
export interface ArrangementHold {
  readonly holdId: number;
  readonly until: Instant | null;
  readonly billIds: readonly number[];
}

export async function holdOf(db: Reader, arrangementId: number): Promise<ArrangementHold> {
  const found = await row<ArrangementHold>(
    db,
    `SELECT h.id AS "holdId", h.until_at AS until, coalesce(h.bill_ids, a.bill_ids) AS "billIds"
     FROM arrangement a JOIN hold h ON h.id = a.hold_id WHERE a.id = $1`,
    [arrangementId],
  );
  if (!found) throw new Error(`The arrangement ${arrangementId} has no hold.`);
  return found;
}
