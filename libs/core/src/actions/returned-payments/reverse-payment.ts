import type { Cents, ClauseId, Instant, TagDue, PolicyParameters } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import { In } from 'typeorm';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { LedgerEntry } from '../../records/ledger/ledger.entity.ts';
import { postEntry } from '../../records/ledger/post.ts';
import { isForReconnection } from '../payments/credit-payment.ts';
import type { Payment } from '../../records/payments/payment.entity.ts';

export interface ReversedPayment {
  /** Entries after this one were posted after the return. */
  readonly afterEntry: number;
  /** What it had paid. */
  readonly parts: readonly { readonly chargeId: number; readonly amount: Cents }[];
  readonly forReconnection: boolean;
}

/** Takes a payment off the books: a line that reverses it, and what it had paid is open again. */
export async function reversePayment(
  tx: Tx,
  payment: Payment,
  clause: ClauseId,
  policy: PolicyParameters,
  now: Instant,
): Promise<ReversedPayment> {
  const entry = await tx.findOneBy(LedgerEntry, { paymentId: payment.id, kind: 'payment' });
  if (!entry) return { afterEntry: 0, parts: [], forReconnection: false };
  const parts = await rows<{ chargeId: number; amount: Cents }>(
    tx,
    'SELECT charge_id AS "chargeId", amount FROM allocation WHERE credit_id = $1 ORDER BY charge_id',
    [entry.id],
  );
  const charges = await tx.findBy(LedgerEntry, { id: In(parts.map((part) => part.chargeId)) });
  await tx.query('DELETE FROM allocation WHERE credit_id = $1', [entry.id]);
  const afterEntry = await postEntry(
    { tx, now },
    {
      accountId: payment.accountId,
      kind: 'reversal',
      amount: payment.amount,
      valueDate: dayOf(now, policy.timeZone),
      clause,
      billId: null,
      paymentId: payment.id,
      actKey: null,
      reversesId: entry.id,
    },
  );
  return { afterEntry, parts, forReconnection: charges.some((charge) => isForReconnection(charge.kind)) };
}

/** Writes the return down, with what it had paid. What asks nothing of the customer is settled from the start. */
export async function insertReturnedPayment(
  tx: Tx,
  payment: Payment,
  input: { readonly code: string; readonly idempotencyKey: string },
  each: {
    readonly afterEntry: number;
    readonly due: TagDue | null;
    readonly clause: ClauseId;
    readonly flagId: number | null;
    readonly toReconnect: boolean;
    readonly parts: ReversedPayment['parts'];
  },
  now: Instant,
): Promise<number> {
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO returned_payment (idempotency_key, account_id, payment_id, code, returned_at, after_entry, clause, due_at,
       flag_id, to_reconnect, cleared_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      input.idempotencyKey,
      payment.accountId,
      payment.id,
      input.code,
      sqlInstant(now),
      each.afterEntry,
      each.due?.clause ?? each.clause,
      sqlInstant(each.due?.dueAt ?? null),
      each.flagId,
      each.toReconnect,
      each.due === null ? sqlInstant(now) : null,
    ],
  );
  if (!made) throw new Error(`The return of payment ${payment.id} was not kept.`);
  await tx.query(
    'INSERT INTO returned_charge (returned_id, charge_id, amount) SELECT $1, * FROM unnest($2::int[], $3::bigint[])',
    [made.id, each.parts.map((part) => part.chargeId), each.parts.map((part) => part.amount)],
  );
  return made.id;
}
