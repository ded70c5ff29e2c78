import type { PaperTender, ReceiptPaper } from '@curbstop/contracts';
import { TENDERS, receipt as receiptSchema } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { NotFound, Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { headOf } from './head.ts';
import type { PaperSource } from './head.ts';

interface Row {
  readonly id: number;
  readonly amount: Cents;
  readonly method: string;
  readonly receivedAt: Instant;
  readonly effective: Day;
  readonly clause: ClauseId;
  readonly purpose: string | null;
  readonly receipt: unknown;
}

/** How the records name a tender, where the paper has another word. */
const TENDER_NAMES: Readonly<Record<string, PaperTender>> = {
  ach: 'transfer',
  transfer: 'transfer',
  'electronic-transfer': 'transfer',
  'credit-card': 'card',
};

function tenderOf(method: string): PaperTender {
  return TENDERS.find((each) => each === method) ?? TENDER_NAMES[method] ?? 'other';
}

/** J: the receipt as it was given, of a payment by its number; without one, of the newest. */
export async function receiptPaper(source: PaperSource, paymentId: number | null): Promise<ReceiptPaper> {
  const { db, account } = source;
  const found = await row<Row>(
    db,
    `SELECT id, amount, method, received_at AS "receivedAt", effective, clause, purpose, receipt FROM payment
     WHERE account_id = $1 AND receipt IS NOT NULL AND ($2::int IS NULL OR id = $2) ORDER BY id DESC LIMIT 1`,
    [account.accountId, paymentId],
  );
  if (!found) {
    if (paymentId !== null) throw new NotFound('There is no such payment of this account.');
    throw new Refused('No payment of this account has a receipt.', ['J.2']);
  }
  const given = receiptSchema.parse(found.receipt);
  return {
    ...headOf(source, { clause: found.clause, at: found.receivedAt, mailed: true }),
    kind: 'receipt',
    number: String(found.id),
    deposit: found.purpose === 'deposit',
    amount: found.amount,
    takenAt: found.receivedAt,
    counts: found.effective,
    tender: tenderOf(found.method),
    applied: given.allocations.map(({ says, amount }) => ({ label: says, amount })),
    balance: given.balance,
    pastDue: given.pastDue,
  };
}
