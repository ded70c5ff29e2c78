import type { Cents } from '@curbstop/policy';
import { minCents, subtractCents } from '@curbstop/policy';
import { row, rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import type { AllocationResult } from './allocate-credits.ts';

/** What a credit is meant for: bills with their penalties, oldest first, then single charges. */
export interface Toward {
  readonly accountId: number;
  readonly billIds: readonly number[];
  readonly entryIds: readonly number[];
}

/**
 * Reading 9, "unless the payer directs otherwise": lays a credit on the charges it is meant for. What they do not take
 * is left for the policy's own order. The account must be locked.
 */
export async function allocateTo(tx: Tx, creditId: number, toward: Toward): Promise<AllocationResult[]> {
  const { accountId, billIds, entryIds } = toward;
  const credit = await row<{ left: Cents }>(
    tx,
    `SELECT (-e.amount - coalesce((SELECT sum(amount) FROM allocation WHERE credit_id = e.id), 0))::bigint AS left
     FROM ledger_entry e WHERE e.id = $1`,
    [creditId],
  );
  const charges = await rows<{ chargeId: number; unpaid: Cents }>(
    tx,
    `SELECT e.id AS "chargeId", (e.amount - coalesce(p.paid, 0))::bigint AS unpaid
     FROM ledger_entry e LEFT JOIN bill b ON b.id = e.bill_id
     LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
     WHERE e.account_id = $1 AND e.amount > coalesce(p.paid, 0)
       AND ((e.bill_id = ANY($2) AND e.kind IN ('bill', 'penalty')) OR e.id = ANY($3))
     ORDER BY b.bill_date NULLS LAST, b.id, e.kind, e.id`,
    [accountId, billIds, entryIds],
  );
  let left = credit?.left ?? (0 as Cents);
  const settled: AllocationResult[] = [];
  for (const { chargeId, unpaid } of charges) {
    const amount = minCents(left, unpaid);
    if (amount <= 0) break;
    left = subtractCents(left, amount);
    settled.push({ creditId, chargeId, accountId, amount });
  }
  await tx.query(
    `INSERT INTO allocation (credit_id, charge_id, account_id, amount)
     SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::bigint[])`,
    [
      settled.map((allocation) => allocation.creditId),
      settled.map((allocation) => allocation.chargeId),
      settled.map((allocation) => allocation.accountId),
      settled.map((allocation) => allocation.amount),
    ],
  );
  return settled;
}
