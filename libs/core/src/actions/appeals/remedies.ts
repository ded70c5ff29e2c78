import type { Cents, ClauseId } from '@curbstop/policy';
import { NO_CENTS, dayOf, formatDollars, minCents, subtractCents } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { addToBatch } from '../../records/batches/batch.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postCredit, postEntry } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { creditLateCharge } from '../../reconcile/late-charges/credit-late-charge.ts';
import { issueCorrected } from './corrected-bill.ts';
import type { Remedy } from '../../records/appeals/remedy.ts';
import type { Appealed } from '../../records/appeals/appealable-items.ts';

interface Right {
  readonly corrected: Cents;
  readonly remedy: Remedy;
}

/** What is left of a bill's late charge once waivers and what was taken back are counted. */
async function penaltyLeft(tx: Tx, billId: number): Promise<Cents> {
  const left = await row<{ amount: Cents }>(
    tx,
    `SELECT coalesce(sum(amount), 0)::bigint AS amount FROM ledger_entry
     WHERE bill_id = $1 AND kind IN ('penalty', 'penalty-reversal', 'penalty-waiver')`,
    [billId],
  );
  return left === null || left.amount < 0 ? NO_CENTS : left.amount;
}

/** H.3.b: an overturned charge has earned no late charge: it is taken back. */
async function reversePenalty(
  change: Change,
  account: AccountSnapshot,
  billId: number,
  atMost: Cents | null,
): Promise<Cents> {
  const { tx } = change;
  const left = await penaltyLeft(tx, billId);
  const amount = atMost === null ? left : minCents(left, atMost);
  if (amount === 0) return NO_CENTS;
  const credit = { kind: 'penalty-reversal' as const, billId, amount, clause: 'H.3.b' as const, actKey: null };
  await creditLateCharge(change, account, credit);
  return amount;
}

/** H.7: money that goes back to the customer: it is no credit any more, and its check is in the refund run of the day. */
async function refund(change: Change, account: AccountSnapshot, creditId: number, amount: Cents): Promise<void> {
  const { tx, actor, now } = change;
  const { accountId } = account;
  const today = dayOf(now, policyAt(account.profile, now).timeZone);
  const posted = { accountId, valueDate: today, clause: 'H.7' as const, billId: null, paymentId: null, actKey: null };
  const entryId = await postEntry(change, { ...posted, kind: 'refund', amount });
  await allocateTo(tx, creditId, { accountId, billIds: [], entryIds: [entryId] });
  const facts = { refundId: entryId, amount, due: today };
  await append(tx, [{ event: 'refund.due', facts, at: now, actor, clause: 'H.7', accountId }]);
  const item = { kind: 'refund' as const, refId: entryId, accountId, amount };
  await addToBatch(tx, { kind: 'refunds', day: today, items: [item] }, now);
}

/** Credits what should not have been charged; `toward` is the charge that it pays first, null for none. */
async function creditOvercharge(
  change: Change,
  account: AccountSnapshot,
  credit: {
    readonly amount: Cents;
    readonly billId: number | null;
    readonly toward: number | null;
    readonly clause: ClauseId;
  },
): Promise<number> {
  const { tx, now } = change;
  const { accountId } = account;
  const { amount, billId, toward, clause } = credit;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  const entryId = await postCredit(change, { accountId, kind: 'overcharge', amount, valueDate, clause, billId });
  if (toward !== null) await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: [toward] });
  return entryId;
}

/** H.5, H.7 for a fee: what was too much of it is credited, on the fee while it is unpaid. */
async function putFeeRight(change: Change, account: AccountSnapshot, matter: Appealed, right: Right): Promise<void> {
  const amount = subtractCents(matter.amount, right.corrected);
  if (amount === 0) return;
  const tooMuch = matter.paid > right.corrected ? subtractCents(matter.paid, right.corrected) : NO_CENTS;
  const clause = tooMuch > 0 ? 'H.7' : 'H.5';
  const credit = { amount, billId: null, toward: matter.chargeId, clause } as const;
  const creditId = await creditOvercharge(change, account, credit);
  if (tooMuch > 0 && right.remedy === 'refund') await refund(change, account, creditId, tooMuch);
}

/** H.5, H.7, H.3.b: puts what an appeal found wrong to rights. The account must be locked; returns what was done, in words. */
export async function applyRemedy(
  change: Change,
  account: AccountSnapshot,
  matter: Appealed,
  right: Right,
): Promise<{ readonly correctedBillId: number | null; readonly says: string }> {
  const { tx, now } = change;
  const today = dayOf(now, policyAt(account.profile, now).timeZone);
  let correctedBillId: number | null = null;
  let says = `The charges were wrong. ${formatDollars(right.corrected)} is right.`;
  if (matter.billId !== null) {
    const made = await issueCorrected(change, account, { ...matter, billId: matter.billId }, right.corrected);
    correctedBillId = made.billId;
    says = `${says} A corrected invoice is due ${made.dueSays}.`;
    if (made.overcharge > 0) {
      const credit = { amount: made.overcharge, billId: matter.billId, toward: null, clause: 'H.7' } as const;
      const creditId = await creditOvercharge(change, account, credit);
      if (right.remedy === 'refund') await refund(change, account, creditId, made.overcharge);
      says = `${says} ${formatDollars(made.overcharge)} was paid too much.`;
    }
    await reversePenalty(change, account, matter.billId, null);
  } else if (matter.kind === 'penalty' && matter.ofBillId !== null) {
    await reversePenalty(change, account, matter.ofBillId, subtractCents(matter.amount, right.corrected));
  } else {
    await putFeeRight(change, account, matter, right);
  }
  await allocateCredits(tx, [account.accountId], today);
  return { correctedBillId, says };
}
