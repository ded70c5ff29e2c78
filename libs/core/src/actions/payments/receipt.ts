import { createHash } from 'node:crypto';
import type { Receipt } from '@curbstop/contracts';
import { receipt as receiptSchema } from '@curbstop/contracts';
import type { Cents, Instant } from '@curbstop/policy';
import {
  amountsToPay,
  cents,
  dayIn,
  dayOf,
  feesOwed,
  formatDollars,
  mostPressing,
  pastDueTotal,
  toPaySays,
} from '@curbstop/policy';
import { loadAccounts } from '../../facts/account-facts.ts';
import { Conflict, NotFound } from '../../db/errors.ts';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import type { EntryKind } from '../../records/ledger/ledger.entity.ts';
import { balanceOf, entrySays } from '../../records/ledger/ledger-lines.ts';
import type { AllocationResult } from '../../facts/allocate-credits.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import type { Counted } from './credit-payment.ts';
import { Payment } from '../../records/payments/payment.entity.ts';

/** What is asked under a key, whatever the key is: the same asked again has the same hash. */
export function askedHash(input: object): string {
  const asked = Object.entries(input)
    .filter(([name, value]) => name !== 'idempotencyKey' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

/** The receipt of an earlier request with this key, or null. */
export async function earlierReceipt(
  tx: Tx,
  asked: { readonly idempotencyKey: string; readonly accountId: number; readonly amount: Cents },
  hash: string,
): Promise<Receipt | null> {
  const before = await tx.findOneBy(Payment, { idempotencyKey: asked.idempotencyKey });
  if (!before) return null;
  // Payments of before this was written down have no hash.
  const same = before.accountId === asked.accountId && before.amount === asked.amount;
  if (!same || (before.asked !== null && before.asked !== hash))
    throw new Conflict(
      'This key was used for another payment. Look at the ledger, and send what is new under a key of its own.',
    );
  return receiptSchema.parse(before.receipt);
}

async function allocationSays(
  tx: Tx,
  settled: readonly AllocationResult[],
): Promise<{ says: string; amount: Cents }[]> {
  const charges = await rows<{ id: number; kind: EntryKind; bill: string | null }>(
    tx,
    'SELECT e.id, e.kind, b.number AS bill FROM ledger_entry e LEFT JOIN bill b ON b.id = e.bill_id WHERE e.id = ANY($1)',
    [settled.map((allocation) => allocation.chargeId)],
  );
  return settled.map((allocation) => {
    const charge = charges.find((each) => each.id === allocation.chargeId);
    return { says: charge ? entrySays({ ...charge, method: null, channel: null }) : '', amount: allocation.amount };
  });
}

/** What the payer is given, and is given again for the same key. */
export async function makeReceipt(
  tx: Tx,
  counted: Counted,
  done: {
    readonly credited: boolean;
    readonly settled: readonly AllocationResult[];
    readonly cancelled: readonly WorkOrder[];
    /** Why a person checks it first. */
    readonly doubt?: string;
    readonly tendered?: Cents | undefined;
  },
  now: Instant,
): Promise<Receipt> {
  const { paymentId, accountId, amount, effective, clause } = counted;
  const [after] = await loadAccounts(tx, [accountId], now, { lock: false });
  if (!after) throw new NotFound('There is no such account.');
  const policy = policyAt(after.profile, now);
  const pastDue = pastDueTotal(after.facts, policy, now);
  const today = dayOf(now, policy.timeZone);
  const owed = pastDue === 0 ? 'Nothing past due is left.' : `${formatDollars(pastDue)} past due is left.`;
  const pressing = mostPressing(amountsToPay(after.facts, policy, now), pastDue);
  const left = pressing === null ? owed : `${owed} ${toPaySays(pressing, policy, now)}`;
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
    says:
      done.doubt !== undefined
        ? `It is kept, and not credited yet. ${done.doubt} A supervisor checks it; the water stays on meanwhile.`
        : done.credited
          ? left
          : `It is credited on ${dayIn(effective, today)}. ${left}`,
    doubt: done.doubt ?? null,
    tendered: done.tendered ?? null,
    change: done.tendered === undefined ? null : cents(done.tendered - amount),
    takenAt: now,
  };
  await tx.update(Payment, { id: paymentId }, { receipt } as Partial<Pick<Payment, 'reference'>>);
  return receipt;
}
