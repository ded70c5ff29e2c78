import type { Cents, Day, Instant, Tariff, PolicyParameters } from '@curbstop/policy';
import { addDays, billLines, cents, dayOf, daysBetween, dueDate, startOfDay, unitsBetween } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { Change } from '../../db/change.ts';
import { inLanes } from '../../db/lanes.ts';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { postEntries } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { chargeManualReads } from './manual-read-fee.ts';
import { accountPages, billCandidates, withReadOrdered } from '../../records/bills/accounts-to-bill.ts';
import { endHolds, holdBills, splitOdd } from '../../records/bills/held-bills.ts';
import type { BillRun, NewBill } from '../../records/bills/bill-run.ts';
import type { AccountToBill, ReadWindow } from '../../records/bills/accounts-to-bill.ts';
import { insertLines } from '../../records/bills/bill-lines.ts';
import { billNumber } from '../../records/bills/bill-number.ts';
import { tariffsOn } from '../../records/bills/tariffs.ts';

const CHUNK = 500;
const READ_WEEK_DAYS = 7;

export interface BillRunResult {
  readonly bills: number;
  readonly amount: Cents;
  /** Accounts whose meters were not heard; a crew reads them. */
  readonly unread: number;
}

/** Prices one account's water; null when its register has not moved on to a later day. */
export function priceBill(
  account: AccountToBill,
  tariffs: ReadonlyMap<string, Tariff>,
  { timeZone, screenUnits }: Pick<PolicyParameters, 'timeZone' | 'screenUnits'>,
): NewBill | null {
  const { endLitres, endAt } = account;
  if (endLitres === null || endAt === null) return null;
  const [from, to] = [account.startLitres + account.startShift, endLitres + account.endShift];
  if (to < from) return null;
  const periodTo = dayOf(endAt, timeZone);
  const days = daysBetween(account.startDay, periodTo);
  if (days < 1) return null;
  const tariff = tariffs.get(account.class);
  if (!tariff) throw new Error(`There is no tariff for class ${account.class}.`);
  const units = unitsBetween(from, to);
  return {
    it: { ...account, endLitres, endAt },
    periodTo,
    units,
    amount: billLines(tariff, account.meterSize, units, days, screenUnits.usage),
  };
}

interface MadeBill {
  readonly billId: number;
  readonly number: string;
}

function madeFor(made: ReadonlyMap<number, MadeBill>, accountId: number): MadeBill {
  const bill = made.get(accountId);
  if (!bill) throw new Error(`The bill of account ${accountId} was not made.`);
  return bill;
}

async function insertBills(
  tx: Tx,
  bills: readonly NewBill[],
  run: BillRun,
  due: Day,
  version: Day,
): Promise<Map<number, MadeBill>> {
  const made = await rows<{ id: number; accountId: number; number: string }>(
    tx,
    `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, meter_id, start_litres,
       end_litres, start_shift, end_shift, units, amount, policy_profile, policy_version, nth_of_day)
     SELECT account_id, number, 'regular', $1, $2, period_from, period_to, meter_id, start_litres, end_litres,
       start_shift, end_shift, units, amount, $3, $4, nth
     FROM unnest($5::int[], $6::text[], $7::date[], $8::date[], $9::int[], $10::bigint[], $11::bigint[], $12::int[],
       $13::bigint[], $14::smallint[], $15::bigint[], $16::bigint[])
       AS it (account_id, number, period_from, period_to, meter_id, start_litres, end_litres, units, amount, nth, start_shift,
         end_shift)
     RETURNING id, account_id AS "accountId", number`,
    [
      run.billDate,
      due,
      run.profile,
      version,
      bills.map(({ it: each }) => each.accountId),
      bills.map(({ it: each }) => billNumber(run.billDate, each.accountId, 'regular', each.nth)),
      bills.map(({ it: each }) => each.startDay),
      bills.map((bill) => bill.periodTo),
      bills.map(({ it: each }) => each.meterId),
      bills.map(({ it: each }) => each.startLitres),
      bills.map(({ it: each }) => each.endLitres),
      bills.map((bill) => bill.units),
      bills.map((bill) => bill.amount.total),
      bills.map(({ it: each }) => each.nth),
      bills.map(({ it: each }) => each.startShift),
      bills.map(({ it: each }) => each.endShift),
    ],
  );
  const ids = new Map(made.map((row) => [row.accountId, { billId: row.id, number: row.number }]));
  const lines = bills.flatMap((bill) =>
    bill.amount.lines.map((line, ordinal) => ({ billId: madeFor(ids, bill.it.accountId).billId, ordinal, line })),
  );
  await insertLines(tx, lines);
  return ids;
}

/** A crew reads the meters that the radio did not bring, once; they are billed when it has. */
async function orderReads(tx: Tx, unread: readonly AccountToBill[], run: BillRun, now: Instant): Promise<void> {
  const ids = unread.map((account) => account.accountId);
  const ordered = ids.length === 0 ? new Set<number>() : await withReadOrdered(tx, ids);
  const orders = await createOrders(
    tx,
    unread
      .filter((account) => !ordered.has(account.accountId))
      .map((account) => ({
        accountId: account.accountId,
        kind: 'manual-read' as const,
        state: 'listed' as const,
        clause: 'B.1' as const,
        urgent: false,
        dueOn: addDays(run.billDate, 1),
        billIds: [],
        amount: null,
        verdict: null,
        outcome: null,
        followsId: null,
        crewOnly: true,
        actKey: `${account.accountId}/-/B.1/read-${run.readMonday}`,
      })),
    now,
  );
  await append(
    tx,
    orders.map((order) => orderCreated(order, now, SCHEDULER)),
  );
}

/** Makes the bills of some accounts, which are locked; `evenOdd` when a person has looked at them. */
export async function issueChunk(
  change: Change,
  chunk: readonly AccountToBill[],
  run: BillRun,
  evenOdd = false,
): Promise<BillRunResult> {
  const { tx, actor, now } = change;
  const policy = policyAt(run.profile, now);
  const tariffs = await tariffsOn(tx, run.profile, run.billDate);
  const priced = chunk.map((account) => priceBill(account, tariffs, policy));
  const all = priced.filter((bill) => bill !== null);
  const { bills, odd } = evenOdd ? { bills: all, odd: [] } : await splitOdd(tx, all, policy);
  const unread = chunk.filter((account) => account.endLitres === null);
  await orderReads(tx, unread, run, now);
  await holdBills(change, odd, run, policy);
  if (bills.length === 0) return { bills: 0, amount: cents(0), unread: unread.length };
  if (!evenOdd) await endHolds(change, bills);

  const due = dueDate(run.billDate, policy);
  const made = await insertBills(tx, bills, run, due, policy.version);
  await postEntries(
    tx,
    bills.map(({ it: each, amount }) => ({
      accountId: each.accountId,
      kind: 'bill' as const,
      amount: amount.total,
      valueDate: run.billDate,
      clause: 'B.1' as const,
      billId: madeFor(made, each.accountId).billId,
      paymentId: null,
      actKey: null,
    })),
    now,
  );
  const cycles = bills.map(({ it: each, periodTo }) => ({
    accountId: each.accountId,
    billId: madeFor(made, each.accountId).billId,
    from: each.startDay,
    to: periodTo,
    closedBy: each.source === 'radio' ? ('radio' as const) : ('hand' as const),
  }));
  await append(
    tx,
    bills.map(({ it: each, amount }): JournalEntry => {
      const { billId, number } = madeFor(made, each.accountId);
      const facts = { billId, number, kind: 'regular' as const, amount: amount.total, due };
      return { event: 'bill.issued', facts, at: now, actor, clause: 'B.1', accountId: each.accountId };
    }),
  );
  await chargeManualReads(change, cycles, run.billDate, policy);
  const inCredit = bills.filter(({ it: each }) => each.credit > 0).map(({ it: each }) => each.accountId);
  if (inCredit.length > 0) await allocateCredits(tx, inCredit, dayOf(now, policy.timeZone));
  return {
    bills: bills.length,
    amount: cents(bills.reduce((sum, bill) => sum + bill.amount.total, 0)),
    unread: unread.length,
  };
}

/** The reads that a run bills. */
export function readWindow({ readMonday, profile }: BillRun, now: Instant): ReadWindow {
  const { timeZone } = policyAt(profile, now);
  const to = startOfDay(addDays(readMonday, READ_WEEK_DAYS), timeZone);
  return { from: startOfDay(readMonday, timeZone), to, until: now };
}

/**
 * B.1, B.2: bills one account whose read came after its group's run; the bill bears the day on which it is made. Nothing is done
 * for an account that has no read, or has a bill of the day.
 */
export async function issueLate(change: Change, run: BillRun, accountId: number): Promise<void> {
  const { tx, now } = change;
  const [found] = await billCandidates(tx, run.group, run.billDate, readWindow(run, now), {
    afterId: accountId - 1,
    limit: 1,
  });
  if (found?.accountId === accountId && found.endLitres !== null) await issueChunk(change, [found], run);
}

/**
 * B.1, B.2: bills a route group from the reads of its read week, some hundred accounts a transaction.
 * A run that was cut off goes on where it stopped: an account has at most one bill of a date.
 */
export async function issueBills(source: DataSource, run: BillRun, now: Instant): Promise<BillRunResult> {
  const window = readWindow(run, now);
  const total = { bills: 0, amount: 0, unread: 0 };
  const pages = await accountPages(source, run.group, CHUNK);
  await inLanes(async () => {
    const page = pages.shift();
    if (!page) return false;
    const done = await changeAccounts(source, { accountIds: [], actor: SCHEDULER, now }, async (change) => {
      const { tx } = change;
      const found = await billCandidates(tx, run.group, run.billDate, window, page);
      if (found.length === 0) return null;
      await change.touch(...found.map((account) => account.accountId));
      return issueChunk({ tx, actor: SCHEDULER, now }, found, run);
    });
    total.bills += done?.bills ?? 0;
    total.amount += done?.amount ?? 0;
    total.unread += done?.unread ?? 0;
    return true;
  });
  return { ...total, amount: cents(total.amount) };
}
