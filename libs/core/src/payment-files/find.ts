import type { Cents, Day, Instant } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

/** A payment that a bank's line may mean. */
export interface KnownPayment {
  readonly paymentId: number;
  readonly accountId: number;
  readonly accountNumber: string;
  readonly customer: string;
  readonly amount: Cents;
  readonly effective: Day;
  readonly receivedAt: Instant;
  readonly trace: string | null;
  readonly returned: boolean;
}

/** A bank may return a debit for sixty days; what is older is found by its trace number only. In days. */
const RETURN_DAYS = 75;

/** Bank debits that carry one of these trace numbers, or are of one of these accounts and recent; latest first. */
export function debitsFor(
  db: Reader,
  traces: readonly string[],
  accounts: readonly string[],
  now: Instant,
): Promise<KnownPayment[]> {
  return rows<KnownPayment>(
    db,
    `SELECT p.id AS "paymentId", p.account_id AS "accountId", a.number AS "accountNumber", c.name AS customer, p.amount,
       p.effective, p.received_at AS "receivedAt", p.trace,
       EXISTS (SELECT 1 FROM returned_payment r WHERE r.payment_id = p.id) AS returned
     FROM payment p JOIN account a ON a.id = p.account_id JOIN customer c ON c.id = a.customer_id
     WHERE p.trace = ANY($1)
       OR (p.method = 'ach' AND a.number = ANY($2) AND p.received_at > $3::timestamptz - make_interval(days => ${RETURN_DAYS}))
     ORDER BY p.id DESC`,
    [traces, accounts, new Date(now).toISOString()],
  );
}

/** The debit a returned entry means: by its trace number, else the account's latest of that amount that has not come back. */
export function debitMeant(
  it: { readonly originalTrace: string; readonly account: string; readonly amount: number },
  known: readonly KnownPayment[],
): KnownPayment | null {
  const byTrace = known.find((each) => each.trace === it.originalTrace);
  if (byTrace) return byTrace;
  const same = known.filter(
    (each) => each.trace === null && each.accountNumber === it.account && each.amount === it.amount,
  );
  return same.find((each) => !each.returned) ?? same[0] ?? null;
}

/** Accounts by their numbers. */
export async function accountsNumbered(
  db: Reader,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly accountId: number; readonly customer: string }>> {
  const found = await rows<{ number: string; accountId: number; customer: string }>(
    db,
    `SELECT a.number, a.id AS "accountId", c.name AS customer FROM account a JOIN customer c ON c.id = a.customer_id
     WHERE a.number = ANY($1)`,
    [numbers],
  );
  return new Map(found.map(({ number, ...it }) => [number, it]));
}
