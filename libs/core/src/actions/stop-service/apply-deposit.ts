import type { Cents, Day } from '@curbstop/policy';
import { NO_CENTS, addCents, cents, depositToApply } from '@curbstop/policy';
import { DEPOSIT_HELD } from '../../facts/loaders/service-lifecycle.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postEntries } from '../../records/ledger/post.ts';

/** A.2.b: what the city holds of an account's deposit. */
export async function depositHeld(tx: Tx, accountId: number): Promise<Cents> {
  const held = await row<{ amount: Cents }>(tx, `SELECT ${DEPOSIT_HELD} AS amount FROM account a WHERE a.id = $1`, [
    accountId,
  ]);
  return held?.amount ?? NO_CENTS;
}

/** A deposit that was never paid is not asked for any more when the account ends. */
async function dropUnpaid(change: Change, accountId: number, valueDate: Day): Promise<void> {
  const { tx, actor, now } = change;
  const unpaid = await rows<{ entryId: number; amount: Cents }>(
    tx,
    `SELECT e.id AS "entryId", (e.amount - coalesce(p.paid, 0))::bigint AS amount FROM ledger_entry e
     LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
     WHERE e.account_id = $1 AND e.kind = 'deposit' AND e.amount > coalesce(p.paid, 0)`,
    [accountId],
  );
  for (const { entryId, amount } of unpaid) {
    const credit = { accountId, kind: 'credit' as const, amount: cents(-amount), valueDate, clause: 'A.2.b' as const };
    const [creditId = 0] = await postEntries(tx, [{ ...credit, billId: null, paymentId: null, actKey: null }], now);
    await allocateTo(tx, creditId, { accountId, billIds: [], entryIds: [entryId] });
    const facts = { entryId: creditId, billId: null, kind: 'credit', amount };
    await append(tx, [{ event: 'credit.posted', facts, at: now, actor, clause: 'A.2.b', accountId }]);
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
  const { tx, actor, now } = change;
  const { accountId, billId, valueDate } = final;
  await dropUnpaid(change, accountId, valueDate);
  const amount = depositToApply(await depositHeld(tx, accountId), true);
  if (amount <= 0) return NO_CENTS;
  const credit = { accountId, kind: 'deposit-applied' as const, amount: cents(-amount), valueDate, billId };
  const [creditId = 0] = await postEntries(tx, [{ ...credit, clause: 'A.2.b', paymentId: null, actKey: null }], now);
  const facts = { entryId: creditId, billId, kind: 'deposit-applied', amount };
  await append(tx, [{ event: 'credit.posted', facts, at: now, actor, clause: 'A.2.b', accountId }]);
  const laid = await allocateTo(tx, creditId, { accountId, billIds: [billId], entryIds: [] });
  return addCents(...laid.map((part) => part.amount));
}
