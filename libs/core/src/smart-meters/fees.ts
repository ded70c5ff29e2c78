import type { Actor } from '@curbstop/contracts';
import type { Day, Instant, OptOut, ReadCycle, Terms } from '@curbstop/policy';
import { manualReadFee } from '@curbstop/policy';
import { byAccount } from '../accounts/part.ts';
import { rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import type { Happening } from '../journal/append.ts';
import { postEntries } from '../ledger/post.ts';
import type { NewEntry } from '../ledger/post.ts';

/** A bill that was just made, with the days that it speaks for. */
export interface BilledCycle extends Omit<ReadCycle, 'optOuts'> {
  readonly accountId: number;
  readonly billId: number;
}

/** L.1: charges each bill with a refused day its fee, once; returns the rows for the journal. The accounts are locked. */
export async function chargeManualReads(
  tx: Tx,
  bills: readonly BilledCycle[],
  billDate: Day,
  terms: Terms,
  actor: Actor,
  now: Instant,
): Promise<Happening[]> {
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
    const actKey = `${accountId}/${billId}/L.1/fee`;
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
