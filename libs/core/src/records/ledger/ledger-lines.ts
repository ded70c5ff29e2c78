import type { LedgerLine } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { cents } from '@curbstop/policy';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import type { EntryKind } from './ledger.entity.ts';

const KIND_SAYS: Readonly<Record<EntryKind, string>> = {
  bill: 'Bill',
  penalty: 'Late charge',
  'reconnection-fee': 'Reconnection fee',
  'after-hours-reconnection-fee': 'Reconnection fee, after hours',
  deposit: 'Deposit',
  'nsf-fee': 'Returned payment fee',
  'manual-read-fee': 'Manual meter reading',
  'arrangement-fee': 'Arrangement fee',
  refund: 'Refund',
  'penalty-waiver': 'Late charge waived',
  'penalty-reversal': 'Late charge taken back',
  'deposit-applied': 'Deposit applied',
  reduction: 'Reduction',
  overcharge: 'Appeal credit',
  'bill-replaced': 'Replaced by a corrected invoice',
  payment: 'Payment',
  credit: 'Credit',
  reversal: 'Reversal',
};

const CHANNEL_SAYS: Readonly<Record<string, string>> = {
  counter: 'at the counter',
  dropbox: 'in the drop box',
  website: 'online',
  'bank-bill-pay': 'through a bank',
  mail: 'by mail',
  ach: 'by bank debit',
  'other-department': 'through another department',
};

/** What a line of the ledger is, in words. */
export function entrySays(each: {
  kind: EntryKind;
  bill: string | null;
  method: string | null;
  channel: string | null;
}): string {
  if (each.kind === 'payment') {
    const method = (each.method ?? '').replaceAll('-', ' ');
    return `Paid ${CHANNEL_SAYS[each.channel ?? ''] ?? ''}${method ? `, ${method}` : ''}`;
  }
  return each.bill === null
    ? KIND_SAYS[each.kind]
    : `${KIND_SAYS[each.kind]} ${each.kind === 'bill' ? each.bill : `on bill ${each.bill}`}`;
}

interface Line {
  entryId: number;
  day: Day;
  at: Instant;
  kind: EntryKind;
  clause: ClauseId;
  amount: Cents;
  bill: string | null;
  method: string | null;
  channel: string | null;
}

/** The whole ledger, newest first, each line with the balance after it. */
export async function accountLedger(db: Reader, accountId: number): Promise<{ lines: LedgerLine[]; balance: Cents }> {
  const found = await rows<Line>(
    db,
    `SELECT e.id AS "entryId", e.value_date AS day, e.posted_at AS at, e.kind, e.clause, e.amount,
       b.number AS bill, p.method, p.channel
     FROM ledger_entry e LEFT JOIN bill b ON b.id = e.bill_id LEFT JOIN payment p ON p.id = e.payment_id
     WHERE e.account_id = $1 ORDER BY e.posted_at, e.id`,
    [accountId],
  );
  let balance = 0;
  const lines = found.map((line): LedgerLine => {
    balance += line.amount;
    return {
      entryId: line.entryId,
      day: line.day,
      at: line.at,
      kind: line.kind,
      clause: line.clause,
      amount: line.amount,
      says: entrySays(line),
      balance: cents(balance),
    };
  });
  return { lines: lines.reverse(), balance: cents(balance) };
}

/** What the account owes in all, due or not. */
export async function balanceOf(db: Reader, accountId: number): Promise<Cents> {
  const sum = await row<{ balance: Cents }>(
    db,
    'SELECT coalesce(sum(amount), 0)::bigint AS balance FROM ledger_entry WHERE account_id = $1',
    [accountId],
  );
  return sum?.balance ?? cents(0);
}
