import type { Actor, Receipt, TakePayment } from '@curbstop/contracts';
import { receipt as receiptSchema } from '@curbstop/contracts';
import type { Cents, Instant } from '@curbstop/policy';
import {
  acceptsPayment,
  cents,
  dayOf,
  effectiveDate,
  feesOwed,
  formatDollars,
  pastDueTotal,
  shortTime,
  timeOfDay,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { followThrough } from '../accounts/consequences.ts';
import { loadCases } from '../accounts/facts.ts';
import { Conflict, NotFound, Refused } from '../db/errors.ts';
import { inTransaction, rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { append } from '../journal/append.ts';
import type { EntryKind } from '../ledger/ledger.entity.ts';
import { postEntries } from '../ledger/post.ts';
import { balanceOf, entrySays } from '../ledger/read.ts';
import { settle } from '../ledger/settle.ts';
import type { Settled } from '../ledger/settle.ts';
import { termsAt } from '../policy/terms.ts';
import { Payment } from './payment.entity.ts';

export interface PaymentInput extends TakePayment {
  readonly accountId: number;
  /** Made once by whoever takes the payment; the same key again gives the same receipt. */
  readonly idempotencyKey: string;
}

/** The receipt of an earlier request with this key, or null. */
async function earlierReceipt(tx: Tx, input: PaymentInput): Promise<Receipt | null> {
  const before = await tx.findOneBy(Payment, { idempotencyKey: input.idempotencyKey });
  if (!before) return null;
  if (before.accountId !== input.accountId || before.amount !== input.amount) {
    throw new Conflict('This key was used for another payment.');
  }
  return receiptSchema.parse(before.receipt);
}

async function allocationSays(tx: Tx, settled: readonly Settled[]): Promise<{ says: string; amount: Cents }[]> {
  const charges = await rows<{ id: number; kind: EntryKind; bill: string | null }>(
    tx,
    'SELECT e.id, e.kind, b.number AS bill FROM ledger_entry e LEFT JOIN bill b ON b.id = e.bill_id WHERE e.id = ANY($1)',
    [settled.map((it) => it.chargeId)],
  );
  return settled.map((it) => {
    const charge = charges.find((each) => each.id === it.chargeId);
    return { says: charge ? entrySays({ ...charge, method: null, channel: null }) : '', amount: it.amount };
  });
}

/**
 * Takes a payment: the ledger, what it pays, the orders it calls off and the journal, in one
 * transaction. A payment that commits before a valve moves wins over the valve (E.1).
 * Refused when the city does not take this tender there (J.1).
 */
export async function takePayment(
  source: DataSource,
  input: PaymentInput,
  actor: Actor,
  now: Instant,
): Promise<Receipt> {
  return inTransaction(source, async (tx) => {
    const [it] = await loadCases(tx, [input.accountId], now, { lock: true });
    if (!it) throw new NotFound('There is no such account.');
    const before = await earlierReceipt(tx, input);
    if (before) return before;
    const terms = termsAt(it.profile, now);
    const acceptance = acceptsPayment(input.method, input.channel);
    if (!acceptance.accepted) throw new Refused(acceptance.says, [acceptance.clause]);
    const effective = effectiveDate({ channel: input.channel, at: now }, terms);
    const made = await tx.insert(Payment, {
      accountId: input.accountId,
      idempotencyKey: input.idempotencyKey,
      amount: input.amount,
      method: input.method,
      channel: input.channel,
      reference: input.reference,
      receivedAt: now,
      effective: effective.day,
      takenBy: actor.kind === 'staff' ? actor.id : null,
    });
    const paymentId = made.identifiers[0]?.['id'] as number;
    await postEntries(
      tx,
      [
        {
          accountId: input.accountId,
          kind: 'payment',
          amount: cents(-input.amount),
          valueDate: effective.day,
          clause: effective.clause,
          billId: null,
          paymentId,
          actKey: null,
        },
      ],
      now,
    );
    const settled = await settle(tx, [input.accountId], dayOf(now, terms.timeZone));
    await append(tx, [
      {
        event: 'payment.received',
        facts: {
          paymentId,
          amount: input.amount,
          method: input.method,
          channel: input.channel,
          effective: effective.day,
        },
        at: now,
        actor,
        clause: effective.clause,
        accountId: input.accountId,
      },
    ]);
    const at = shortTime(timeOfDay(now, terms.timeZone));
    const cancelled = await followThrough(
      tx,
      [input.accountId],
      {
        actor,
        paid: { amount: input.amount, clause: effective.clause, says: `Paid ${formatDollars(input.amount)} at ${at}.` },
      },
      now,
    );
    const [after] = await loadCases(tx, [input.accountId], now, { lock: false });
    if (!after) throw new NotFound('There is no such account.');
    const pastDue = pastDueTotal(after.facts, terms, now);
    const receipt: Receipt = {
      paymentId,
      amount: input.amount,
      effective: effective.day,
      clause: effective.clause,
      balance: await balanceOf(tx, input.accountId),
      pastDue,
      feesDue: feesOwed(after.facts),
      allocations: await allocationSays(tx, settled),
      cancelled: cancelled.map((order) => ({ orderId: order.id, number: order.number, kind: order.kind })),
      says: pastDue === 0 ? 'Nothing past due is left.' : `${formatDollars(pastDue)} past due is left.`,
    };
    await tx.update(Payment, { id: paymentId }, { receipt } as Partial<Pick<Payment, 'reference'>>);
    return receipt;
  });
}
