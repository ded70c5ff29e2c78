import type { Cents, Day, OptOut, ReadCycle, Terms } from '@curbstop/policy';
import { cents, manualReadFee } from '@curbstop/policy';
import { byAccount } from '../../facts/facts-loader.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postEntries } from '../../records/ledger/post.ts';
import type { NewEntry } from '../../records/ledger/post.ts';

/** A bill that was just made, with the days that it speaks for. */
export interface BilledCycle extends Omit<ReadCycle, 'optOuts'> {
  readonly accountId: number;
  readonly billId: number;
}

function feeKey(accountId: number, billId: number): string {
  return `${accountId}/${billId}/L.1/fee`;
}

/** L.1: charges each bill with a refused day its fee, once; returns the rows for the journal. The accounts are locked. */
export async function chargeManualReads(
  change: Change,
  bills: readonly BilledCycle[],
  billDate: Day,
  terms: Terms,
): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  const found = await rows<OptOut & { accountId: number }>(
    tx,
    'SELECT account_id AS "accountId", from_day AS from, until_day AS until FROM meter_opt_out WHERE account_id = ANY($1)',
    [bills.map((bill) => bill.accountId)],
  );
  if (found.length === 0) return [];
  const of = byAccount(found);
  const entries = bills.flatMap((bill): NewEntry[] => {
    const { accountId, billId } = bill;
    const fee = manualReadFee({ ...bill, optOuts: of(accountId) }, terms);
    if (fee === null) return [];
    const actKey = feeKey(accountId, billId);
    return [{ accountId, kind: 'manual-read-fee', ...fee, valueDate: billDate, billId: null, paymentId: null, actKey }];
  });
  const ids = await postEntries(tx, entries, now);
  return entries.map(({ accountId, kind, amount, valueDate, clause }, nth) => ({
    event: 'charge.posted' as const,
    facts: { entryId: ids[nth] ?? 0, billId: null, kind, amount, valueDate },
    at: now,
    actor,
    clause,
    accountId,
  }));
}

/** L.1: the fee of a bill that was undone is credited; the bill that takes its place has its own. The account is locked. */
export async function creditManualRead(
  change: Change,
  undone: { readonly accountId: number; readonly billId: number; readonly valueDate: Day; readonly actKey: string },
): Promise<void> {
  const { tx, actor, now } = change;
  const { accountId, billId, valueDate, actKey } = undone;
  const fee = await row<{ entryId: number; amount: Cents }>(
    tx,
    'SELECT id AS "entryId", amount FROM ledger_entry WHERE act_key = $1',
    [feeKey(accountId, billId)],
  );
  if (!fee) return;
  const { amount } = fee;
  const credit = {
    accountId,
    kind: 'credit' as const,
    amount: cents(-amount),
    valueDate,
    clause: 'L.1' as const,
    actKey,
  };
  const [entryId = 0] = await postEntries(tx, [{ ...credit, billId: null, paymentId: null }], now);
  await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: [fee.entryId] });
  const facts = { entryId, billId: null, kind: 'credit', amount };
  await append(tx, [{ event: 'credit.posted', facts, at: now, actor, clause: 'L.1', accountId }]);
}
