import type { BillView } from '@curbstop/contracts';
import type { Cents, Day } from '@curbstop/policy';
import { METRIC_DIAL, dialOfLiters } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { dialAtStart, dialWhen } from '../records/reads/meter-context.ts';

interface Row extends Omit<BillView, 'lines' | 'startRegister' | 'endRegister'> {
  startLitres: number | null;
  endLitres: number | null;
  billDate: Day;
}

/** When a bill was made: it shows the face that it had then. A bill of nothing has no entry. */
const MADE_AT =
  '(SELECT coalesce(min(e.posted_at), b.bill_date::timestamptz) FROM ledger_entry e WHERE e.bill_id = b.id)';

/** An account's bills with their lines, newest first. */
export async function accountBills(db: Reader, accountId: number): Promise<BillView[]> {
  const bills = await rows<Row>(
    db,
    `SELECT b.id AS "billId", b.number, b.kind, b.bill_date AS "billDate", b.due, b.period_from AS "periodFrom",
       b.period_to AS "periodTo", b.start_litres AS "startLitres", b.end_litres AS "endLitres", b.units, b.estimated, b.amount,
       CASE WHEN m.id IS NULL THEN NULL ELSE ${dialWhen('m', MADE_AT)} END AS dial,
       ${dialAtStart('b.meter_id', 'b.period_from')} AS "startDial",
       (SELECT coalesce(sum(e.amount - coalesce((SELECT sum(a.amount) FROM allocation a WHERE a.charge_id = e.id), 0)), 0)
        FROM ledger_entry e WHERE e.bill_id = b.id AND e.kind IN ('bill', 'penalty'))::bigint AS unpaid,
       (SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.bill_id = b.id AND e.kind = 'penalty')::bigint AS penalty,
       b.taken_back_at IS NOT NULL AS "takenBack",
       b.taken_back_at IS NULL AND b.replaced_by IS NULL
         AND NOT EXISTS (SELECT 1 FROM batch t WHERE t.id = b.batch_id AND t.undone_at IS NOT NULL)
         AND EXISTS (SELECT 1 FROM meter_read r WHERE r.meter_id = b.meter_id AND r.litres = b.end_litres AND r.quality = 'void')
         AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.account_id = b.account_id AND n.meter_id IS NOT NULL AND n.id > b.id
           AND n.taken_back_at IS NULL) AS "mayTakeBack"
     FROM bill b LEFT JOIN meter m ON m.id = b.meter_id WHERE b.account_id = $1 ORDER BY b.bill_date DESC, b.id DESC`,
    [accountId],
  );
  const lines = await rows<{ billId: number; says: string; quantity: string; amount: Cents }>(
    db,
    'SELECT bill_id AS "billId", says, quantity, amount FROM bill_line WHERE bill_id = ANY($1) ORDER BY bill_id, ordinal',
    [bills.map((bill) => bill.billId)],
  );
  return bills.map(({ startLitres, endLitres, ...bill }) => ({
    ...bill,
    startRegister: startLitres === null ? null : dialOfLiters(startLitres, bill.startDial ?? bill.dial ?? METRIC_DIAL),
    endRegister: endLitres === null ? null : dialOfLiters(endLitres, bill.dial ?? METRIC_DIAL),
    lines: lines
      .filter((line) => line.billId === bill.billId)
      .map(({ says, quantity, amount }) => ({ says, quantity, amount })),
  }));
}
