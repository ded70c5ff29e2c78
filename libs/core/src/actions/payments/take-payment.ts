import type { Actor, Receipt, TakePayment } from '@curbstop/contracts';
import type {
  AccountFacts,
  CardBrand,
  Cents,
  Day,
  EffectiveDate,
  Instant,
  PaymentDoubt,
  Purpose,
  PolicyParameters,
} from '@curbstop/policy';
import {
  checkAmount,
  dayOf,
  effectiveDate,
  formatDollars,
  lateBatch,
  mayPay,
  needsSecondCounter,
  shortTime,
  timeOfDay,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { afterwards, changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { openTask } from '../../records/tasks/tasks.ts';
import { outagesAt } from '../payment-site-outages/payment-site-outages.ts';
import { creditPayment } from './credit-payment.ts';
import type { Counted } from './credit-payment.ts';
import { doubtOf, keepInDoubt, samePayments } from './doubted-payments.ts';
import { Payment } from '../../records/payments/payment.entity.ts';
import { askedHash, earlierReceipt, makeReceipt } from './receipt.ts';

export interface PaymentInput extends Omit<TakePayment, 'channel'> {
  readonly accountId: number;
  /** Made once by whoever takes the payment; the same key again gives the same receipt. */
  readonly idempotencyKey: string;
  readonly channel: TakePayment['channel'] | 'other-department';
  /** J.1: of a card. */
  readonly brand?: CardBrand | undefined;
  /** What the payer says it is for; left out, the policy's order. */
  readonly purpose?: Purpose | undefined;
  /** J.3: the day on which a transfer reaches the bank. */
  readonly valueDate?: Day | undefined;
  /** J.2.a: the day on which Finance has what another department received. */
  readonly forwardedOn?: Day | undefined;
  /** J.2.a: dated back by a supervisor, with the reason. */
  readonly datedBack?: { readonly on: Day; readonly why: string } | undefined;
  /** J.5.a: when the drop box was emptied, for what is entered later; left out, now. */
  readonly collectedAt?: Instant | undefined;
  /** J.5: who counted the cash of the drop box with the one who takes it. */
  readonly countedBy?: string | undefined;
  /** The trace number of a bank debit. */
  readonly trace?: string | undefined;
  /** J.1: the amount once more, where it is far above what is owed. */
  readonly amountAgain?: Cents | undefined;
  /** Cash that was handed over at the counter. */
  readonly tendered?: Cents | undefined;
  /** The day that a bank's file gives a check. */
  readonly fileDate?: Day | undefined;
  /** Out of a file: nobody can be asked whether it is right. */
  readonly unattended?: boolean | undefined;
}

/** J.5.a: a collection is of the drop box, over, and entered in time. */
function checkCollection(input: PaymentInput, collectedAt: Instant, policy: PolicyParameters, now: Instant): void {
  if (input.channel !== 'dropbox') throw new Invalid('collectedAt', 'Only what was in the drop box has a collection.');
  if (collectedAt > now) throw new Invalid('collectedAt', 'Give a moment up to now.');
  const late = lateBatch(collectedAt, now, policy);
  if (late) throw new Refused(late.says, late.clauses);
}

/** J.2.a, J.3: a day of its own is given to what has one, and going back is a supervisor's by every way in. */
function checkDates(input: PaymentInput, policy: PolicyParameters, actor: Actor, now: Instant): void {
  const { valueDate, forwardedOn, method, channel } = input;
  if (valueDate !== undefined && method !== 'eft' && method !== 'ach')
    throw new Invalid('valueDate', 'Only a transfer or a bank debit reaches the bank on a day of its own.');
  if (forwardedOn === undefined) return;
  if (channel !== 'other-department')
    throw new Invalid('forwardedOn', 'Only what another department received reaches Finance on a day of its own.');
  if (forwardedOn < dayOf(now, policy.timeZone))
    mustBe(actor, ['supervisor'], 'J.2.a', 'Only a supervisor may date a payment back.');
}

/** J.1: whoever types an amount far above what is owed types it twice; above a limit a supervisor does. */
export function confirmAmount(
  facts: AccountFacts,
  input: { readonly amount: Cents; readonly amountAgain?: Cents | undefined },
  policy: PolicyParameters,
  actor: Actor,
): void {
  if (actor.kind !== 'staff') return;
  const { check, message } = checkAmount(facts, input.amount, policy);
  if (check === 'plain') return;
  if (check === 'supervisor') mustBe(actor, ['supervisor'], 'J.1', `${message} A supervisor takes it.`);
  if (input.amountAgain !== input.amount) throw new Invalid('amountAgain', `${message} Type the amount again.`);
}

/** Cash of which some goes back is cash, and enough. */
function checkTendered({ tendered, amount, method, channel }: PaymentInput): void {
  if (tendered === undefined) return;
  if (method !== 'cash' || channel !== 'counter')
    throw new Invalid('tendered', 'Only of cash at the counter some goes back.');
  if (tendered < amount)
    throw new Invalid('tendered', `${formatDollars(tendered)} is less than the payment of ${formatDollars(amount)}.`);
}

function dateOf(
  input: PaymentInput,
  facts: AccountFacts,
  policy: PolicyParameters,
  actor: Actor,
  now: Instant,
): EffectiveDate & { readonly toCome: boolean } {
  const { valueDate, forwardedOn, datedBack, collectedAt } = input;
  const today = dayOf(now, policy.timeZone);
  if (datedBack) {
    mustBe(actor, ['supervisor'], 'J.2.a', 'Only a supervisor may date a payment back.');
    if (datedBack.on > today) throw new Invalid('datedBack.on', 'Give a day up to today.');
    return { day: datedBack.on, clause: 'J.2.a', toCome: false };
  }
  if (collectedAt !== undefined) checkCollection(input, collectedAt, policy, now);
  const found = effectiveDate(
    {
      channel: input.channel,
      tender: input.method,
      at: collectedAt ?? now,
      bills: facts.bills,
      ...(valueDate === undefined ? {} : { bankValueDay: valueDate }),
      ...(forwardedOn === undefined ? {} : { forwardedOn }),
    },
    policy,
  );
  // What was handed over is in the city's hands; a transfer to come, or what another department still has, is not.
  const elsewhere = found.clause === 'J.3' || forwardedOn !== undefined;
  return { ...found, toCome: elsewhere && found.day > today };
}

/** J.5: cash from the drop box, counted by one person only so far. */
async function askForSecondCounter(change: Change, input: PaymentInput, paymentId: number): Promise<void> {
  if (!needsSecondCounter(input.method, input.channel) || (input.countedBy ?? '') !== '') return;
  await openTask(change, {
    accountId: input.accountId,
    kind: 'drop-box-cash',
    role: 'supervisor',
    clause: 'J.5',
    says: `Cash of ${formatDollars(input.amount)} was in the drop box. A second person counts it and signs.`,
    dueAt: null,
    actKey: `drop-box-cash/${paymentId}`,
    subject: { paymentId },
  });
}

async function keepPayment(
  change: Change,
  input: PaymentInput,
  effective: EffectiveDate & { readonly toCome: boolean },
  doubt: PaymentDoubt | null,
  facts: AccountFacts,
): Promise<Counted> {
  const { tx, actor, now } = change;
  const { accountId, amount } = input;
  const purpose = input.purpose ?? null;
  const made = await tx.insert(Payment, {
    accountId,
    idempotencyKey: input.idempotencyKey,
    amount,
    method: input.method,
    channel: input.channel,
    reference: input.datedBack ? `${input.reference} ${input.datedBack.why}`.trim() : input.reference,
    receivedAt: now,
    effective: effective.day,
    clause: effective.clause,
    purpose,
    credited: !effective.toCome && doubt === null,
    doubt: doubt?.message ?? null,
    inDoubt: doubt !== null,
    asked: askedHash(input),
    toReconnect: facts.service === 'off' || purpose === 'reconnection',
    countedBy: input.countedBy ?? null,
    trace: input.trace ?? null,
    takenBy: actor.kind === 'staff' ? actor.id : null,
  });
  const paymentId = made.identifiers[0]?.['id'] as number;
  return { paymentId, accountId, amount, effective: effective.day, clause: effective.clause, purpose };
}

/**
 * Takes a payment: the ledger, what it pays, the orders it calls off and the journal, in one
 * transaction. A payment that commits before a valve moves wins over the valve (E.1). One whose day is still to come (J.2.a,
 * J.3) is kept, and credited on that day; one that may be mistaken is kept until a person has looked at it. Refused with everything that stands against it (J.1, J.4.a, J.6, J.7, K.5).
 */
export async function takePayment(
  source: DataSource,
  input: PaymentInput,
  actor: Actor,
  now: Instant,
): Promise<Receipt> {
  const { accountId, amount } = input;
  const before = (tx: Tx): Promise<Receipt | null> => earlierReceipt(tx, input, askedHash(input));
  return changeAccounts(source, { request: 'pay', accountIds: [accountId], actor, now, before }, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(account.profile, now);
    const windows = input.channel === 'website' ? await outagesAt(tx, now) : [];
    const offered = {
      amount,
      tender: input.method,
      channel: input.channel,
      purpose: input.purpose ?? null,
      ...(input.brand === undefined ? {} : { brand: input.brand }),
    };
    const answer = mayPay(account.facts, offered, policy, now, windows);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    checkDates(input, policy, actor, now);
    checkTendered(input);
    if (!input.unattended) confirmAmount(account.facts, input, policy, actor);
    const effective = dateOf(input, account.facts, policy, actor, now);
    const unattended = input.unattended === true || actor.kind === 'customer';
    const known = await samePayments(tx, [accountId], [input.reference]);
    const doubt = doubtOf({ ...input, unattended }, known, account.facts, policy, now);
    await accept(effective.clause);
    const counted = await keepPayment(change, input, effective, doubt, account.facts);
    if (doubt !== null) {
      const { method, channel, reference } = input;
      await keepInDoubt(change, { ...counted, method, channel, reference }, doubt, policy);
      await askForSecondCounter(change, input, counted.paymentId);
      const done = { credited: false, settled: [], doubt: doubt.message, tendered: input.tendered };
      return afterwards((cancelled) => makeReceipt(tx, counted, { ...done, cancelled }, now));
    }
    const today = dayOf(now, policy.timeZone);
    const settled = effective.toCome ? [] : await creditPayment(change, counted, today);
    const { paymentId } = counted;
    await append(tx, [
      {
        event: 'payment.received',
        facts: { paymentId, amount, method: input.method, channel: input.channel, effective: effective.day },
        at: now,
        actor,
        clause: effective.clause,
        accountId,
      },
    ]);
    await askForSecondCounter(change, input, paymentId);
    const at = shortTime(timeOfDay(now, policy.timeZone));
    const paid = { amount, clause: effective.clause, says: `Paid ${formatDollars(amount)} at ${at}.` };
    if (!effective.toCome) change.causedBy({ paid });
    const done = { credited: !effective.toCome, settled, tendered: input.tendered };
    return afterwards((cancelled) => makeReceipt(tx, counted, { ...done, cancelled }, now));
  });
}
