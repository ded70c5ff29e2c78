import type { BillAmount, CustomerClass, Day, Instant, MeterSize, UsageUnit } from '@curbstop/policy';
import {
  billLines,
  dayOf,
  daysBetween,
  dueDate,
  finalBillAmount,
  isOddBill,
  mondayOf,
  unitsBetween,
  usualUnits,
} from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { applyDeposit } from '../stop-service/apply-deposit.ts';
import { append } from '../../journal/append.ts';
import { postEntry } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { chargeManualReads } from './manual-read-fee.ts';
import { LAST_BILL, STARTS } from '../../records/bills/accounts-to-bill.ts';
import { billedBefore, holdBill } from '../../records/bills/held-bills.ts';
import { insertLines } from '../../records/bills/bill-lines.ts';
import { billNumber } from '../../records/bills/bill-number.ts';
import { tariffsOn } from '../../records/bills/tariffs.ts';

interface Registers {
  readonly class: CustomerClass;
  readonly meterId: number;
  readonly meterSize: MeterSize;
  readonly startLitres: number;
  readonly startShift: number;
  readonly startDay: Day;
  readonly endLitres: number;
  readonly endShift: number;
  readonly source: string | null;
  readonly group: number;
  readonly readAt: Instant;
  /** A person has accepted the reading. */
  readonly accepted: boolean;
}

/** Between which registers the last bill of an account lies. */
function registers(tx: Tx, accountId: number): Promise<Registers | null> {
  return row<Registers>(
    tx,
    `SELECT a.class, m.id AS "meterId", m.size AS "meterSize", c.final_litres AS "endLitres",
       c.final_shift AS "endShift", c.final_read_at AS "readAt", p.route_group AS "group", ${STARTS},
       EXISTS (SELECT 1 FROM read_decision d WHERE d.meter_id = m.id AND d.read_at = c.final_read_at AND d.becomes = 'valid'
         AND d.decided_by->>'kind' = 'staff') AS accepted,
       (SELECT r.source FROM meter_read r WHERE r.meter_id = m.id AND r.read_at = c.final_read_at) AS source
     FROM account a JOIN closing c ON c.account_id = a.id AND c.final_litres IS NOT NULL AND c.final_read_at IS NOT NULL
     JOIN meter_installation i ON i.service_point_id = a.service_point_id AND i.removed_on IS NULL
     JOIN meter m ON m.id = i.meter_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     ${LAST_BILL}
     WHERE a.id = $1`,
    [accountId],
  );
}

function priceOf(
  registers: Registers,
  units: number,
  tariff: Parameters<typeof billLines>[0],
  days: number,
  told: UsageUnit,
): BillAmount {
  // A period of no days has no fixed charge; its water is priced as that of one day.
  const whole = billLines(tariff, registers.meterSize, units, Math.max(days, 1), told);
  if (days >= 1) return whole;
  const lines = whole.lines.filter((line) => line.kind === 'tier');
  return { lines, total: lines.reduce((sum, line) => sum + line.amount, 0) as BillAmount['total'] };
}

/**
 * A.2.c, A.3: the final bill of a closed account, from its last bill to its final read by the tariff of the day, due as any bill is
 * (B.2). The deposit is laid on it first. One far above the own use waits for a person, unless one has looked at it. False where the registers make no sense, so that a person must look. The account
 * is locked.
 */
export async function issueFinalBill(change: Change, account: AccountSnapshot, evenOdd = false): Promise<boolean> {
  const { tx, now } = change;
  const { accountId, profile } = account;
  const { closing } = account.facts;
  const found = await registers(tx, accountId);
  if (found === null || closing === null) return false;
  const [from, end] = [found.startLitres + found.startShift, found.endLitres + found.endShift];
  if (end < from) return false;
  const units = unitsBetween(from, end);
  const policy = policyAt(profile, now);
  const billDate = dayOf(now, policy.timeZone);
  const tariff = (await tariffsOn(tx, profile, billDate)).get(found.class);
  if (!tariff) throw new Error(`There is no tariff for class ${found.class}.`);
  const to = closing.on > found.startDay ? closing.on : found.startDay;
  const days = daysBetween(found.startDay, to);
  const price = priceOf(found, units, tariff, days, policy.screenUnits.usage);
  const own = (await billedBefore(tx, [accountId])).get(accountId) ?? null;
  if (!evenOdd && !found.accepted && isOddBill({ units, days }, own, policy)) {
    const { meterId, group, readAt, startLitres, endLitres } = found;
    const read = { accountId, meterId, group, readAt, startLitres, endLitres, units, usual: usualUnits(own, days) };
    const { usage: unit } = policy.screenUnits;
    const hold = {
      ...read,
      kind: 'final' as const,
      readMonday: mondayOf(billDate),
      billDate,
      unit,
      amount: price.total,
    };
    await holdBill(change, hold);
    return true;
  }
  const due = dueDate(billDate, policy);
  const bill = await row<{ id: number; number: string }>(
    tx,
    `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, meter_id, start_litres, end_litres,
       units, amount, policy_profile, policy_version, start_shift, end_shift)
     VALUES ($1, $2, 'final', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (account_id, bill_date, kind, nth_of_day) DO NOTHING RETURNING id, number`,
    [
      accountId,
      billNumber(billDate, accountId, 'final'),
      billDate,
      due,
      found.startDay,
      to,
      found.meterId,
      found.startLitres,
      found.endLitres,
      units,
      price.total,
      profile,
      policy.version,
      found.startShift,
      found.endShift,
    ],
  );
  if (!bill) return true;
  await insertLines(
    tx,
    price.lines.map((line, ordinal) => ({ billId: bill.id, ordinal, line })),
  );
  const closedBy = found.source === 'radio' ? ('radio' as const) : ('hand' as const);
  const cycle = { accountId, billId: bill.id, from: found.startDay, to, closedBy };
  const issued = { ...bill, charges: price.total, due, billDate };
  await postFinal(change, account, issued, () => chargeManualReads(change, [cycle], billDate, policy));
  return true;
}

/** A final bill that is in the records and not yet in the ledger. */
export interface FinalBill {
  readonly id: number;
  readonly number: string;
  readonly charges: BillAmount['total'];
  readonly due: Day;
  readonly billDate: Day;
}

/** A.2.b, A.2.c: posts a final bill, lays the deposit on it, and tells what that leaves. */
export async function postFinal(
  change: Change,
  account: AccountSnapshot,
  bill: FinalBill,
  chargeFees: () => Promise<void>,
): Promise<void> {
  const { tx, actor, now } = change;
  const { accountId } = account;
  const { id: billId, number, charges, due, billDate } = bill;
  const entry = { accountId, kind: 'bill' as const, amount: charges, valueDate: billDate, clause: 'B.1' as const };
  await postEntry(change, { ...entry, billId, paymentId: null, actKey: null });
  await chargeFees();
  const applied = await applyDeposit(change, { accountId, billId, valueDate: billDate });
  await allocateCredits(tx, [accountId], billDate);
  const facts = { billId, number, kind: 'final' as const, amount: finalBillAmount(charges, applied), due };
  const clause = applied > 0 ? ('A.2.c' as const) : ('B.2' as const);
  await append(tx, [{ event: 'bill.issued', facts, at: now, actor, clause, accountId }]);
}
