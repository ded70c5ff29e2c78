import type { Actor } from '@curbstop/contracts';
import type { BillAmount, CustomerClass, Day, Instant, MeterSize } from '@curbstop/policy';
import { billLines, dayOf, daysBetween, dueDate, finalBillAmount, unitsBetween } from '@curbstop/policy';
import type { Case } from '../accounts/facts.ts';
import { row } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { applyDeposit } from '../deposits/apply.ts';
import { append } from '../journal/append.ts';
import { postEntries } from '../ledger/post.ts';
import { settle } from '../ledger/settle.ts';
import { termsAt } from '../policy/terms.ts';
import { chargeManualReads } from '../smart-meters/fees.ts';
import { insertLines } from './lines.ts';
import { billNumber } from './of-day.ts';
import { tariffsOn } from './tariffs.ts';

interface Registers {
  readonly class: CustomerClass;
  readonly meterId: number;
  readonly meterSize: MeterSize;
  readonly startLitres: number;
  readonly startDay: Day;
  readonly endLitres: number;
  readonly source: string | null;
}

/** Between which registers the last bill of an account lies. */
function registers(tx: Tx, accountId: number): Promise<Registers | null> {
  return row<Registers>(
    tx,
    `SELECT a.class, m.id AS "meterId", m.size AS "meterSize", c.final_litres AS "endLitres",
       coalesce(lb.end_litres, a.opening_litres, i.start_litres) AS "startLitres",
       coalesce(lb.period_to, greatest(a.opened_on, i.installed_on)) AS "startDay",
       (SELECT r.source FROM meter_read r WHERE r.meter_id = m.id AND r.read_at = c.final_read_at) AS source
     FROM account a JOIN closing c ON c.account_id = a.id AND c.final_litres IS NOT NULL
     JOIN meter_installation i ON i.service_point_id = a.service_point_id AND i.removed_on IS NULL
     JOIN meter m ON m.id = i.meter_id
     LEFT JOIN LATERAL (
       SELECT b.end_litres, b.period_to FROM bill b LEFT JOIN batch t ON t.id = b.batch_id
       WHERE b.account_id = a.id AND b.meter_id = m.id AND t.undone_at IS NULL
       ORDER BY b.bill_date DESC LIMIT 1
     ) lb ON true
     WHERE a.id = $1`,
    [accountId],
  );
}

function priceOf(it: Registers, tariff: Parameters<typeof billLines>[0], days: number): BillAmount {
  const units = unitsBetween(it.startLitres, it.endLitres);
  // A period of no days has no fixed charge; its water is priced as that of one day.
  const whole = billLines(tariff, it.meterSize, units, Math.max(days, 1));
  if (days >= 1) return whole;
  const lines = whole.lines.filter((line) => line.kind === 'tier');
  return { lines, total: lines.reduce((sum, line) => sum + line.amount, 0) as BillAmount['total'] };
}

/**
 * A.2.c, A.3: the final bill of a closed account, from its last bill to its final read by the tariff of the day, due as any bill is
 * (B.2). The deposit is laid on it first. False where the registers make no sense, so that a person must look. The account
 * is locked.
 */
export async function issueFinalBill(tx: Tx, it: Case, actor: Actor, now: Instant): Promise<boolean> {
  const { accountId, profile } = it;
  const { closing } = it.facts;
  const found = await registers(tx, accountId);
  if (found === null || closing === null || found.endLitres < found.startLitres) return false;
  const terms = termsAt(profile, now);
  const billDate = dayOf(now, terms.timeZone);
  const tariff = (await tariffsOn(tx, profile, billDate)).get(found.class);
  if (!tariff) throw new Error(`There is no tariff for class ${found.class}.`);
  const to = closing.on > found.startDay ? closing.on : found.startDay;
  const price = priceOf(found, tariff, daysBetween(found.startDay, to));
  const due = dueDate(billDate, terms);
  const bill = await row<{ id: number; number: string }>(
    tx,
    `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, meter_id, start_litres, end_litres,
       units, amount, policy_profile, policy_version)
     VALUES ($1, $2, 'final', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
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
      unitsBetween(found.startLitres, found.endLitres),
      price.total,
      profile,
      terms.version,
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
  await postFinal(tx, it, issued, () => chargeManualReads(tx, [cycle], billDate, terms, actor, now), actor, now);
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
  tx: Tx,
  it: Case,
  bill: FinalBill,
  chargeFees: () => ReturnType<typeof chargeManualReads>,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId } = it;
  const { id: billId, number, charges, due, billDate } = bill;
  const entry = { accountId, kind: 'bill' as const, amount: charges, valueDate: billDate, clause: 'B.1' as const };
  await postEntries(tx, [{ ...entry, billId, paymentId: null, actKey: null }], now);
  const fees = await chargeFees();
  const applied = await applyDeposit(tx, { accountId, billId, valueDate: billDate }, actor, now);
  await settle(tx, [accountId], billDate);
  const facts = { billId, number, kind: 'final' as const, amount: finalBillAmount(charges, applied), due };
  const clause = applied > 0 ? ('A.2.c' as const) : ('B.2' as const);
  await append(tx, [{ event: 'bill.issued', facts, at: now, actor, clause, accountId }, ...fees]);
}
