import type { BillLine } from '@curbstop/policy';
import type { Tx } from '../../db/tx.ts';

/** Writes the lines of bills, each in its place, in one statement. */
export async function insertLines(
  tx: Tx,
  lines: readonly { readonly billId: number; readonly ordinal: number; readonly line: BillLine }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO bill_line (bill_id, ordinal, says, quantity, amount)
     SELECT * FROM unnest($1::int[], $2::smallint[], $3::text[], $4::text[], $5::bigint[])`,
    [
      lines.map((each) => each.billId),
      lines.map((each) => each.ordinal),
      lines.map((each) => each.line.says),
      lines.map((each) => (each.line.kind === 'tier' ? String(each.line.units) : '')),
      lines.map((each) => each.line.amount),
    ],
  );
}
