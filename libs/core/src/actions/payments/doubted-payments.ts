import type { Actor, DecideDoubt } from '@curbstop/contracts';
import { saidSo } from '@curbstop/contracts';
import type { AccountFacts, Cents, Day, Instant, PaymentDoubt, PolicyParameters } from '@curbstop/policy';
import {
  PAYMENT_IN_DOUBT,
  againDoubt,
  checkAmount,
  dateDoubt,
  dayIn,
  dayOf,
  daysBetween,
  formatDollars,
  inWindow,
  moneyWindow,
  nextBusinessDay,
  shortTime,
  timeOfDay,
  toInstant,
  windowSays,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { AccountChange } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Conflict, Invalid, NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { liftHolds, placeHold } from '../../records/holds/holds.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';
import { creditPayment } from './credit-payment.ts';
import type { Counted } from './credit-payment.ts';
import { Payment } from '../../records/payments/payment.entity.ts';

/** What of a payment may be mistaken. */
export interface Doubtful {
  readonly accountId: number;
  readonly amount: Cents;
  readonly method: string;
  readonly reference: string;
  readonly valueDate?: Day | undefined;
  readonly forwardedOn?: Day | undefined;
  /** The day that a bank's file gives a check, which counts from when the city has it. */
  readonly fileDate?: Day | undefined;
  readonly datedBack?: { readonly on: Day } | undefined;
  /** Nobody was there to be asked whether the amount is right. */
  readonly unattended: boolean;
}

/** A payment that came in before. */
export interface SameBefore {
  readonly accountId: number;
  readonly reference: string;
  readonly amount: Cents;
  readonly at: Instant;
}

/** J.1: the payments of these accounts with these references, the latest first. */
export function samePayments(
  db: Reader,
  accountIds: readonly number[],
  references: readonly string[],
): Promise<SameBefore[]> {
  return rows<SameBefore>(
    db,
    `SELECT account_id AS "accountId", reference, amount, received_at AS at FROM payment
     WHERE account_id = ANY($1) AND reference = ANY($2) AND reference <> '' AND method <> 'cash' AND set_aside_at IS NULL
     ORDER BY id DESC`,
    [accountIds, references],
  );
}

/** J.1, J.2.a, J.3: why a person looks at a payment before it is credited; null when it is believed. */
export function doubtOf(
  payment: Doubtful,
  known: readonly SameBefore[],
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): PaymentDoubt | null {
  const today = dayOf(now, policy.timeZone);
  const dates = payment.datedBack
    ? [dateDoubt(payment.datedBack.on, today, policy, true)]
    : [payment.valueDate, payment.forwardedOn, payment.fileDate].map((on) =>
        on === undefined ? null : dateDoubt(on, today, policy),
      );
  const mistaken = dates.find((each) => each !== null);
  if (mistaken) return mistaken;
  const { accountId, reference, amount } = payment;
  const same = known.find(
    (each) => each.accountId === accountId && each.reference === reference && each.amount === amount,
  );
  const cameOn = same && dayOf(same.at, policy.timeZone);
  if (payment.method !== 'cash' && cameOn !== undefined && daysBetween(cameOn, today) <= policy.moneyDays.sameAgain)
    return againDoubt(reference, cameOn, today);
  const { check, message } = checkAmount(facts, payment.amount, policy);
  return payment.unattended && check === 'supervisor' ? { code: 'amount', clause: 'J.1', message } : null;
}

/** Keeps a payment that is in doubt: nothing is credited, a person is asked, and the water stays on until they decide. */
export async function keepInDoubt(
  change: Change,
  payment: Counted & { readonly method: string; readonly channel: string; readonly reference: string },
  doubt: PaymentDoubt,
  policy: PolicyParameters,
): Promise<void> {
  const { tx, actor, now } = change;
  const { paymentId, accountId, amount, method, channel, reference, effective } = payment;
  const { clause, message } = doubt;
  const hold = { accountId, kind: PAYMENT_IN_DOUBT, clause, reason: message, until: null, billIds: null } as const;
  const doubtHoldId = await placeHold(change, hold);
  await tx.update(Payment, { id: paymentId }, { doubtHoldId });
  const facts = { paymentId, amount, method, channel, on: effective, why: message };
  await append(tx, [{ event: 'payment.doubted', facts, at: now, actor, clause, accountId }]);
  const dueOn = nextBusinessDay(dayOf(now, policy.timeZone), policy);
  const name = reference === '' ? method : `${method} ${reference}`;
  const task = {
    accountId,
    kind: PAYMENT_IN_DOUBT,
    role: 'supervisor',
    clause,
    says: `${formatDollars(amount)}, ${name}, is not credited yet. ${message} Credit it on its right day, or set it aside.`,
    dueAt: toInstant(dueOn, policy.officeHours.to, policy.timeZone),
    actKey: `${PAYMENT_IN_DOUBT}/${paymentId}`,
    subject: { paymentId },
  } as const;
  await openTask(change, task);
}

/** The doubt is over: its hold and its task go. */
export async function endDoubt(change: Change, payment: Payment, outcome: string): Promise<void> {
  const { tx } = change;
  if (!payment.inDoubt) return;
  const { id, accountId, doubtHoldId } = payment;
  await tx.update(Payment, { id }, { inDoubt: false });
  if (doubtHoldId !== null) await liftHolds(change, { accountId, kind: PAYMENT_IN_DOUBT, holdId: doubtHoldId });
  const task = await row<{ id: number }>(tx, 'SELECT id FROM task WHERE act_key = $1', [`${PAYMENT_IN_DOUBT}/${id}`]);
  if (task) await closeTasks(change, { accountId, kind: PAYMENT_IN_DOUBT, outcome, taskId: task.id });
}

/** J.2.a: a day that a person gives a payment in doubt is one that a supervisor may give. */
function checkDay(on: Day, policy: PolicyParameters, now: Instant): void {
  const today = dayOf(now, policy.timeZone);
  const window = moneyWindow(today, policy, true);
  if (!inWindow(on, window)) throw new Invalid('on', `Give a day ${windowSays(window, today)}.`);
}

async function credit(
  change: AccountChange,
  payment: Payment,
  on: Day,
  why: string,
  policy: PolicyParameters,
): Promise<string> {
  const { tx, actor, now } = change;
  const { id: paymentId, accountId, amount, clause, purpose, method, channel } = payment;
  const today = dayOf(now, policy.timeZone);
  await tx.update(Payment, { id: paymentId }, { effective: on });
  await endDoubt(change, payment, `Credited from ${dayIn(on, today)}. ${why}`);
  const facts = { paymentId, amount, method, channel, effective: on };
  await append(tx, [{ event: 'payment.received', facts, at: now, actor, clause, accountId }]);
  // One whose day is still to come is credited on that day (J.3).
  if (on > today) {
    return `${formatDollars(amount)} is credited on ${dayIn(on, today)}.`;
  }
  await creditPayment(change, { paymentId, accountId, amount, effective: on, clause, purpose }, today);
  const at = shortTime(timeOfDay(now, policy.timeZone));
  const paid = { amount, clause, says: `Paid ${formatDollars(amount)} at ${at}.` };
  change.causedBy({ paid });
  return `${formatDollars(amount)} is credited from ${dayIn(on, today)}.`;
}

async function setAside(change: Change, payment: Payment, why: string): Promise<string> {
  const { tx, actor, now } = change;
  const { id: paymentId, accountId, amount, clause } = payment;
  await endDoubt(change, payment, `Set aside. ${why}`);
  await tx.update(Payment, { id: paymentId }, { setAsideAt: now });
  await append(tx, [
    { event: 'payment.set-aside', facts: { paymentId, amount, why }, at: now, actor, clause, accountId },
  ]);
  return `${formatDollars(amount)} is set aside, and was never credited.`;
}

/**
 * J.2.a: a supervisor decides about a payment in doubt, somebody else than the one who entered it: it is credited on its right
 * day, or set aside as none of this account.
 */
export async function decideDoubt(
  source: DataSource,
  input: { readonly paymentId: number; readonly decided: DecideDoubt; readonly idempotencyKey: string },
  actor: Actor,
  now: Instant,
): Promise<{ readonly says: string }> {
  const { paymentId, decided, idempotencyKey } = input;
  const found = await source.manager.findOneBy(Payment, { id: paymentId });
  if (!found) throw new NotFound('There is no such payment.');
  const { accountId } = found;
  const asked = { request: `decide-doubt/${paymentId}/${decided.decision}`, accountIds: [accountId], actor, now };
  return changeAccounts(source, { ...asked, ...onceFor(idempotencyKey, saidSo) }, async (change) => {
    const { tx, accept } = change;
    const { profile } = await lockAccountSnapshot(tx, accountId, now);
    const payment = await tx.findOneByOrFail(Payment, { id: paymentId });
    mustBe(actor, ['supervisor', 'asst-director-finance'], 'J.2.a', 'A supervisor decides about a payment in doubt.');
    if (payment.doubt === null) throw new Refused('Nothing about this payment is in doubt.', ['J.1']);
    if (!payment.inDoubt) {
      const what = payment.setAsideAt === null ? 'credited, or came back' : 'set aside';
      throw new Conflict(`This payment is decided already: it was ${what}.`);
    }
    if (actor.kind === 'staff' && actor.id === payment.takenBy)
      throw new Refused('You entered this payment. Somebody else decides about it.', ['J.2.a']);
    const policy = policyAt(profile, now);
    if (decided.decision === 'credit') checkDay(decided.on, policy, now);
    await accept('J.2.a', decided.why);
    const says =
      decided.decision === 'credit'
        ? await credit(change, payment, decided.on, decided.why, policy)
        : await setAside(change, payment, decided.why);
    return { says };
  });
}
