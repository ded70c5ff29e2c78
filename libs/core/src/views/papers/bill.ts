import type { BillPaper, BillView, PaperUse } from '@curbstop/contracts';
import type { Cents, Day, Instant, PolicyParameters } from '@curbstop/policy';
import {
  addDays,
  cents,
  day,
  dialShape,
  earnsPenalty,
  instant,
  isStateExempt,
  payBy,
  penaltyDay,
  startOfDay,
} from '@curbstop/policy';
import { NotFound, Refused } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { policyOnDay } from '../../records/policy-versions/policy-in-force.ts';
import { accountBills } from '../bills-page.ts';
import { headOf } from './head.ts';
import type { PaperSource } from './head.ts';

const CHART_MONTHS = 13;

interface OfBill {
  readonly madeAt: Instant;
  readonly serial: string | null;
  readonly policyVersion: Day;
  readonly replaces: string | null;
  /** What the account owed with the bill's own entry, and without it. */
  readonly balance: Cents;
}

/** The balance right after the bill was posted: entries after it do not change what was printed. */
async function ofBill({ db }: PaperSource, billId: number, billDate: Day, timeZone: string): Promise<OfBill | null> {
  return row<OfBill>(
    db,
    `SELECT coalesce(e.posted_at, $2) AS "madeAt", m.serial, b.policy_version AS "policyVersion",
       (SELECT p.number FROM bill p WHERE p.replaced_by = b.id ORDER BY p.id LIMIT 1) AS replaces,
       (SELECT coalesce(sum(l.amount), 0)::bigint FROM ledger_entry l
        WHERE l.account_id = b.account_id AND (e.id IS NULL AND l.posted_at <= $2 OR l.id <= e.id)) AS balance
     FROM bill b LEFT JOIN meter m ON m.id = b.meter_id
     LEFT JOIN LATERAL (SELECT id, posted_at FROM ledger_entry WHERE bill_id = b.id AND kind = 'bill' ORDER BY id LIMIT 1) e ON true
     WHERE b.id = $1`,
    [billId, sqlInstant(startOfDay(billDate, timeZone))],
  );
}

async function paymentsSince(source: PaperSource, since: Day | null, until: Day): Promise<BillPaper['payments']> {
  return rows<{ on: Day; amount: Cents }>(
    source.db,
    `SELECT effective AS "on", amount FROM payment
     WHERE account_id = $1 AND credited AND set_aside_at IS NULL AND effective < $3 AND ($2::date IS NULL OR effective >= $2)
     ORDER BY effective DESC, id DESC LIMIT 4`,
    [source.account.accountId, since, until],
  );
}

const monthOf = (on: Day): Day => day(`${on.slice(0, 7)}-01`);

function monthBefore(month: Day): Day {
  return monthOf(addDays(month, -1));
}

/** B.1: thirteen months to the bill's own; a month that no bill ends in has no bar. */
export function usesOf(bills: readonly BillView[], last: Day): readonly PaperUse[] {
  const months: Day[] = [monthOf(last)];
  while (months.length < CHART_MONTHS) months.unshift(monthBefore(months[0] ?? last));
  return months.map((month) => {
    const ending = bills.filter((bill) => !bill.takenBack && monthOf(bill.periodTo) === month);
    if (ending.length === 0) return { month, units: null, estimated: false };
    return {
      month,
      units: ending.reduce((sum, bill) => sum + bill.units, 0),
      estimated: ending.some((bill) => bill.estimated),
    };
  });
}

function nextOf(bill: BillView, policyVersion: Day, source: PaperSource, policy: PolicyParameters): BillPaper['next'] {
  const dated = { billDate: bill.billDate, due: bill.due, kind: bill.kind, policyVersion };
  const { facts } = source.account;
  const charged = earnsPenalty(dated) && !isStateExempt(facts);
  // A final bill is of water that is off already, or of a home that is somebody else's.
  const threatened = facts.open && bill.kind !== 'final' && !isStateExempt(facts);
  return {
    lateChargeOn: charged ? penaltyDay(dated) : null,
    lateChargeShare: charged && policy.penaltyForm.kind !== 'flat' ? policy.penaltyRate : null,
    shutoff: threatened ? payBy(dated, source.policy) : null,
    appealUntil: addDays(bill.billDate, policy.appeal.filingDays),
  };
}

/** B.1, B.2: a bill as it was issued, by its number; without one, the newest that stands. */
export async function billPaper(source: PaperSource, number: string | null): Promise<BillPaper> {
  const { db, account } = source;
  const bills = await accountBills(db, account.accountId);
  const bill = bills.find((each) => (number === null ? !each.takenBack : each.number === number));
  if (bill === undefined) {
    if (number !== null) throw new NotFound('There is no such bill of this account.');
    throw new Refused('No bill of this account stands.', ['B.1']);
  }
  const policy = policyOnDay(account.profile, bill.billDate);
  const found = await ofBill(source, bill.billId, bill.billDate, policy.timeZone);
  if (!found) throw new NotFound('There is no such bill of this account.');
  const earlier = bills.filter((each) => each.billDate <= bill.billDate && !each.takenBack);
  const before = earlier.find((each) => each.billId !== bill.billId);
  const balance = cents(found.balance);
  return {
    ...headOf(source, { clause: 'B.1', at: instant(startOfDay(bill.billDate, policy.timeZone)), mailed: true }),
    kind: 'bill',
    form: bill.kind,
    number: bill.number,
    corrects: found.replaces,
    due: bill.due,
    meter: found.serial === null || bill.dial === null ? null : { serial: found.serial, dial: dialShape(bill.dial) },
    previous: { on: bill.periodFrom, register: bill.startRegister },
    current: { on: bill.periodTo, register: bill.endRegister },
    units: bill.units,
    usageUnit: policy.screenUnits.usage,
    estimated: bill.estimated,
    lines: bill.lines.map(({ says, quantity, amount }) => ({ label: says, quantity, amount })),
    amount: bill.amount,
    before: cents(balance - bill.amount),
    payments: await paymentsSince(source, before?.billDate ?? null, bill.billDate),
    balance,
    chart: usesOf(earlier, bill.periodTo),
    next: nextOf(bill, found.policyVersion, source, policy),
  };
}
