import type { BillFacts, Cents } from '@curbstop/policy';
import { NO_CENTS, cents } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

/**
 * C.1: bills with what was unpaid of them at the end of their due date by effective dates alone. A payment that was posted
 * late is laid on what is open by then; had it been there in time, this bill would have had it. So what such a payment paid
 * of charges made after the due date, or what is left of it, counts for the bill.
 */
export async function unpaidByEffectiveDate(db: Reader, bills: readonly BillFacts[]): Promise<BillFacts[]> {
  if (bills.length === 0) return [];
  const found = await rows<{ billId: number; elsewhere: Cents }>(
    db,
    `SELECT b.id AS "billId", sum(-c.amount - coalesce((
       SELECT sum(a.amount) FROM allocation a JOIN ledger_entry e ON e.id = a.charge_id
       WHERE a.credit_id = c.id AND e.value_date <= coalesce(b.counts_until, b.due)), 0))::bigint AS elsewhere
     FROM bill b JOIN ledger_entry c ON c.account_id = b.account_id
     WHERE b.id = ANY($1) AND c.kind IN ('payment', 'credit') AND c.value_date <= coalesce(b.counts_until, b.due)
       AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = c.id)
     GROUP BY b.id`,
    [bills.map((bill) => bill.billId)],
  );
  const elsewhere = new Map(found.map((each) => [each.billId, each.elsewhere]));
  return bills.map((bill) => {
    const left = bill.unpaidAtDue - (elsewhere.get(bill.billId) ?? NO_CENTS);
    return { ...bill, unpaidAtDue: left > 0 ? cents(left) : NO_CENTS };
  });
}
