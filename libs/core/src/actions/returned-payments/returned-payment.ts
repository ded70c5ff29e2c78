import type { Actor } from '@curbstop/contracts';
import type { AccountFacts, Cents, ClauseId, Instant, TagDue, PolicyParameters } from '@curbstop/policy';
import {
  boughtTheWaterBack,
  cents,
  countsAsReturn,
  cutAgainFrom,
  dayOf,
  endsBankDebit,
  formatDollars,
  nsfFee,
  nsfFlag,
  returnKind,
  tagDue,
  takesMoneyBack,
} from '@curbstop/policy';
import type { ReturnKind } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { removeDebit } from '../autopay/removal.ts';
import { Conflict, Invalid, NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { setFlag } from '../../records/flags/account-flags.ts';
import { append } from '../../journal/append.ts';
import { postCharge } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { endDoubt } from '../payments/doubted-payments.ts';
import { Payment } from '../../records/payments/payment.entity.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { reinstateLateCharge } from './reinstate-late-charge.ts';
import { makeCashOnly } from './cash-only.ts';
import { reviewReturn } from './review.ts';
import { reDisconnect, orderBlueTag } from '../../reconcile/returned-payments/blue-tag.ts';
import { insertReturnedPayment, reversePayment } from './reverse-payment.ts';
import type { ReversedPayment } from './reverse-payment.ts';

export interface ReturnInput {
  readonly paymentId: number;
  /** As the bank gives it: NSF, R01, R02 and so on; `bank-error` for what the bank did wrong. */
  readonly code: string;
  /** Made once by whoever enters the return, or by the file that it is in. */
  readonly idempotencyKey: string;
}

export interface Returned {
  readonly returnId: number;
  readonly accountId: number;
  readonly kind: ReturnKind;
  readonly fee: Cents;
  /** K.4: the check and its fee; null where nothing is asked of the customer. */
  readonly owed: Cents | null;
  readonly dueAt: Instant | null;
  readonly says: string;
}

interface Before {
  readonly returnId: number;
  readonly code: string;
  readonly idempotencyKey: string;
}

function isDebit(payment: Payment): boolean {
  return payment.method === 'ach' || payment.channel === 'ach';
}

/** What stands against a return; null when nothing does. */
function refusal(payment: Payment, before: Before | null): string | null {
  if (payment.setAsideAt !== null) return 'This payment was set aside, and never credited.';
  if (before) return 'This payment has come back already.';
  if (payment.method === 'cash' || payment.method === 'card')
    return 'Cash and cards do not come back from a bank. Correct a wrong payment another way.';
  return null;
}

/** K.1: the fee, as a charge of its own. */
async function chargeFee(
  change: Change,
  facts: AccountFacts,
  policy: PolicyParameters,
): Promise<{ readonly entryId: number; readonly amount: Cents }> {
  const fee = nsfFee(facts, policy);
  const valueDate = dayOf(change.now, policy.timeZone);
  const entryId = await postCharge(change, { accountId: facts.accountId, kind: 'nsf-fee', ...fee, valueDate });
  return { entryId, amount: fee.amount };
}

/** K.1 to K.9.a for a return that counts: fee, flag, tag, what it makes of the account, and K.7's order. */
async function charge(
  change: Change,
  payment: Payment,
  input: ReturnInput,
  undone: ReversedPayment,
  { facts, profile }: AccountSnapshot,
): Promise<Omit<Returned, 'accountId' | 'kind'>> {
  const { tx, now } = change;
  const policy = policyAt(profile, now);
  const { accountId } = payment;
  const debit = isDebit(payment);
  const toReconnect = boughtTheWaterBack(
    { toReconnect: payment.toReconnect || undone.forReconnection, receivedAt: payment.receivedAt },
    facts,
  );
  const due: TagDue = toReconnect ? { dueAt: cutAgainFrom(now, policy), clause: 'K.7' } : tagDue(now, policy);
  const fee = await chargeFee(change, facts, policy);
  const flag = nsfFlag(payment.amount, fee.amount, due.dueAt, policy);
  const flagId = await setFlag(change, {
    accountId,
    kind: 'nsf-due',
    clause: 'K.4',
    why: flag.says,
    amount: flag.amount,
    dueAt: due.dueAt,
  });
  const parts = fee.amount > 0 ? [...undone.parts, { chargeId: fee.entryId, amount: fee.amount }] : undone.parts;
  const returnId = await insertReturnedPayment(
    tx,
    payment,
    input,
    { afterEntry: undone.afterEntry, due, clause: due.clause, flagId, toReconnect, parts },
    now,
  );
  await orderBlueTag(change, { returnId, accountId, due, amount: flag.amount }, policy);
  // Asked before this return is noted: the rules count it themselves.
  if (debit && endsBankDebit(facts, input.code, policy)) await removeDebit(change, facts, policy);
  await makeCashOnly(change, facts, policy);
  const on = dayOf(now, policy.timeZone);
  await noteHistory(change, { accountId, was: debit ? 'ach-return' : 'nsf', on, clause: debit ? 'K.9' : 'K.1' });
  return { returnId, fee: fee.amount, owed: flag.amount, dueAt: due.dueAt, says: `To be made good: ${flag.says}` };
}

/** The return that a key was used for before. */
async function earlier(tx: Tx, before: Before, payment: Payment, input: ReturnInput): Promise<Returned> {
  const kept = await row<{ code: string; dueAt: Instant | null; owed: Cents | null }>(
    tx,
    `SELECT r.code, r.due_at AS "dueAt", f.amount AS owed FROM returned_payment r LEFT JOIN flag f ON f.id = r.flag_id
     WHERE r.id = $1`,
    [before.returnId],
  );
  const owed = kept?.owed ?? null;
  return {
    returnId: before.returnId,
    accountId: payment.accountId,
    kind: returnKind(kept?.code ?? input.code),
    fee: owed === null ? cents(0) : cents(owed - payment.amount),
    owed,
    dueAt: kept?.dueAt ?? null,
    says: 'This return is entered.',
  };
}

/**
 * K.1 to K.9: a payment came back from the bank. It is taken off the books at once, as if it had never been made (reading 15).
 * Where it counts, its fee is charged, the account flagged and the blue tag issued; else a person looks at it.
 */
export async function recordReturnedPayment(
  source: DataSource,
  input: ReturnInput,
  actor: Actor,
  now: Instant,
): Promise<Returned> {
  const found = await source.manager.findOneBy(Payment, { id: input.paymentId });
  if (!found) throw new NotFound('There is no such payment.');
  const { accountId } = found;
  return changeAccounts(source, { request: 'return-payment', accountIds: [accountId], actor, now }, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const payment = await tx.findOneByOrFail(Payment, { id: input.paymentId });
    const before = await row<Before>(
      tx,
      `SELECT id AS "returnId", code, idempotency_key AS "idempotencyKey" FROM returned_payment WHERE payment_id = $1`,
      [payment.id],
    );
    const other = await row(tx, 'SELECT 1 FROM returned_payment WHERE idempotency_key = $1 AND payment_id <> $2', [
      input.idempotencyKey,
      payment.id,
    ]);
    if (other) throw new Conflict('This key was used for the return of another payment.');
    if (before?.idempotencyKey === input.idempotencyKey && before.code !== input.code)
      throw new Conflict(`This key was used for a return with code ${before.code}.`);
    if (before?.idempotencyKey === input.idempotencyKey) return earlier(tx, before, payment, input);
    if (!takesMoneyBack(input.code))
      throw new Invalid(
        'code',
        `${input.code} gives no payment back: with it the banks dispute an earlier return. Codes R01 to R39, NSF and bank-error do.`,
      );
    const clause: ClauseId = isDebit(payment) ? 'K.9' : 'K.1';
    mustBe(
      actor,
      ['cashier', 'clerk', 'finance', 'supervisor', 'asst-director-finance'],
      clause,
      'Finance enters what came back.',
    );
    const why = refusal(payment, before);
    if (why !== null) throw new Refused(why, [clause]);
    const policy = policyAt(account.profile, now);
    await accept(clause);
    await endDoubt(change, payment, `It came back, code ${input.code}.`);
    const undone = await reversePayment(tx, payment, clause, policy, now);
    const facts = {
      paymentId: payment.id,
      amount: payment.amount,
      reason: `Returned by the bank, code ${input.code}.`,
    };
    await append(tx, [{ event: 'payment.reversed', facts, at: now, actor, clause, accountId }]);
    const kind = returnKind(input.code);
    let answer: Omit<Returned, 'accountId' | 'kind'>;
    if (countsAsReturn(input.code)) answer = await charge(change, payment, input, undone, account);
    else {
      const none = { afterEntry: undone.afterEntry, due: null, clause, flagId: null, toReconnect: false, parts: [] };
      const returnId = await insertReturnedPayment(tx, payment, input, none, now);
      await reviewReturn(change, { returnId, accountId, amount: payment.amount, code: input.code });
      const says = `${formatDollars(payment.amount)} came back, and a person looks at it. No fee.`;
      answer = { returnId, fee: cents(0), owed: null, dueAt: null, says };
    }
    await allocateCredits(tx, [accountId], dayOf(now, policy.timeZone));
    await reinstateLateCharge(change, accountId);
    if (answer.dueAt !== null)
      await reDisconnect(change, await lockAccountSnapshot(tx, accountId, now), answer.returnId);
    return { ...answer, accountId, kind };
  });
}
