import type { Actor, Receipt } from '@curbstop/contracts';
import type { Cents, Instant } from '@curbstop/policy';
import { dayOf, effectiveDate, formatDollars, mayPayInstalment, shortTime, timeOfDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { afterwards, changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { postPayment } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import type { DirectedCredit } from '../../facts/allocate-credits.ts';
import { Payment } from '../../records/payments/payment.entity.ts';
import { confirmAmount } from './take-payment.ts';
import { askedHash, earlierReceipt, makeReceipt } from './receipt.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { Arrangement } from '../../records/arrangements/arrangement.entity.ts';

export interface InstalmentInput {
  readonly accountId: number;
  readonly amount: Cents;
  /** Made once by whoever takes the payment; the same key again gives the same receipt. */
  readonly idempotencyKey: string;
  /** J.1: the amount once more, where it is far above what is owed. */
  readonly amountAgain?: Cents | undefined;
}

/** I.3.c: the bills and the fee of the arrangement come before everything else the account owes. */
async function towardPlan(tx: Tx, arrangementId: number): Promise<DirectedCredit['first']> {
  const plan = await tx.findOneBy(Arrangement, { id: arrangementId });
  if (!plan) throw new Error(`The arrangement ${arrangementId} is gone.`);
  return ({ kind, billId, chargeId }) =>
    chargeId === plan.feeEntryId ||
    ((kind === 'bill' || kind === 'penalty') && billId !== null && plan.billIds.includes(billId));
}

/** I.3.c: cash at the counter toward the arrangement: the oldest instalment first, the down payment before all. */
export async function payInstalment(
  source: DataSource,
  input: InstalmentInput,
  actor: Actor,
  now: Instant,
): Promise<Receipt> {
  const { accountId, amount, idempotencyKey } = input;
  const asked = askedHash({ ...input, request: 'pay-instalment' });
  const before = (tx: Tx): Promise<Receipt | null> => earlierReceipt(tx, input, asked);
  return changeAccounts(
    source,
    { request: 'pay-instalment', accountIds: [accountId], actor, now, before },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      const policy = policyAt(account.profile, now);
      const answer = mayPayInstalment(account.facts);
      const [arrangement] = account.facts.arrangements.filter((each) => each.state === 'in-force');
      if (!answer.granted || !arrangement) throw new Refused(answer.says, answer.clauses);
      confirmAmount(account.facts, input, policy, actor);
      const { day: effective, clause } = effectiveDate({ channel: 'counter', at: now }, policy);
      await accept(clause, answer.says);
      const made = await tx.insert(Payment, {
        accountId,
        idempotencyKey,
        amount,
        method: 'cash',
        channel: 'counter',
        reference: '',
        receivedAt: now,
        effective,
        clause,
        credited: true,
        asked,
        takenBy: actor.kind === 'staff' ? actor.id : null,
      });
      const paymentId = made.identifiers[0]?.['id'] as number;
      const counted = { paymentId, accountId, amount, effective, clause, purpose: null };
      const creditId = await postPayment(change, counted);
      const first = await towardPlan(tx, arrangement.arrangementId);
      const settled = await allocateCredits(tx, [accountId], dayOf(now, policy.timeZone), { creditId, first });
      const facts = { paymentId, amount, method: 'cash', channel: 'counter', effective };
      await append(tx, [{ event: 'payment.received', facts, at: now, actor, clause, accountId }]);
      const at = shortTime(timeOfDay(now, policy.timeZone));
      const paid = { amount, clause, says: `Paid ${formatDollars(amount)} at ${at}.` };
      change.causedBy({ paid });
      return afterwards((cancelled) => makeReceipt(tx, counted, { credited: true, settled, cancelled }, now));
    },
  );
}
