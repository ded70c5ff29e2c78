import type { Actor } from '@curbstop/contracts';
import { append, postEntries, registerOf, rows, tariffsOn, policyAt } from '@curbstop/core';
import type { JournalEntry, NewEntry } from '@curbstop/core';
import type { Cents, Day, Instant } from '@curbstop/policy';
import { addDays, billLines, cents, daysBetween, dueDate, unitsBetween } from '@curbstop/policy';
import type { BillAmount } from '@curbstop/policy';
import type { EntityManager } from 'typeorm';
import { PROFILE, text, wall } from './calendar.ts';
import type { Run } from './calendar.ts';
import { habitOf, payDay } from './habits.ts';
import type { How } from './habits.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';

export const LOADER: Actor = { kind: 'system', part: 'loader' };

/** The last register billed and its day, for each place. */
export type Tails = Map<number, { readonly litres: number; readonly day: Day }>;

export type RegisterAt = (place: Place, at: Instant) => number;

interface PastBill {
  readonly place: Place;
  readonly from: { readonly litres: number; readonly day: Day };
  readonly to: { readonly litres: number; readonly at: Instant; readonly day: Day };
  readonly units: number;
  readonly amount: BillAmount;
}

/** When a place's meter was read on the evening of a day: jittered, as radios are. */
function readAt(place: Place, day: Day): Instant {
  return (wall(day, '20:00') + (place.id % 3_600) * 1_000) as Instant;
}

/** Readings of places on one evening. */
export async function writeReads(
  tx: EntityManager,
  places: readonly Place[],
  day: Day,
  registerAt: RegisterAt,
): Promise<void> {
  const at = places.map((place) => readAt(place, day));
  const litres = places.map((place, nth) => registerAt(place, at[nth] as Instant));
  await tx.query(
    `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
     SELECT id, at, litres, register, 'loader', 'valid', at
     FROM unnest($1::int[], $2::timestamptz[], $3::bigint[], $4::text[]) AS it (id, at, litres, register)
     ON CONFLICT (meter_id, read_at) DO NOTHING`,
    [places.map((place) => place.id), at.map((instant) => text(instant)), litres, litres.map(registerOf)],
  );
}

function priced(
  place: Place,
  run: Run,
  tails: Tails,
  registerAt: RegisterAt,
  tariffs: Awaited<ReturnType<typeof tariffsOn>>,
): PastBill {
  const from = tails.get(place.id);
  const tariff = tariffs.get(place.class);
  if (!from || !tariff) throw new Error(`Place ${place.id} cannot be billed.`);
  const at = readAt(place, run.readDay);
  const litres = registerAt(place, at);
  const units = unitsBetween(from.litres, litres);
  tails.set(place.id, { litres, day: run.readDay });
  return {
    place,
    from,
    to: { litres, at, day: run.readDay },
    units,
    amount: billLines(tariff, place.meterSize, units, daysBetween(from.day, run.readDay)),
  };
}

async function insertBills(
  tx: EntityManager,
  bills: readonly PastBill[],
  run: Run,
  due: Day,
  version: Day,
  batchId: number,
): Promise<number[]> {
  const made = await rows<{ id: number; accountId: number }>(
    tx,
    `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, meter_id, start_litres, end_litres,
       units, amount, policy_profile, policy_version, batch_id)
     SELECT id, $1 || '-' || id, 'regular', $2::date, $3::date, period_from, period_to, id, start_litres, end_litres, units, amount,
       $4, $5::date, $6
     FROM unnest($7::int[], $8::date[], $9::date[], $10::bigint[], $11::bigint[], $12::int[], $13::bigint[])
       AS it (id, period_from, period_to, start_litres, end_litres, units, amount)
     RETURNING id, account_id AS "accountId"`,
    [
      run.billDate.slice(2).replaceAll('-', ''),
      run.billDate,
      due,
      PROFILE,
      version,
      batchId,
      bills.map((bill) => bill.place.id),
      bills.map((bill) => bill.from.day),
      bills.map((bill) => bill.to.day),
      bills.map((bill) => bill.from.litres),
      bills.map((bill) => bill.to.litres),
      bills.map((bill) => bill.units),
      bills.map((bill) => bill.amount.total),
    ],
  );
  const ids = new Map(made.map((each) => [each.accountId, each.id]));
  const lines = bills.flatMap((bill) =>
    bill.amount.lines.map((line, ordinal) => ({ billId: ids.get(bill.place.id), ordinal, line })),
  );
  await tx.query(
    `INSERT INTO bill_line (bill_id, ordinal, says, quantity, amount)
     SELECT * FROM unnest($1::int[], $2::smallint[], $3::text[], $4::text[], $5::bigint[])`,
    [
      lines.map((line) => line.billId),
      lines.map((line) => line.ordinal),
      lines.map((line) => line.line.says),
      lines.map((line) => (line.line.kind === 'tier' ? String(line.line.units) : '')),
      lines.map((line) => line.line.amount),
    ],
  );
  return bills.map((bill) => ids.get(bill.place.id) ?? 0);
}

/** A payment of the past: one bill, in full, on the day it counts from. */
interface PastPayment {
  readonly accountId: number;
  readonly chargeId: number;
  readonly amount: Cents;
  readonly day: Day;
  readonly at: Instant;
  readonly how: How;
}

async function insertPayments(tx: EntityManager, payments: readonly PastPayment[], now: Instant): Promise<void> {
  if (payments.length === 0) return;
  const random = new Random(payments[0]?.chargeId ?? 1);
  const made = await rows<{ id: number }>(
    tx,
    `INSERT INTO payment (account_id, idempotency_key, amount, method, channel, received_at, effective)
     SELECT * FROM unnest($1::int[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::date[])
     RETURNING id`,
    [
      payments.map((payment) => payment.accountId),
      payments.map(() => random.uuid()),
      payments.map((payment) => payment.amount),
      payments.map((payment) => payment.how.method),
      payments.map((payment) => payment.how.channel),
      payments.map((payment) => text(payment.at)),
      payments.map((payment) => payment.day),
    ],
  );
  const entries = payments.map((payment, nth): NewEntry => ({
    accountId: payment.accountId,
    kind: 'payment',
    amount: cents(-payment.amount),
    valueDate: payment.day,
    clause: payment.how.channel === 'website' ? 'J.4' : 'J.2',
    billId: null,
    paymentId: made[nth]?.id ?? null,
    actKey: null,
    postedAt: payment.at,
  }));
  const credits = await postEntries(tx, entries, now);
  await tx.query(
    `INSERT INTO allocation (credit_id, charge_id, account_id, amount)
     SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::bigint[])`,
    [
      credits,
      payments.map((payment) => payment.chargeId),
      payments.map((payment) => payment.accountId),
      payments.map((payment) => payment.amount),
    ],
  );
  await append(
    tx,
    payments.map((payment, nth): JournalEntry => ({
      event: 'payment.received',
      facts: {
        paymentId: made[nth]?.id ?? 0,
        amount: payment.amount,
        method: payment.how.method,
        channel: payment.how.channel,
        effective: payment.day,
      },
      at: payment.at,
      actor: LOADER,
      clause: payment.how.channel === 'website' ? 'J.4' : 'J.2',
      accountId: payment.accountId,
    })),
  );
}

/** When a customer paid: some hour of the day, the same on every machine. */
function paidAt(place: Place, day: Day, how: How): Instant {
  const hour = how.channel === 'website' ? 7 + (place.id % 15) : 9 + (place.id % 7);
  return wall(day, `${String(hour).padStart(2, '0')}:${String(place.id % 60).padStart(2, '0')}`);
}

/**
 * Writes one group's bills of one date, and the payments that came in time, as the bill run and the
 * counter would have. Bills of recent runs that were paid late, or not, are left open and returned: what became
 * of those is played through afterwards.
 */
export async function writeRun(
  tx: EntityManager,
  places: readonly Place[],
  run: Run,
  tails: Tails,
  registerAt: RegisterAt,
  options: { readonly recent: boolean; readonly until: Instant },
): Promise<Place[]> {
  const made = wall(run.billDate, '06:00');
  const policy = policyAt(PROFILE, made);
  const tariffs = await tariffsOn(tx, PROFILE, run.billDate);
  await writeReads(tx, places, run.readDay, registerAt);
  const bills = places.map((place) => priced(place, run, tails, registerAt, tariffs));
  const due = dueDate(run.billDate, policy);
  const total = cents(bills.reduce((sum, bill) => sum + bill.amount.total, 0));
  const [batch] = await rows<{ id: number }>(
    tx,
    "INSERT INTO batch (key, kind, day, run_at, summary) VALUES ($1, 'bill-run', $2, $3, $4) RETURNING id",
    [
      `bill-run/${PROFILE}/${run.group}/${run.billDate}`,
      run.billDate,
      text(made),
      JSON.stringify({ bills: bills.length, amount: total, unread: 0, finishedAt: made }),
    ],
  );
  if (!batch) throw new Error('The bill run was not written.');
  const ids = await insertBills(tx, bills, run, due, policy.version, batch.id);
  const charges = await postEntries(
    tx,
    bills.map((bill, nth) => ({
      accountId: bill.place.id,
      kind: 'bill' as const,
      amount: bill.amount.total,
      valueDate: run.billDate,
      clause: 'B.1' as const,
      billId: ids[nth] ?? null,
      paymentId: null,
      actKey: null,
    })),
    made,
  );
  await append(
    tx,
    bills.map((bill, nth): JournalEntry => ({
      event: 'bill.issued',
      facts: {
        billId: ids[nth] ?? 0,
        number: `${run.billDate.slice(2).replaceAll('-', '')}-${bill.place.id}`,
        kind: 'regular',
        amount: bill.amount.total,
        due,
      },
      at: made,
      actor: LOADER,
      clause: 'B.1',
      accountId: bill.place.id,
    })),
  );
  const late: Place[] = [];
  const payments: PastPayment[] = [];
  bills.forEach((bill, nth) => {
    const habit = habitOf(bill.place, run, options.recent);
    const chargeId = charges[nth] ?? 0;
    if (habit.pays === 'in-time' || (habit.pays === 'late' && !options.recent)) {
      // Longer ago everybody paid in time, as far as this demo remembers.
      const after = habit.pays === 'late' ? 40 : habit.after;
      const day = payDay(run, { after });
      const at = paidAt(bill.place, day, habit.how);
      if (at < options.until)
        payments.push({ accountId: bill.place.id, chargeId, amount: bill.amount.total, day, at, how: habit.how });
    } else late.push(bill.place);
  });
  await insertPayments(
    tx,
    payments.sort((a, b) => a.at - b.at),
    addNight(run.billDate),
  );
  return late;
}

function addNight(day: Day): Instant {
  return wall(addDays(day, 1), '00:00');
}
