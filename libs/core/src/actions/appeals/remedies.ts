import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import { NO_CENTS, cents, dayOf, formatDollars, minCents, subtractCents } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { addToBatch } from '../../records/batches/batch.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postEntries } from '../../records/ledger/post.ts';
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
  tx: Tx,
  account: AccountSnapshot,
  billId: number,
  atMost: Cents | null,
  actor: Actor,
  now: Instant,
): Promise<Cents> {
  const left = await penaltyLeft(tx, billId);
  const amount = atMost === null ? left : minCents(left, atMost);
  if (amount === 0) return NO_CENTS;
  const credit = { kind: 'penalty-reversal' as const, billId, amount, clause: 'H.3.b' as const, actKey: null };
  await creditLateCharge(tx, account, credit, actor, now);
  return amount;
}

/** H.7: money that goes back to the customer: it is no credit any more, and its check is in the refund run of the day. */
async function refund(
  tx: Tx,
  account: AccountSnapshot,
  creditId: number,
  amount: Cents,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId } = account;
  const today = dayOf(now, policyAt(account.profile, now).timeZone);
  const posted = { accountId, valueDate: today, clause: 'H.7' as const, billId: null, paymentId: null, actKey: null };
  const [entryId] = await postEntries(tx, [{ ...posted, kind: 'refund', amount }], now);
  if (entryId === undefined) throw new Error(`The refund of account ${accountId} was not posted.`);
  await allocateTo(tx, creditId, { accountId, billIds: [], entryIds: [entryId] });
  const facts = { refundId: entryId, amount, due: today };
  await append(tx, [{ event: 'refund.due', facts, at: now, actor, clause: 'H.7', accountId }]);
  const item = { kind: 'refund' as const, refId: entryId, accountId, amount };
  await addToBatch(tx, { kind: 'refunds', day: today, items: [item] }, now);
}

/** Credits what should not have been charged; `toward` is the charge that it pays first, null for none. */
async function creditOvercharge(
  tx: Tx,
  account: AccountSnapshot,
  credit: {
    readonly amount: Cents;
    readonly billId: number | null;
    readonly toward: number | null;
    readonly clause: ClauseId;
  },
  actor: Actor,
  now: Instant,
): Promise<number> {
  const { accountId } = account;
  const { amount, billId, toward, clause } = credit;
  const valueDate = dayOf(now, policyAt(account.profile, now).timeZone);
  const posted = { accountId, valueDate, clause, billId, paymentId: null, actKey: null };
  const [entryId] = await postEntries(tx, [{ ...posted, kind: 'overcharge', amount: cents(-amount) }], now);
  if (entryId === undefined) throw new Error(`The credit of account ${accountId} was not posted.`);
  if (toward !== null) await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: [toward] });
  const facts = { entryId, billId, kind: 'overcharge', amount };
  await append(tx, [{ event: 'credit.posted', facts, at: now, actor, clause, accountId }]);
  return entryId;
}

/** H.5, H.7 for a fee: what was too much of it is credited, on the fee while it is unpaid. */
async function putFeeRight(
  tx: Tx,
  account: AccountSnapshot,
  matter: Appealed,
  right: Right,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const amount = subtractCents(matter.amount, right.corrected);
  if (amount === 0) return;
  const tooMuch = matter.paid > right.corrected ? subtractCents(matter.paid, right.corrected) : NO_CENTS;
  const clause = tooMuch > 0 ? 'H.7' : 'H.5';
  const credit = { amount, billId: null, toward: matter.chargeId, clause } as const;
  const creditId = await creditOvercharge(tx, account, credit, actor, now);
  if (tooMuch > 0 && right.remedy === 'refund') await refund(tx, account, creditId, tooMuch, actor, now);
}

/** H.5, H.7, H.3.b: puts what an appeal found wrong to rights. The account must be locked; returns what was done, in words. */
export async function applyRemedy(
  tx: Tx,
  account: AccountSnapshot,
  matter: Appealed,
  right: Right,
  actor: Actor,
  now: Instant,
): Promise<{ readonly correctedBillId: number | null; readonly says: string }> {
  const today = dayOf(now, policyAt(account.profile, now).timeZone);
  let correctedBillId: number | null = null;
  let says = `The charges were wrong. ${formatDollars(right.corrected)} is right.`;
  if (matter.billId !== null) {
    const made = await issueCorrected(tx, account, { ...matter, billId: matter.billId }, right.corrected, actor, now);
    correctedBillId = made.billId;
    says = `${says} A corrected invoice is due ${made.dueSays}.`;
    if (made.overcharge > 0) {
      const credit = { amount: made.overcharge, billId: matter.billId, toward: null, clause: 'H.7' } as const;
      const creditId = await creditOvercharge(tx, account, credit, actor, now);
      if (right.remedy === 'refund') await refund(tx, account, creditId, made.overcharge, actor, now);
      says = `${says} ${formatDollars(made.overcharge)} was paid too much.`;
    }
    await reversePenalty(tx, account, matter.billId, null, actor, now);
  } else if (matter.kind === 'penalty' && matter.ofBillId !== null) {
    await reversePenalty(tx, account, matter.ofBillId, subtractCents(matter.amount, right.corrected), actor, now);
  } else {
    await putFeeRight(tx, account, matter, right, actor, now);
  }
  await allocateCredits(tx, [account.accountId], today);
  return { correctedBillId, says };
}
