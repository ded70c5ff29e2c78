import type { AppealMatter, Cents, Day } from '@curbstop/policy';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

/** What an appeal names: a bill, or a line of the ledger. */
export interface Named {
  readonly billId: number | null;
  readonly entryId: number | null;
}

/** Charges besides bills that may be appealed (H.3). */
const CHARGES = [
  'penalty',
  'reconnection-fee',
  'after-hours-reconnection-fee',
  'deposit',
  'nsf-fee',
  'manual-read-fee',
  'arrangement-fee',
];

/** A bill or charge as an appeal sees it, with what it came to; null when the account has none such. */
export interface Appealed extends AppealMatter {
  readonly kind: string;
  /** The line of the ledger. */
  readonly chargeId: number;
  /** Of the line; in cents. */
  readonly amount: Cents;
  readonly paid: Cents;
  /** The bill that a late charge is of, or the bill itself. */
  readonly ofBillId: number | null;
  /** As people call it. */
  readonly says: string;
}

interface Row {
  kind: string;
  chargeId: number;
  amount: Cents;
  paid: Cents;
  ofBillId: number | null;
  number: string | null;
  dated: Day;
  policyVersion: Day | null;
}

export async function findMatter(db: Reader, accountId: number, { billId, entryId }: Named): Promise<Appealed | null> {
  const found = await row<Row>(
    db,
    `SELECT e.kind, e.id AS "chargeId", e.amount, e.bill_id AS "ofBillId", b.number,
       CASE e.kind WHEN 'bill' THEN b.bill_date ELSE e.value_date END AS dated, b.policy_version AS "policyVersion",
       (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.charge_id = e.id)::bigint AS paid
     FROM ledger_entry e LEFT JOIN bill b ON b.id = e.bill_id
     WHERE e.account_id = $1 AND CASE WHEN $2::int IS NOT NULL THEN e.bill_id = $2 AND e.kind = 'bill'
       ELSE e.id = $3 AND e.kind = ANY($4) END`,
    [accountId, billId, entryId, CHARGES],
  );
  if (!found) return null;
  const { number, ...it } = found;
  const kind = it.kind.replaceAll('-', ' ');
  const says =
    billId !== null
      ? `bill ${number ?? ''}`
      : it.kind === 'penalty'
        ? `the late charge on bill ${number ?? ''}`
        : `the ${kind}`;
  return { ...it, billId, entryId: billId === null ? it.chargeId : null, says };
}
