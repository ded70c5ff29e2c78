import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { cents } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import type { EntryKind } from './ledger.entity.ts';

export interface NewEntry {
  readonly accountId: number;
  readonly kind: EntryKind;
  /** Owed above zero, credited below. */
  readonly amount: Cents;
  readonly valueDate: Day;
  readonly clause: ClauseId;
  readonly billId: number | null;
  readonly paymentId: number | null;
  readonly actKey: string | null;
  /** The line that this one takes back. */
  readonly reversesId?: number;
  /** When it was posted, for records taken over from before; else the moment of the call. */
  readonly postedAt?: Instant;
}

/** Writes lines to ledgers in one statement; returns their ids in the order given. */
export async function postEntries(tx: Tx, entries: readonly NewEntry[], now: Instant): Promise<number[]> {
  if (entries.length === 0) return [];
  // The identity column counts up in the order in which unnest yields its rows.
  const made = await rows<{ id: number }>(
    tx,
    `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id, payment_id, act_key, reverses_id)
     SELECT account_id, kind, amount, value_date, posted_at, clause, bill_id, payment_id, act_key, reverses_id
     FROM unnest($1::int[], $2::text[], $3::bigint[], $4::date[], $5::text[], $6::int[], $7::int[], $8::text[], $9::timestamptz[], $10::int[])
       WITH ORDINALITY AS it (account_id, kind, amount, value_date, clause, bill_id, payment_id, act_key, posted_at, reverses_id, nth)
     ORDER BY nth
     RETURNING id`,
    [
      entries.map((entry) => entry.accountId),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.amount),
      entries.map((entry) => entry.valueDate),
      entries.map((entry) => entry.clause),
      entries.map((entry) => entry.billId),
      entries.map((entry) => entry.paymentId),
      entries.map((entry) => entry.actKey),
      entries.map((entry) => sqlInstant(entry.postedAt ?? now)),
      entries.map((entry) => entry.reversesId ?? null),
    ],
  );
  return made.map((each) => each.id);
}

/** A charge or a credit as an action posts it. */
export interface Posting {
  readonly accountId: number;
  readonly kind: EntryKind;
  /** Above zero, for a charge as for a credit. */
  readonly amount: Cents;
  readonly valueDate: Day;
  readonly clause: ClauseId;
  /** The bill that it belongs to; left out, none. */
  readonly billId?: number | null;
  /** Makes it once; left out where the facts do. */
  readonly actKey?: string | null;
  /** The line that it takes back. */
  readonly reversesId?: number;
}

/** Writes one line to a ledger; returns its id. What it stands for is journaled by the caller. */
export async function postEntry({ tx, now }: Pick<Change, 'tx' | 'now'>, entry: NewEntry): Promise<number> {
  const [entryId] = await postEntries(tx, [entry], now);
  if (entryId === undefined) throw new Error(`The ${entry.kind} of account ${entry.accountId} was not posted.`);
  return entryId;
}

/** Credits a payment whose day has come; returns the id of the line. The journal tells of the payment itself. */
export function postPayment(
  change: Change,
  payment: {
    readonly accountId: number;
    readonly paymentId: number;
    readonly amount: Cents;
    readonly effective: Day;
    readonly clause: ClauseId;
  },
): Promise<number> {
  const { accountId, paymentId, amount, effective: valueDate, clause } = payment;
  const entry = { accountId, kind: 'payment', amount: cents(-amount), valueDate, clause, paymentId } as const;
  return postEntry(change, { ...entry, billId: null, actKey: null });
}

/** The journal's row of a charge that is posted. */
export function chargePosted(
  { accountId, kind, amount, valueDate, clause, billId = null }: Posting,
  entryId: number,
  { actor, now }: Pick<Change, 'actor' | 'now'>,
): JournalEntry {
  const facts = { entryId, billId, kind, amount, valueDate };
  return { event: 'charge.posted', facts, at: now, actor, clause, accountId };
}

/** Charges an account, and journals it; returns the id of the line. */
export async function postCharge(change: Change, charge: Posting): Promise<number> {
  const { billId = null, actKey = null } = charge;
  const entryId = await postEntry(change, { ...charge, billId, paymentId: null, actKey });
  await append(change.tx, [chargePosted(charge, entryId, change)]);
  return entryId;
}

/** The same for many accounts at once; returns the ids in the order given. */
export async function postCharges(change: Change, charges: readonly Posting[]): Promise<number[]> {
  const entries = charges.map((charge) => ({
    ...charge,
    billId: charge.billId ?? null,
    paymentId: null,
    actKey: charge.actKey ?? null,
  }));
  const ids = await postEntries(change.tx, entries, change.now);
  await append(change.tx, chargesPosted(charges, ids, change));
  return ids;
}

/** The journal's rows of charges that are posted, each with its id. */
export function chargesPosted(
  charges: readonly Posting[],
  ids: readonly number[],
  change: Pick<Change, 'actor' | 'now'>,
): JournalEntry[] {
  return charges.map((charge, nth) => {
    const entryId = ids[nth];
    if (entryId === undefined) throw new Error(`The ${charge.kind} of account ${charge.accountId} was not posted.`);
    return chargePosted(charge, entryId, change);
  });
}

/** Credits an account, and journals it; returns the id of the line. What the credit pays is allocated by the caller. */
export async function postCredit(change: Change, credit: Posting): Promise<number> {
  const { accountId, kind, amount, clause, billId = null, actKey = null } = credit;
  const entryId = await postEntry(change, { ...credit, amount: cents(-amount), billId, paymentId: null, actKey });
  const facts = { entryId, billId, kind, amount };
  await append(change.tx, [{ event: 'credit.posted', facts, at: change.now, actor: change.actor, clause, accountId }]);
  return entryId;
}
