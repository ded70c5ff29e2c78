import type { Cents, Day } from '@curbstop/policy';
import { NO_CENTS, addCents, depositToApply } from '@curbstop/policy';
import { DEPOSIT_HELD } from '../../facts/loaders/service-lifecycle.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postCredit } from '../../records/ledger/post.ts';

/** A.2.b: what the city holds of an account's deposit. */
export async function depositHeld(tx: Tx, accountId: number): Promise<Cents> {
  const held = await row<{ amount: Cents }>(tx, `SELECT ${DEPOSIT_HELD} AS amount FROM account a WHERE a.id = $1`, [
    accountId,
  ]);
  return held?.amount ?? NO_CENTS;
}

/** A deposit that was never paid is not asked for any more when the account ends. */
async function dropUnpaid(change: Change, accountId: number, valueDate: Day): Promise<void> {
  const { tx } = change;
  const unpaid = await rows<{ entryId: number; amount: Cents }>(
    tx,
    `SELECT e.id AS "entryId", (e.amount - coalesce(p.paid, 0))::bigint AS amount FROM ledger_entry e
     LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
     WHERE e.account_id = $1 AND e.kind = 'deposit' AND e.amount > coalesce(p.paid, 0)`,
    [accountId],
  );
  for (const { entryId, amount } of unpaid) {
    const creditId = await postCredit(change, { accountId, kind: 'credit', amount, valueDate, clause: 'A.2.b' });
    await allocateTo(tx, creditId, { accountId, billIds: [], entryIds: [entryId] });
  }
}

/**
 * A.2.b: lays the deposit on the final bill, which is posted already; what the bill does not take stays as a credit. Returns what
 * the bill took. The account is locked.
 */
export async function applyDeposit(
  change: Change,
  final: { readonly accountId: number; readonly billId: number; readonly valueDate: Day },
): Promise<Cents> {
  const { tx } = change;
  const { accountId, billId, valueDate } = final;
  await dropUnpaid(change, accountId, valueDate);
  const amount = depositToApply(await depositHeld(tx, accountId), true);
  if (amount <= 0) return NO_CENTS;
  const credit = { accountId, kind: 'deposit-applied', amount, valueDate, clause: 'A.2.b', billId } as const;
  const creditId = await postCredit(change, credit);
  const laid = await allocateTo(tx, creditId, { accountId, billIds: [billId], entryIds: [] });
  return addCents(...laid.map((part) => part.amount));
}
