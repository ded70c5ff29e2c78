import type { Cents, Instant } from '@curbstop/policy';
import { correctedDue, correction, dayIn, dayOf, minCents, subtractCents } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { nextOfDay } from '../../records/bills/bill-number.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postCredit, postEntry } from '../../records/ledger/post.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import type { Appealed } from '../../records/appeals/appealable-items.ts';

export interface CorrectedBill {
  readonly billId: number;
  readonly dueSays: string;
  /** H.7: what was paid beyond it. */
  readonly overcharge: Cents;
}

/** The invoice: for the same days as the bill it replaces. It has no meter of its own, so that the next bill starts where the old one ended. */
async function insertBill(
  tx: Tx,
  account: AccountSnapshot,
  replaces: number,
  amount: Cents,
  now: Instant,
): Promise<{ id: number; number: string; dueSays: string; due: ReturnType<typeof correctedDue> }> {
  const { accountId, profile } = account;
  const policy = policyAt(profile, now);
  const today = dayOf(now, policy.timeZone);
  const due = correctedDue(today, policy);
  const { nth, number } = await nextOfDay(tx, accountId, today, 'corrected');
  const made = await row<{ id: number; number: string }>(
    tx,
    `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, units, amount, policy_profile, policy_version, nth_of_day)
     SELECT account_id, $2, 'corrected', $3, $4, period_from, period_to, units, $5, $6, $7, $8 FROM bill WHERE id = $1
     RETURNING id, number`,
    [replaces, number, today, due, amount, profile, policy.version, nth],
  );
  if (!made) throw new Error(`The bill ${replaces} is gone.`);
  await tx.query(
    `INSERT INTO bill_line (bill_id, ordinal, says, quantity, amount)
     SELECT $1, 0, 'Corrected after an appeal, in place of bill ' || number, '', $3 FROM bill WHERE id = $2`,
    [made.id, replaces, amount],
  );
  return { ...made, due, dueSays: dayIn(due, today) };
}

/** What paid the old bill pays the invoice, as far as it goes; the rest stays where it is, and is credited (H.7). */
async function carryOver(tx: Tx, accountId: number, from: number, to: number, carried: Cents): Promise<void> {
  const parts = await rows<{ creditId: number; amount: Cents }>(
    tx,
    'SELECT credit_id AS "creditId", amount FROM allocation WHERE charge_id = $1 ORDER BY credit_id',
    [from],
  );
  let left = carried;
  for (const { creditId, amount } of parts) {
    const moved = minCents(left, amount);
    if (moved === 0) break;
    left = subtractCents(left, moved);
    if (moved === amount)
      await tx.query('DELETE FROM allocation WHERE credit_id = $1 AND charge_id = $2', [creditId, from]);
    else
      await tx.query('UPDATE allocation SET amount = amount - $3 WHERE credit_id = $1 AND charge_id = $2', [
        creditId,
        from,
        moved,
      ]);
    await tx.query('INSERT INTO allocation (credit_id, charge_id, account_id, amount) VALUES ($1, $2, $3, $4)', [
      creditId,
      to,
      accountId,
      moved,
    ]);
  }
}

/**
 * I.1: an arrangement over the old bill goes on over the invoice in its place: it is the same debt, revised. What the bill was too
 * high counts toward the next instalments.
 */
async function keepPlan(tx: Tx, accountId: number, from: number, to: number): Promise<void> {
  await tx.query(
    `WITH plan AS (
       UPDATE arrangement SET bill_ids = array_replace(bill_ids, $2, $3)
       WHERE account_id = $1 AND $2 = ANY(bill_ids) AND state IN ('offered', 'in-force') RETURNING hold_id
     ) UPDATE hold SET bill_ids = array_replace(bill_ids, $2, $3) WHERE id IN (SELECT hold_id FROM plan)`,
    [accountId, from, to],
  );
}

/**
 * H.5: issues a corrected invoice and takes the old bill off the books. Nothing is done about the old bill any more: its notice, its
 * list and its late charge fall, and the invoice has a clock of its own. The account must be locked.
 */
export async function issueCorrected(
  change: Change,
  account: AccountSnapshot,
  old: Appealed & { readonly billId: number },
  corrected: Cents,
): Promise<CorrectedBill> {
  const { tx, actor, now } = change;
  const { accountId, profile } = account;
  const today = dayOf(now, policyAt(profile, now).timeZone);
  const { replaced, overcharge, carried } = correction(old.amount, old.paid, corrected);
  const bill = await insertBill(tx, account, old.billId, corrected, now);
  const posted = { accountId, valueDate: today, clause: 'H.5' as const };
  const entry = { ...posted, kind: 'bill' as const, amount: corrected, billId: bill.id, paymentId: null, actKey: null };
  const chargeId = await postEntry(change, entry);
  await carryOver(tx, accountId, old.chargeId, chargeId, carried);
  const facts = { billId: bill.id, number: bill.number, kind: 'corrected' as const, amount: corrected, due: bill.due };
  await append(tx, [{ event: 'bill.issued', facts, at: now, actor, clause: 'H.5', accountId }]);
  if (replaced > 0) {
    const credit = { ...posted, kind: 'bill-replaced' as const, amount: replaced, billId: old.billId };
    const entryId = await postCredit(change, credit);
    await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: [old.chargeId] });
  }
  await tx.query('UPDATE bill SET replaced_by = $2 WHERE id = $1', [old.billId, bill.id]);
  await keepPlan(tx, accountId, old.billId, bill.id);
  return { billId: bill.id, dueSays: bill.dueSays, overcharge };
}
