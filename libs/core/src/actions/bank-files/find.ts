import type { Cents, Day, Instant } from '@curbstop/policy';
import { DAY_MS, formatDollars, isDebitReturn, longDay, takesMoneyBack } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

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

/** A bank may return a debit for sixty days; what comes back later is for a person. In days. */
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
     WHERE (p.method = 'ach' OR p.channel = 'ach') AND (p.trace = ANY($1)
       OR (a.number = ANY($2) AND p.received_at > $3::timestamptz - make_interval(days => ${RETURN_DAYS})))
     ORDER BY p.id DESC`,
    [traces, accounts, new Date(now).toISOString()],
  );
}

/** The debit that a returned entry means; `why` a person has to say which one, in a sentence. */
export type MatchedDebit =
  { readonly debit: KnownPayment; readonly why: null } | { readonly debit: null; readonly why: string };

interface ReturnedEntry {
  readonly code: string;
  readonly transactionCode: string;
  readonly originalTrace: string;
  readonly account: string;
  readonly amount: number;
}

function told({ accountNumber, amount, effective, trace }: KnownPayment): string {
  const name = trace === null ? 'one without a trace number' : `trace ${trace}`;
  return `${formatDollars(amount)} of account ${accountNumber}, ${longDay(effective)}, ${name}`;
}

/** What comes near an entry that names no one debit. */
function nearest(entry: ReturnedEntry, known: readonly KnownPayment[]): string {
  const near = known.filter(
    (each) =>
      each.trace === entry.originalTrace || (each.accountNumber === entry.account && each.amount === entry.amount),
  );
  if (near.length === 0) return 'No debit comes near it.';
  return `Nearest: ${near.slice(0, 3).map(told).join('; ')}.`;
}

/**
 * K.9: the one debit with the trace number, the account and the amount of a returned entry. Trace numbers are used again, and
 * a bank may err: where the three do not agree on one debit, where what came back was a credit, or where the banks dispute an
 * earlier return, a person decides, and nothing is taken back meanwhile.
 */
export function matchDebit(entry: ReturnedEntry, known: readonly KnownPayment[], now: Instant): MatchedDebit {
  const asks = (why: string): MatchedDebit => ({ debit: null, why });
  if (!takesMoneyBack(entry.code))
    return asks(`Code ${entry.code} gives no debit back: the banks dispute an earlier return.`);
  if (!isDebitReturn(entry.transactionCode))
    return asks(`Transaction code ${entry.transactionCode} gives back a credit, not a debit.`);
  const agreeing = known.filter(
    (each) =>
      each.trace === entry.originalTrace && each.accountNumber === entry.account && each.amount === entry.amount,
  );
  const oldest = now - RETURN_DAYS * DAY_MS;
  const open = agreeing.filter((each) => !each.returned && each.receivedAt > oldest);
  const [debit] = open;
  if (open.length > 1) return asks(`${open.length} debits agree with it. ${nearest(entry, known)}`);
  if (debit) return { debit, why: null };
  // It has come back before: told as what it is, and refused.
  const [returned] = agreeing.filter((each) => each.returned);
  if (returned) return { debit: returned, why: null };
  if (agreeing.length > 0) return asks(`Its debit is more than ${RETURN_DAYS} days old. ${nearest(entry, known)}`);
  return asks(`No debit has its trace number, its account and its amount. ${nearest(entry, known)}`);
}

export interface AccountNamed {
  readonly accountId: number;
  readonly customer: string;
}

/** Accounts by their numbers. */
export async function accountsNumbered(
  db: Reader,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, AccountNamed>> {
  const found = await rows<{ number: string; accountId: number; customer: string }>(
    db,
    `SELECT a.number, a.id AS "accountId", c.name AS customer FROM account a JOIN customer c ON c.id = a.customer_id
     WHERE a.number = ANY($1)`,
    [numbers],
  );
  return new Map(found.map(({ number, ...each }) => [number, each]));
}
