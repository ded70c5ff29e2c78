import type { Cents, Day, OpenCharge } from '@curbstop/policy';
import { allocate, subtractCents } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader, Tx } from '../db/tx.ts';

interface CreditRow {
  creditId: number;
  accountId: number;
  left: Cents;
}
interface ChargeRow {
  chargeId: number;
  accountId: number;
  kind: string;
  billId: number | null;
  dated: Day;
  due: Day;
  unpaid: Cents;
}

export interface Settled {
  readonly creditId: number;
  readonly chargeId: number;
  readonly accountId: number;
  readonly amount: Cents;
}

function openCredits(db: Reader, accountIds: readonly number[]): Promise<CreditRow[]> {
  return rows<CreditRow>(
    db,
    `SELECT e.id AS "creditId", e.account_id AS "accountId", (-e.amount - coalesce(p.used, 0))::bigint AS left
     FROM ledger_entry e
     LEFT JOIN LATERAL (SELECT sum(amount) AS used FROM allocation WHERE credit_id = e.id) p ON true
     WHERE e.account_id = ANY($1) AND e.amount < 0 AND -e.amount > coalesce(p.used, 0)
       AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id)
     ORDER BY e.account_id, e.id`,
    [accountIds],
  );
}

function openCharges(db: Reader, accountIds: readonly number[]): Promise<ChargeRow[]> {
  return rows<ChargeRow>(
    db,
    `SELECT e.id AS "chargeId", e.account_id AS "accountId", e.kind, e.bill_id AS "billId",
       coalesce(b.bill_date, e.value_date) AS dated, coalesce(b.due, e.value_date) AS due,
       (e.amount - coalesce(p.paid, 0))::bigint AS unpaid
     FROM ledger_entry e
     LEFT JOIN bill b ON b.id = e.bill_id
     LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
     WHERE e.account_id = ANY($1) AND e.amount > coalesce(p.paid, 0) AND e.kind <> 'reversal'
     ORDER BY e.account_id, e.id`,
    [accountIds],
  );
}

function asCharge(row: ChargeRow): OpenCharge {
  return {
    chargeId: String(row.chargeId),
    kind: row.kind === 'bill' || row.kind === 'penalty' ? row.kind : 'fee',
    billId: row.billId,
    dated: row.dated,
    due: row.due,
    unpaid: row.unpaid,
  };
}

/**
 * Lays every credit that is left against the charges that are open, in the policy's order: past-due
 * bills oldest first, each with its penalty; then fees; then bills not yet due. The accounts must be
 * locked.
 */
export async function settle(tx: Tx, accountIds: readonly number[], today: Day): Promise<Settled[]> {
  const credits = await openCredits(tx, accountIds);
  if (credits.length === 0) return [];
  const charges = await openCharges(tx, [...new Set(credits.map((credit) => credit.accountId))]);
  const settled: Settled[] = [];
  for (const credit of credits) {
    const mine = charges.filter((charge) => charge.accountId === credit.accountId && charge.unpaid > 0);
    for (const part of allocate(credit.left, mine.map(asCharge), today).parts) {
      const charge = mine.find((each) => String(each.chargeId) === part.chargeId);
      if (!charge) throw new Error(`Charge ${part.chargeId} was allocated to but is not open.`);
      charge.unpaid = subtractCents(charge.unpaid, part.amount);
      settled.push({
        creditId: credit.creditId,
        chargeId: charge.chargeId,
        accountId: credit.accountId,
        amount: part.amount,
      });
    }
  }
  await tx.query(
    `INSERT INTO allocation (credit_id, charge_id, account_id, amount)
     SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::bigint[])`,
    [
      settled.map((it) => it.creditId),
      settled.map((it) => it.chargeId),
      settled.map((it) => it.accountId),
      settled.map((it) => it.amount),
    ],
  );
  return settled;
}
