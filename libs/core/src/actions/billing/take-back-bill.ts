import type { Actor } from '@curbstop/contracts';
import type { Cents, Instant } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postCredit } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { CORRECT_BILL_TASK } from '../../records/reads/doubt-tasks.ts';
import { creditManualRead } from './manual-read-fee.ts';
import { closeTaskOf } from '../../records/tasks/tasks.ts';
import { creditLateCharge } from '../../reconcile/late-charges/credit-late-charge.ts';
import { billLeftOut } from '../on-order-closed/late-read.ts';

/**
 * B.1: a bill is credited whole, with the late charges that were made on it; what was paid of it goes on to what else is owed. The
 * next bill begins where the one before it ended. The answer is why it stands, or null. The account is locked.
 */
export async function creditBill(
  change: Change,
  account: AccountSnapshot,
  { billId, key }: { readonly billId: number; readonly key: string },
): Promise<string | null> {
  const { tx, now } = change;
  const { accountId, profile } = account;
  const bill = await row<{ chargeId: number; amount: Cents; replaced: boolean; late: Cents }>(
    tx,
    `SELECT e.id AS "chargeId", e.amount, b.replaced_by IS NOT NULL AS replaced,
       (SELECT coalesce(sum(c.amount), 0) FROM ledger_entry c
        WHERE c.bill_id = b.id AND c.kind IN ('penalty', 'penalty-waiver', 'penalty-reversal'))::bigint AS late
     FROM bill b JOIN ledger_entry e ON e.bill_id = b.id AND e.kind = 'bill' WHERE b.id = $1`,
    [billId],
  );
  if (!bill) throw new Error(`Bill ${billId} has no charge.`);
  if (bill.replaced) return 'A corrected invoice has taken the place of the bill.';
  if (bill.late > 0) {
    const credit = { kind: 'penalty-reversal' as const, billId, amount: bill.late, clause: 'C.1' as const };
    await creditLateCharge(change, account, { ...credit, actKey: `${key}/late` });
  }
  const today = dayOf(now, policyAt(profile, now).timeZone);
  const credit = { accountId, kind: 'credit', amount: bill.amount, valueDate: today, clause: 'B.1', billId } as const;
  const entryId = await postCredit(change, { ...credit, actKey: key });
  await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: [bill.chargeId] });
  await creditManualRead(change, { accountId, billId, valueDate: today, actKey: `${key}/read` });
  await allocateCredits(tx, [accountId], today);
  return null;
}

/**
 * B.1: takes a bill back whose reading is void. It is credited whole, and made again at once where a good reading is there, else
 * with the next one. Asked twice it answers as before.
 */
export async function takeBackBill(
  source: DataSource,
  each: { readonly accountId: number; readonly billId: number; readonly reason: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId, billId } = each;
  const reason = each.reason.trim();
  if (reason === '') throw new Invalid('reason', 'Say why, so that it can be read to a customer.');
  await changeAccounts(source, { accountIds: [accountId], actor, now }, async (change) => {
    const { tx } = change;
    const locked = await lockAccountSnapshot(tx, accountId, now);
    const bill = await row<{ takenBackAt: Instant | null; isVoid: boolean; undone: boolean; kind: string }>(
      tx,
      `SELECT b.taken_back_at AS "takenBackAt", b.kind, t.undone_at IS NOT NULL AS undone,
         EXISTS (SELECT 1 FROM meter_read r WHERE r.meter_id = b.meter_id AND r.litres = b.end_litres AND r.quality = 'void') AS "isVoid"
       FROM bill b LEFT JOIN batch t ON t.id = b.batch_id WHERE b.id = $1 AND b.account_id = $2`,
      [billId, accountId],
    );
    if (!bill) throw new NotFound('This account has no such bill.');
    if (bill.takenBackAt !== null) return;
    if (bill.undone) throw new Refused('The bill was undone with its run.', ['B.1']);
    if (!bill.isVoid) throw new Refused('The reading of this bill stands. Void it first.', ['B.1']);
    const later = await row(
      tx,
      `SELECT 1 FROM bill n JOIN bill b ON b.id = $1 WHERE n.account_id = b.account_id AND n.meter_id IS NOT NULL AND n.id > b.id
         AND n.taken_back_at IS NULL LIMIT 1`,
      [billId],
    );
    if (later !== null) throw new Refused('A later bill goes on from this one. Take that one back first.', ['B.1']);
    const says = await creditBill(change, locked, { billId, key: `take-back/bill-${billId}` });
    if (says !== null) throw new Refused(says, ['B.1']);
    await tx.query('UPDATE bill SET taken_back_at = $2 WHERE id = $1', [billId, sqlInstant(now)]);
    await closeTaskOf(change, `${CORRECT_BILL_TASK}/${billId}`, reason);
    if (bill.kind === 'regular') await billLeftOut(change, accountId);
  });
}
