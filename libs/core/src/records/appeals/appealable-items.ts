import type { AppealMatterView } from '@curbstop/contracts';
import type { AppealMatter, Cents, Day } from '@curbstop/policy';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

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

const COLUMNS = `
  SELECT e.kind, e.id AS "chargeId", e.amount, e.bill_id AS "ofBillId", b.number,
    CASE e.kind WHEN 'bill' THEN b.bill_date ELSE e.value_date END AS dated, b.policy_version AS "policyVersion",
    (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.charge_id = e.id)::bigint AS paid
  FROM ledger_entry e LEFT JOIN bill b ON b.id = e.bill_id`;

function asMatter({ number, ...each }: Row): Appealed {
  const says =
    each.kind === 'bill'
      ? `bill ${number ?? ''}`
      : each.kind === 'penalty'
        ? `the late charge on bill ${number ?? ''}`
        : `the ${each.kind.replaceAll('-', ' ')}`;
  return {
    ...each,
    billId: each.kind === 'bill' ? each.ofBillId : null,
    entryId: each.kind === 'bill' ? null : each.chargeId,
    says,
  };
}

/** The bill or charge of an account that an appeal names; null when there is none such. */
export async function findAppealedItem(
  db: Reader,
  accountId: number,
  { billId, entryId }: Named,
): Promise<Appealed | null> {
  const found = await row<Row>(
    db,
    `${COLUMNS} WHERE e.account_id = $1 AND CASE WHEN $2::int IS NOT NULL THEN e.bill_id = $2 AND e.kind = 'bill'
       ELSE e.id = $3 AND e.kind = ANY($4) END`,
    [accountId, billId, entryId, CHARGES],
  );
  return found === null ? null : asMatter(found);
}

/** As the desk is told of it. */
export function describeAppealedItem({
  says,
  billId,
  entryId,
  dated,
  policyVersion,
  amount,
  paid,
}: Appealed): AppealMatterView {
  return { about: says, billId, entryId, dated, policyVersion, amount, paid };
}

/** How many lines a page of what could be appealed shows. */
const SHOWN = 20;

/** The newest bills and charges of an account; a bill that was replaced is left out (H.5). */
export async function appealableItems(db: Reader, accountId: number): Promise<readonly Appealed[]> {
  const found = await rows<Row>(
    db,
    `${COLUMNS} WHERE e.account_id = $1 AND e.amount > 0 AND (e.kind = 'bill' OR e.kind = ANY($2)) AND b.replaced_by IS NULL
     ORDER BY e.id DESC LIMIT $3`,
    [accountId, CHARGES, SHOWN],
  );
  return found.map(asMatter);
}
