import type { Receipt } from '@curbstop/contracts';
import { receipt as receiptSchema } from '@curbstop/contracts';
import type { Cents, Instant } from '@curbstop/policy';
import { feesOwed, formatDollars, pastDueTotal, shortDay } from '@curbstop/policy';
import { loadCases } from '../accounts/facts.ts';
import { Conflict, NotFound } from '../db/errors.ts';
import { rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import type { EntryKind } from '../ledger/ledger.entity.ts';
import { balanceOf, entrySays } from '../ledger/read.ts';
import type { Settled } from '../ledger/settle.ts';
import type { WorkOrder } from '../orders/work-order.entity.ts';
import { termsAt } from '../policy/terms.ts';
import type { Counted } from './credit.ts';
import { Payment } from './payment.entity.ts';

/** The receipt of an earlier request with this key, or null. */
export async function earlierReceipt(
  tx: Tx,
  asked: { readonly idempotencyKey: string; readonly accountId: number; readonly amount: Cents },
): Promise<Receipt | null> {
  const before = await tx.findOneBy(Payment, { idempotencyKey: asked.idempotencyKey });
  if (!before) return null;
  if (before.accountId !== asked.accountId || before.amount !== asked.amount) {
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

/** What the payer is given, and is given again for the same key. */
export async function makeReceipt(
  tx: Tx,
  counted: Counted,
  done: { readonly credited: boolean; readonly settled: readonly Settled[]; readonly cancelled: readonly WorkOrder[] },
  now: Instant,
): Promise<Receipt> {
  const { paymentId, accountId, amount, effective, clause } = counted;
  const [after] = await loadCases(tx, [accountId], now, { lock: false });
  if (!after) throw new NotFound('There is no such account.');
  const pastDue = pastDueTotal(after.facts, termsAt(after.profile, now), now);
  const left = pastDue === 0 ? 'Nothing past due is left.' : `${formatDollars(pastDue)} past due is left.`;
  const receipt: Receipt = {
    paymentId,
    amount,
    effective,
    clause,
    balance: await balanceOf(tx, accountId),
    pastDue,
    feesDue: feesOwed(after.facts),
    allocations: await allocationSays(tx, done.settled),
    cancelled: done.cancelled.map((order) => ({ orderId: order.id, number: order.number, kind: order.kind })),
    says: done.credited ? left : `It is credited on ${shortDay(effective)}. ${left}`,
  };
  await tx.update(Payment, { id: paymentId }, { receipt } as Partial<Pick<Payment, 'reference'>>);
  return receipt;
}
