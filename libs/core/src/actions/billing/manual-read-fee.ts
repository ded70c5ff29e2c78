import type { Cents, Day, OptOut, ReadCycle, PolicyParameters } from '@curbstop/policy';
import { manualReadFee } from '@curbstop/policy';
import { byAccount } from '../../facts/facts-loader.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postCharges, postCredit } from '../../records/ledger/post.ts';
import type { Posting } from '../../records/ledger/post.ts';

/** A bill that was just made, with the days that it speaks for. */
export interface BilledCycle extends Omit<ReadCycle, 'optOuts'> {
  readonly accountId: number;
  readonly billId: number;
}

function feeKey(accountId: number, billId: number): string {
  return `${accountId}/${billId}/L.1/fee`;
}

/** L.1: charges each bill with a refused day its fee, once. The accounts are locked. */
export async function chargeManualReads(
  change: Change,
  bills: readonly BilledCycle[],
  billDate: Day,
  policy: PolicyParameters,
): Promise<void> {
  const { tx } = change;
  const found = await rows<OptOut & { accountId: number }>(
    tx,
    'SELECT account_id AS "accountId", from_day AS from, until_day AS until FROM meter_opt_out WHERE account_id = ANY($1)',
    [bills.map((bill) => bill.accountId)],
  );
  if (found.length === 0) return;
  const of = byAccount(found);
  const fees = bills.flatMap((bill): Posting[] => {
    const { accountId, billId } = bill;
    const fee = manualReadFee({ ...bill, optOuts: of(accountId) }, policy);
    if (fee === null) return [];
    const actKey = feeKey(accountId, billId);
    return [{ accountId, kind: 'manual-read-fee', ...fee, valueDate: billDate, actKey }];
  });
  await postCharges(change, fees);
}

/** L.1: the fee of a bill that was undone is credited; the bill that takes its place has its own. The account is locked. */
export async function creditManualRead(
  change: Change,
  undone: { readonly accountId: number; readonly billId: number; readonly valueDate: Day; readonly actKey: string },
): Promise<void> {
  const { tx } = change;
  const { accountId, billId, valueDate, actKey } = undone;
  const fee = await row<{ entryId: number; amount: Cents }>(
    tx,
    'SELECT id AS "entryId", amount FROM ledger_entry WHERE act_key = $1',
    [feeKey(accountId, billId)],
  );
  if (!fee) return;
  const { amount } = fee;
  const entryId = await postCredit(change, { accountId, kind: 'credit', amount, valueDate, clause: 'L.1', actKey });
  await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: [fee.entryId] });
}
